"""What the board of a suite is drawn from: stored standings and the newest word on each room."""

from quartier.core.kit.errors import NotFound
from quartier.core.registry.visits import Visit

from .models import Cell, Entry, Stay
from .rules import standing
from .rules.board import Held, Place
from .views import BoardView, SuiteView

READ, CLOCK = "custody.read", "custody.clock"
ROOM_ACTS = {"cell_ready": "ready", "cell_out": "out"}


def board(by: Visit, *, suite: SuiteView) -> BoardView:
    """Everybody who is not released, with what was computed of them. Raises NotFound."""
    if not (by.may(READ) or by.may(CLOCK)):
        raise NotFound("no_such_record")
    rows = list(
        Stay.objects.filter(suite_id=suite.id, state__in=["street", "held", "out"])
        .select_related("cell")
        .order_by("moment", "id")
    )
    return BoardView(
        suite=suite,
        places=tuple(_places(suite)),
        stays=tuple(_held(row) for row in rows),
        at=by.now,
        changed_at=max((row.changed_at for row in rows), default=None),
        moved=sum(row.last_number for row in rows),
    )


def _held(row: Stay) -> Held:
    stood = standing.read(row.standing)
    return Held(
        id=row.id,
        number=row.number,
        label=row.label,
        state=row.state,
        moment=row.moment,
        where=stood.room or stood.where,
        since=stood.since,
        cell=row.cell.code if row.cell else "",
        level=row.level,
        due=stood.due,
        limits=stood.limits,
        marks=stood.marks,
    )


def _places(suite: SuiteView) -> list[Place]:
    """Each room with the newest word on whether it can be used."""
    said: dict[str, Entry] = {}
    for entry in Entry.objects.filter(
        suite_id=suite.id, subject_id=suite.subject, act__in=ROOM_ACTS
    ).order_by("occurred_at", "number"):
        said[str(entry.values.get("cell", ""))] = entry
    return [_place(cell, said.get(cell.code)) for cell in Cell.objects.filter(suite_id=suite.id)]


def _place(cell: Cell, said: Entry | None) -> Place:
    state = ROOM_ACTS[said.act] if said else "ready"
    if said and said.act == "cell_out" and said.values.get("why") == "cleaning":
        state = "cleaning"
    return Place(
        code=cell.code,
        kind=cell.kind,
        places=cell.places,
        state=state,
        note=str(said.values.get("why", "")) if said and state == "out" else "",
        since=said.occurred_at if said else None,
    )
