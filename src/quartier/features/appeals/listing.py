"""Reading what was let out: for everybody, without a visit's rights. The overdue stand first."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Case, IntegerField, Q, QuerySet, Value, When

from quartier.core.kit.errors import NotFound
from quartier.core.publication import queries as publication
from quartier.core.territory import queries as territory
from quartier.science.clocks.reading import Evaluation

from . import queries
from .models import PublicAppeal, PublicAppealStep
from .rules import likeness, standing
from .rules.categories import CATEGORIES

PAGE = 20
SAME = (
    *(
        "id",
        "subject",
        "tag",
        "notice",
        "number",
        "category",
        "language",
        "titles",
        "texts",
        "street",
        "lon",
        "lat",
    ),
    *(
        "photos",
        "parent",
        "lodged_at",
        "arrived_at",
        "pack",
        "pack_version",
        "facts",
        "due_at",
        "state",
        "let_out_at",
    ),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicStepView:
    """One step as everybody sees it; `words` by language, where they were meant for everybody."""

    number: int
    step: str
    occurred_at: datetime
    at: datetime
    organisation: int | None
    words: dict[str, str]
    more: dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicView:
    """A public appeal at one instant. `late` is computed from its due date and the clock. `steps` only with one appeal."""

    id: UUID
    subject: UUID
    tag: str
    notice: str
    number: str
    place: int
    area: int
    organisation: int
    category: str
    language: str
    titles: dict[str, str]
    texts: dict[str, str]
    street: str
    lon: float | None
    lat: float | None
    photos: tuple[str, ...]
    parent: str
    lodged_at: datetime
    arrived_at: datetime
    pack: str
    pack_version: str
    facts: dict[str, Any]
    due_at: datetime | None
    state: str
    let_out_at: datetime
    late: bool
    steps: tuple[PublicStepView, ...] = ()
    parts: tuple["PublicView", ...] = ()

    def title(self, language: str) -> tuple[str, str]:
        """The title in a language or its own, and which language that is."""
        return _said(self.titles, language, self.language)

    def text(self, language: str) -> tuple[str, str]:
        return _said(self.texts, language, self.language)


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One page of a listing; `count` is of all pages, `late` how many of them are overdue."""

    rows: tuple[PublicView, ...]
    count: int
    late: int
    page: int
    pages: int


@dataclass(frozen=True, slots=True, kw_only=True)
class NearView:
    """An open public appeal that is likely the same matter. `metres`: None where one of them has no place."""

    appeal: PublicView
    metres: float | None
    words: float


def public(tag: str, *, at: datetime) -> PublicView:
    """One public appeal with its steps, and its parts where it was sent on. Raises NotFound."""
    row = _standing(PublicAppeal.objects.filter(tag=tag)).first()
    if row is None:
        raise NotFound("no_such_record")
    parts = _standing(PublicAppeal.objects.filter(parent=tag)).order_by("lodged_at", "number")
    steps = PublicAppealStep.objects.filter(appeal_id=row.id).order_by("number")
    return view(row, at=at, steps=steps, parts=tuple(view(part, at=at) for part in parts))


def evaluation(view: PublicView, *, at: datetime) -> Evaluation | None:
    """Every clock of a public appeal, from its public steps."""
    return queries.evaluation_of(view, view.steps, at=at)


