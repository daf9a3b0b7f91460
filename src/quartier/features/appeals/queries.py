"""Reading appeals: as those who handle them, as whoever lodged one, and as everybody (`listing`)."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connections
from django.db.models import F, Q, QuerySet

from quartier.core.accounts import accepting
from quartier.core.kit.errors import NotFound, Refusal
from quartier.core.law import queries as law
from quartier.core.registry import lock
from quartier.core.registry.queries import visible_scopes
from quartier.core.registry.visits import Visit
from quartier.science.clocks.histories import History
from quartier.science.clocks.packs import Pack
from quartier.science.clocks.reading import Evaluation

from .models import Appeal, AppealStep, Exclusion
from .rules import conflicts, history, likeness, standing
from .rules.categories import CATEGORIES
from .rules.conflicts import Concerned

HANDLE = "appeals.handle"
PAGE = 50
SAME = (
    *("id", "tag", "number", "category", "channel", "language", "title", "text", "spot", "lon", "lat"),
    *("about_officer", "identity", "person", "recipient", "parent", "external", "lodged_at", "arrived_at"),
    *(
        "written_at",
        "entered_by",
        "pack",
        "pack_version",
        "facts",
        "due_at",
        "forward_due_at",
        "state",
        "assigned_to",
    ),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class StepView:
    """One step. `words` by language, for whoever lodged and handles it; `more`: what this kind carries besides."""

    number: int
    step: str
    occurred_at: datetime
    at: datetime
    by: UUID | None
    organisation: int | None
    words: dict[str, str]
    more: dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class PartView:
    """A part that was sent on, or the whole that this one came from, as far as its existence goes."""

    tag: str
    number: str
    organisation: int
    state: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AppealView:
    """An appeal with its history and its clocks at one instant. `late` is computed, never stored."""

    id: UUID
    tag: str
    number: str
    place: int
    area: int
    organisation: int
    scope: int
    category: str
    channel: str
    language: str
    title: str
    text: str
    spot: str
    lon: float | None
    lat: float | None
    about_officer: bool
    identity: str
    person: dict[str, str]
    recipient: UUID | None
    parent: UUID | None
    external: str
    lodged_at: datetime
    arrived_at: datetime
    written_at: datetime
    entered_by: UUID | None
    pack: str
    pack_version: str
    facts: dict[str, Any]
    due_at: datetime | None
    forward_due_at: datetime | None
    state: str
    assigned_to: UUID | None
    late: bool
    mine: bool
    handled: bool
    steps: tuple[StepView, ...] = ()
    parts: tuple[PartView, ...] = ()
    concerned: tuple[Concerned, ...] = ()
    evaluation: Evaluation | None = None
    open_steps: tuple[str, ...] = ()

    @property
    def answer(self) -> StepView | None:
        """The newest answer."""
        return next((step for step in reversed(self.steps) if step.step == "answered"), None)

    def step(self, code: str) -> StepView | None:
        """The newest step of a kind."""
        return next((step for step in reversed(self.steps) if step.step == code), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What a queue is narrowed to; nothing said narrows nothing."""

    states: Collection[str] = tuple(sorted(standing.RUNNING))
    late: bool = False
    mine: bool = False
    unassigned: bool = False
    escalated: bool = False
    category: str = ""
    area: int | None = None
    organisation: int | None = None
    channel: str = ""
    text: str = ""
    due_before: datetime | None = None
    due_after: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Queue:
    """One page of a queue, what is due first on top; `count` is of all pages."""

    rows: tuple[AppealView, ...]
    count: int
    page: int
    pages: int


def appeal_for(by: Visit, *, id: UUID | None = None, tag: str | None = None) -> AppealView:
    """One appeal with everything. Raises NotFound alike for hidden, absent, and about oneself."""
    rows = Appeal.objects.filter(tag=tag) if id is None else Appeal.objects.filter(id=id)
    row = rows.first()
    if row is None:
        raise NotFound("no_such_record")
    concerned = concerned_by(row.id)
    own = row.id in mine_ids(by, among=row.id)
    if not own and by.account in conflicts.barred_people(concerned):
        raise NotFound("no_such_record")
    steps = steps_of(row.id)
    return _view(
        row,
        by=by,
        mine=own,
        scopes=visible_scopes(by),
        steps=steps,
        parts=_parts(row),
        concerned=concerned,
        evaluation=evaluation_of(row, steps, at=by.now),
    )


