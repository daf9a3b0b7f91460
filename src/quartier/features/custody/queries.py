"""Reading custody: the only way to a stay, its entries and its parts. The lock decides on rows, this on which page asks."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.db import connections
from django.db.models import Q

from quartier.core.kit.errors import NotFound
from quartier.core.registry import lock
from quartier.core.registry.visits import Visit

from . import boarding
from .models import Cell, Part, Stay, Suite
from .rules import policy, standing
from .story import entries_in_part as entries_in_part
from .story import entries_of as entries_of
from .story import entry_for as entry_for
from .views import OPENED_BY, BoardView, CellView, ListedStay, Page, PartView, StayView, SuiteView

READ, ARREST, MEDICAL, COMPLAINTS = "custody.read", "custody.arrest", "custody.medical", "custody.complaints"
CLOCK = "custody.clock"
PAGE = 50
SHOWN_PARTS = ("file", "arrest", "medical", "lawyer")


def suites(by: Visit) -> list[SuiteView]:
    """The suites whose book this visit reads."""
    if not (by.may(READ) or by.may(CLOCK)):
        return []
    return [_suite(row) for row in _visible_suites()]


def _visible_suites() -> list[Suite]:
    with connections[lock.APPLICATION].cursor() as cursor:
        cursor.execute(
            "select s.id from custody_suite s join registry_subject r on r.id = s.subject order by s.code"
        )
        found = [row[0] for row in cursor.fetchall()]
    return list(Suite.objects.filter(id__in=found).order_by("code"))


def suites_to_bring_to(by: Visit) -> list[SuiteView]:
    """The suites to which somebody may be brought: those of the home of one's own organisation, and where one serves."""
    with connections[lock.APPLICATION].cursor() as cursor:
        cursor.execute(
            "select u.id from custody_suite u join territory_area a on a.id = u.area_id where a.root_id in ("
            "select t.root_id from registry_scope s join territory_area t on t.id = s.area_id "
            "where s.id = any ((select registry.visible())::int[]) union "
            "select t.root_id from accounts_organisation o join territory_area t on t.id = o.area_id where o.id = %s)",
            [by.organisation],
        )
        found = [row[0] for row in cursor.fetchall()]
    return [_suite(row) for row in Suite.objects.filter(id__in=found).order_by("code")]


def suite_for(by: Visit, code: str) -> SuiteView:
    """A suite whose book this visit reads. Raises NotFound alike for hidden and absent."""
    for one in suites(by):
        if one.code == code:
            return one
    raise NotFound("no_such_record")


def suite_of(by: Visit, *, id: int) -> SuiteView:
    """A suite by its number: which suites there are is no secret."""
    return _suite(Suite.objects.get(id=id))


def cells_of(by: Visit, suite: SuiteView) -> list[CellView]:
    """The rooms of a suite, in their order."""
    return [
        CellView(id=row.pk, code=row.code, kind=row.kind, places=row.places, recorded=row.recorded)
        for row in Cell.objects.filter(suite_id=suite.id).order_by("order", "id")
    ]


def stay_for(by: Visit, id: UUID) -> StayView:
    """One stay, for whoever reads the suite's records and for whoever is a party to it. Raises NotFound alike for hidden
    and absent.
    """
    row = Stay.objects.filter(id=id).select_related("suite", "cell").first()
    reads = by.may(READ) or by.may(CLOCK)
    if row is None or not (reads or id in _mine()):
        raise NotFound("no_such_record")
    return _stay(row, parts_of(by, stay=id), reads=reads)


def _mine() -> set[UUID]:
    with connections[lock.APPLICATION].cursor() as cursor:
        cursor.execute("select registry.mine()")
        return set(cursor.fetchone()[0] or ())


def parts_of(by: Visit, stay: UUID) -> dict[str, PartView]:
    """The parts of a stay by code, those too that this visit may not open. A complaint is no part that a stay shows."""
    rows = {row.code: row for row in Part.objects.filter(stay=stay).exclude(code="complaint")}
    return {
        code: _part(rows[code]) if code in rows else PartView(code=code, open=False, roles=OPENED_BY[code])
        for code in SHOWN_PARTS
        if code in rows or code != "lawyer"
    }


def part_for(by: Visit, stay: UUID, code: str) -> PartView:
    """One part that this visit may open. Raises NotFound alike for hidden and absent."""
    row = Part.objects.filter(stay=stay, code=code).first()
    if row is None:
        raise NotFound("no_such_record")
    return _part(row)