def listing(
    *,
    at: datetime,
    place: int | None = None,
    category: str = "",
    state: str = "",
    area: int | None = None,
    organisation: int | None = None,
    text: str = "",
    page: int = 1,
    size: int = PAGE,
) -> Page:
    """Public appeals, the longest overdue first, then the newest. `state`: late, running, or one of the states; empty: all
    but those that were wholly sent on, whose parts stand for them."""
    rows = _narrowed(at, place, category, area, organisation, text)
    late = rows.filter(_late(at)).count()
    rows = _in_state(rows, state, at)
    count = rows.count()
    pages = max(1, -(-count // size))
    page = min(max(1, page), pages)
    first = Case(When(_late(at), then=Value(0)), default=Value(1), output_field=IntegerField())
    owed = Case(When(_late(at), then="due_at"), default=None)
    ordered = rows.annotate(first=first, owed=owed).order_by("first", "owed", "-lodged_at", "-id")
    chosen = ordered[(page - 1) * size : page * size]
    return Page(
        rows=tuple(view(row, at=at) for row in chosen), count=count, late=late, page=page, pages=pages
    )


def on_map(
    *, at: datetime, place: int, category: str = "", state: str = "", limit: int = 2_000
) -> list[PublicView]:
    """Those with a point, for a map."""
    rows = _in_state(_narrowed(at, place, category, None, None, ""), state, at).filter(lon__isnull=False)
    return [view(row, at=at) for row in rows.order_by("-lodged_at")[:limit]]


def near(
    *,
    place: int,
    category: str,
    text: str,
    at: datetime,
    lon: float | None = None,
    lat: float | None = None,
    within: float | None = None,
    at_most: int = 5,
) -> list[NearView]:
    """Open public appeals that are likely the same matter, best first. `within`: metres; else the category's own."""
    kind = CATEGORIES.get(category)
    reach = within if within is not None else float(kind.within if kind else 60)
    rows = _standing(
        PublicAppeal.objects.filter(place_id=place, category=category, state__in=standing.RUNNING)
    )
    if lon is not None and lat is not None and reach:
        west, south, east, north = likeness.box(lon, lat, reach + 30)  # 30: public points lie on a grid
        inside = Q(lon__range=(west, east), lat__range=(south, north))
        rows = rows.filter(inside | Q(lon__isnull=True))
    found: list[tuple[likeness.Near, PublicAppeal]] = []
    for row in rows.order_by("-lodged_at")[:300]:
        far = None
        if lon is not None and lat is not None and row.lon is not None and row.lat is not None:
            far = likeness.metres((lon, lat), (row.lon, row.lat))
        words = likeness.alike(text, " ".join([*row.titles.values(), *row.texts.values()]))
        found.append((likeness.Near(tag=row.tag, metres=far, words=words), row))
    by_tag = {one.tag: row for one, row in found}
    best = likeness.ranked([one for one, _ in found], within=reach + 30)[:at_most]
    return [NearView(appeal=view(by_tag[one.tag], at=at), metres=one.metres, words=one.words) for one in best]


def _late(at: datetime) -> Q:
    return Q(state__in=standing.RUNNING, due_at__lt=at)


def _in_state(rows: QuerySet[PublicAppeal], state: str, at: datetime) -> QuerySet[PublicAppeal]:
    if state == "late":
        return rows.filter(_late(at))
    if state == "running":
        return rows.filter(state__in=standing.RUNNING)
    if state in standing.STATES:
        return rows.filter(state=state)
    return rows.exclude(state="forwarded", tag__in=rows.exclude(parent="").values("parent"))


def _narrowed(
    at: datetime, place: int | None, category: str, area: int | None, organisation: int | None, text: str
) -> QuerySet[PublicAppeal]:
    rows = _standing(PublicAppeal.objects.all())
    if place is not None:
        rows = rows.filter(place_id=place)
    if category:
        rows = rows.filter(category=category)
    if area is not None:
        rows = rows.filter(area_id__in=territory.below(area))
    if organisation is not None:
        rows = rows.filter(organisation_id=organisation)
    for word in text.split()[:6]:
        rows = rows.filter(
            Q(number__icontains=word)
            | Q(titles__icontains=word)
            | Q(texts__icontains=word)
            | Q(street__icontains=word)
        )
    return rows


def _standing(rows: QuerySet[PublicAppeal]) -> QuerySet[PublicAppeal]:
    """Those whose notice was not withdrawn."""
    return rows.exclude(notice__in=publication.withdrawn_notices(origin="appeals"))


def _said(texts: dict[str, str], language: str, own: str) -> tuple[str, str]:
    for code in (language[:2], own, *texts):
        if texts.get(code):
            return texts[code], code
    return "", own


def step_view(row: PublicAppealStep) -> PublicStepView:
    """A row as everybody sees it."""
    return PublicStepView(**{name: getattr(row, name) for name in PublicStepView.__dataclass_fields__})


def view(
    row: PublicAppeal,
    *,
    at: datetime,
    steps: Sequence[PublicAppealStep] | QuerySet[PublicAppealStep] = (),
    parts: tuple[PublicView, ...] = (),
) -> PublicView:
    """A row as everybody sees it, with what was read of its steps and parts."""
    values = {name: getattr(row, name) for name in SAME} | {"photos": tuple(row.photos)}
    return PublicView(
        **values,
        place=row.place_id,
        area=row.area_id,
        organisation=row.organisation_id,
        late=standing.is_late(state=row.state, due_at=row.due_at, at=at),
        steps=tuple(step_view(step) for step in steps),
        parts=parts,
    )