def queue_for(by: Visit, *, wanted: Wanted | None = None, page: int = 1, size: int = PAGE) -> Queue:
    """The appeals within reach, due first on top; without a due date at the end. None that is about oneself."""
    rows = _narrowed(by, wanted or Wanted())
    count = rows.count()
    pages = max(1, -(-count // size))
    page = min(max(1, page), pages)
    chosen = rows.order_by(F("due_at").asc(nulls_last=True), "id")[(page - 1) * size : page * size]
    return Queue(rows=_views(chosen, by=by), count=count, page=page, pages=pages)


def count_for(by: Visit, *, wanted: Wanted | None = None) -> int:
    return _narrowed(by, wanted or Wanted()).count()


def find(by: Visit, *, text: str, at_most: int = 20) -> list[AppealView]:
    """By the beginning of its number, for whoever handles it."""
    rows = _handled(by).filter(number__istartswith=text.strip())[:at_most] if text.strip() else []
    return list(_views(rows, by=by))


def mine(by: Visit) -> list[AppealView]:
    """What whoever is here has lodged, newest first; by account, or by the code of a receipt."""
    own = mine_ids(by)
    return list(_views(Appeal.objects.filter(id__in=own).order_by("-lodged_at", "-id"), by=by, own=own))


def mine_ids(by: Visit, *, among: UUID | None = None) -> set[UUID]:
    """The ids of what whoever is here has lodged."""
    if by.account is None:
        return set()
    with connections[lock.APPLICATION].cursor() as cursor:
        cursor.execute("select m from appeals.mine() m where %s::uuid is null or m = %s", [among, among])
        return {row[0] for row in cursor.fetchall()}


def parts_for(by: Visit, *, parent: UUID) -> list[AppealView]:
    """The parts of an appeal that the visit sees: whoever lodged the whole sees them all."""
    own = mine_ids(by)
    rows = Appeal.objects.filter(parent=parent).order_by("written_at", "id")
    return list(_views(rows, by=by, own=own))


def open_like(by: Visit, *, appeal: AppealView, at_most: int = 8) -> list[AppealView]:
    """Running appeals of the same kind within reach, for a clerk to join: the nearest in place and words first."""
    kind = CATEGORIES.get(appeal.category)
    rows = _handled(by).filter(place_id=appeal.place, category=appeal.category, state__in=standing.RUNNING)
    found: list[tuple[likeness.Near, Appeal]] = []
    for row in rows.exclude(id=appeal.id).order_by("-lodged_at")[:200]:
        far = None
        if None not in (row.lon, row.lat, appeal.lon, appeal.lat):
            far = likeness.metres((row.lon, row.lat), (appeal.lon, appeal.lat))  # type: ignore[arg-type]
        words = likeness.alike(f"{row.title} {row.text}", f"{appeal.title} {appeal.text}")
        found.append((likeness.Near(tag=row.tag, metres=far, words=words), row))
    order = likeness.ranked([near for near, _ in found], within=2 * (kind.within if kind else 60) or 100)
    by_tag = {near.tag: row for near, row in found}
    return list(_views((by_tag[near.tag] for near in order[:at_most]), by=by))


def put_before(by: Visit) -> list[AppealView]:
    """What was put before the visit's body and is handled elsewhere, the longest due first."""
    with connections[lock.APPLICATION].cursor() as cursor:
        cursor.execute("select unnest(registry.mine())")
        shared = {row[0] for row in cursor.fetchall()} - mine_ids(by)
    rows = Appeal.objects.filter(id__in=shared).exclude(scope_id__in=list(visible_scopes(by)))
    return list(_views(rows.order_by(F("due_at").asc(nulls_last=True), "id"), by=by))


def steps_of(appeal: UUID) -> tuple[StepView, ...]:
    """The history, oldest first."""
    return tuple(_step(row) for row in AppealStep.objects.filter(appeal_id=appeal).order_by("number"))


def concerned_by(appeal: UUID) -> tuple[Concerned, ...]:
    """Whom it is about."""
    rows = Exclusion.objects.filter(appeal_id=appeal).order_by("at", "id")
    return tuple(Concerned(account=one.account, organisation=one.organisation, name=one.name) for one in rows)


def pack_of(row: Any) -> Pack | None:
    """The pack by which an appeal is counted: in the version it began with, where that was kept; None where it is gone.

    A version that nobody accepted was verified, or this is the demo: then the shipped one is the nearest there is.
    """
    try:
        shipped = law.pack(row.pack)
    except KeyError:
        shipped = None
    if shipped is not None and shipped.version == row.pack_version:
        return shipped
    try:
        return accepting.pack_of_version(name=row.pack, version=row.pack_version)
    except Refusal:
        return shipped


def evaluation_of(
    row: Any, steps: Sequence[Any], *, at: datetime, facts: Mapping[str, Any] | None = None
) -> Evaluation | None:
    """Every clock of an appeal at an instant; None where its pack is gone. `row`: an appeal, public or not."""
    pack = pack_of(row)
    return None if pack is None else standing.evaluated(pack, history_of(row, steps, facts=facts), at=at)


def history_of(row: Any, steps: Sequence[Any], *, facts: Mapping[str, Any] | None = None) -> History:
    """What the clocks are told. `facts`: in place of those that the appeal holds."""
    return history.read(
        lodged_at=row.lodged_at,
        arrived_at=row.arrived_at,
        is_part=bool(row.parent),
        facts=row.facts if facts is None else facts,
        steps=[history.Step(step=step.step, occurred_at=step.occurred_at, more=step.more) for step in steps],
    )


def _handled(by: Visit) -> QuerySet[Appeal]:
    """What the visit's own grants reach; what is about oneself is not among it."""
    rows = Appeal.objects.filter(scope_id__in=list(visible_scopes(by)))
    if by.account is None:
        return rows.none()
    return rows.exclude(id__in=Exclusion.objects.filter(account=by.account).values("appeal_id"))


def _narrowed(by: Visit, wanted: Wanted) -> QuerySet[Appeal]:
    rows = _handled(by).filter(state__in=list(wanted.states))
    exact: Mapping[str, Any] = {
        "category": wanted.category,
        "channel": wanted.channel,
        "area_id": wanted.area,
        "organisation_id": wanted.organisation,
    }
    rows = rows.filter(**{name: value for name, value in exact.items() if value not in ("", None)})
    if wanted.late:
        rows = rows.filter(due_at__lt=by.now, state__in=list(standing.RUNNING))
    if wanted.mine:
        rows = rows.filter(assigned_to=by.account)
    if wanted.escalated:
        rows = rows.filter(id__in=AppealStep.objects.filter(step="escalated").values("appeal_id"))
    if wanted.unassigned:
        rows = rows.filter(assigned_to=None)
    if wanted.due_after is not None:
        rows = rows.filter(due_at__gte=wanted.due_after)
    if wanted.due_before is not None:
        rows = rows.filter(due_at__lt=wanted.due_before)
    if text := wanted.text.strip():
        rows = rows.filter(
            Q(number__icontains=text)
            | Q(title__icontains=text)
            | Q(text__icontains=text)
            | Q(spot__icontains=text)
        )
    return rows


def _parts(row: Appeal) -> tuple[PartView, ...]:
    wanted = Q(parent=row.id) | (Q(id=row.parent) if row.parent else Q(parent=row.id))
    found = Appeal.objects.filter(wanted).order_by("written_at", "id")
    return tuple(
        PartView(tag=one.tag, number=one.number, organisation=one.organisation_id, state=one.state)
        for one in found
    )


def _step(row: AppealStep) -> StepView:
    return StepView(**{name: getattr(row, name) for name in StepView.__dataclass_fields__})


def _views(rows: Iterable[Appeal], *, by: Visit, own: Collection[UUID] = ()) -> tuple[AppealView, ...]:
    """Rows of a list, without their histories."""
    scopes = frozenset(visible_scopes(by)) if by.may(HANDLE) else frozenset()
    return tuple(_view(row, by=by, mine=row.id in own, scopes=scopes) for row in rows)


def _view(row: Appeal, *, by: Visit, mine: bool, scopes: Collection[int], **more: Any) -> AppealView:
    """`handled`: within reach of the visit's own grants, and not about whoever it is."""
    barred = by.account in conflicts.barred_people(more.get("concerned", ()))
    handled = by.may(HANDLE) and not barred and row.scope_id in scopes
    return AppealView(
        **{name: getattr(row, name) for name in SAME},
        place=row.place_id,
        area=row.area_id,
        organisation=row.organisation_id,
        scope=row.scope_id,
        late=standing.is_late(state=row.state, due_at=row.due_at, at=by.now),
        mine=mine,
        handled=handled,
        open_steps=tuple(standing.open_steps(state=row.state, lodger=mine, handles=handled)),
        **more,
    )