def medical_for(by: Visit, *, page: int = 1) -> Page:
    """The medical parts of whoever is or was in the suites that this visit serves, newest first."""
    return _parts(by, code="medical", permit=MEDICAL, page=page)


def complaints(by: Visit, *, page: int = 1) -> Page:
    """Complaints about treatment that came to this visit's body, newest first."""
    return _parts(by, code="complaint", permit=COMPLAINTS, page=page)


def complaint_for(by: Visit, id: UUID) -> PartView:
    """One complaint, for the body that hears it. Raises NotFound alike for hidden and absent."""
    row = Part.objects.filter(id=id, code="complaint").first() if by.may(COMPLAINTS) else None
    if row is None:
        raise NotFound("no_such_record")
    return _part(row)


def _parts(by: Visit, *, code: str, permit: str, page: int) -> Page:
    if not by.may(permit):
        return Page(lines=(), page=1, more=False)
    rows = Part.objects.filter(code=code).order_by("-opened_at", "-id")
    return _paged([_part(row) for row in _slice(rows, page)], page)


def my_arrests(by: Visit, *, page: int = 1) -> Page:
    """The arrest parts that this visit is a party to, newest first: what this officer told, also after the handover."""
    rows = Part.objects.filter(code="arrest", id__in=_mine()).order_by("-opened_at", "-id")
    return _paged([_part(row) for row in _slice(rows, page)], page)


def stays(by: Visit, suite: SuiteView, state: str = "", text: str = "", page: int = 1) -> Page:
    """The stays of a suite, newest first; `text`: part of a number or a label."""
    if not (by.may(READ) or by.may(CLOCK)):
        raise NotFound("no_such_record")
    rows = Stay.objects.filter(suite_id=suite.id).select_related("cell").order_by("-moment", "-id")
    if state:
        rows = rows.filter(state=state)
    if text.strip():
        rows = rows.filter(Q(number__icontains=text.strip()) | Q(label__icontains=text.strip()))
    return _paged([_listed(row, suite) for row in _slice(rows, page)], page)


def board(by: Visit, suite: SuiteView) -> BoardView:
    """Everybody who is in a suite's hands, as it was computed after each one's last entry. One query for all of them."""
    return boarding.board(by, suite=suite)


def _slice(rows: Any, page: int) -> Any:
    start = (max(page, 1) - 1) * PAGE
    return rows[start : start + PAGE + 1]


def _paged(lines: Sequence[Any], page: int) -> Page:
    return Page(lines=tuple(lines[:PAGE]), page=max(page, 1), more=len(lines) > PAGE)


def _suite(row: Suite) -> SuiteView:
    return SuiteView(
        id=row.pk,
        code=row.code,
        names=row.names,
        organisation=row.organisation_id,
        area=row.area_id,
        zone=row.zone,
        mark=row.mark,
        pack=row.pack,
        regime=row.regime,
        facts=row.facts,
        policy=policy.read(row.policy),
        complaints=row.complaints_id,
        higher=row.higher_id,
        subject=row.subject,
        tag=row.tag,
    )


def _part(row: Part) -> PartView:
    return PartView(
        code=row.code,
        open=True,
        roles=OPENED_BY[row.code],
        id=row.id,
        stay=row.stay,
        tag=row.tag,
        about=row.about,
        opened_at=row.opened_at,
    )


PLAIN = (
    *(
        "id",
        "tag",
        "number",
        "kind",
        "label",
        "language",
        "minor",
        "moment",
        "opened_at",
        "opened_by",
        "pack",
    ),
    *("regime", "regime_reason", "facts", "state", "level", "released_at", "changed_at", "last_number"),
)


def _stay(row: Stay, parts: dict[str, PartView], *, reads: bool) -> StayView:
    return StayView(
        **{name: getattr(row, name) for name in PLAIN},
        suite=_suite(row.suite),
        cell=row.cell.code if row.cell else "",
        standing=standing.read(row.standing),
        parts=parts,
        reads=reads,
    )


def _listed(row: Stay, suite: SuiteView) -> ListedStay:
    return ListedStay(
        id=row.id,
        number=row.number,
        label=row.label,
        kind=row.kind,
        suite=suite.code,
        state=row.state,
        cell=row.cell.code if row.cell else "",
        moment=row.moment,
        released_at=row.released_at,
        due_at=row.due_at,
        minor=row.minor,
    )
