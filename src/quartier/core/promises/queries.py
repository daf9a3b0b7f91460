"""Reading promises: the public ones, and behind the lock those that wait to be let out."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import QuerySet

from quartier.core.kit.errors import NotFound
from quartier.core.registry.visits import Visit
from quartier.core.territory import queries as territory

from . import rules
from .models import Promise, PromiseStep, PublicPromise, PublicStep
from .rules import Standing

SAME = ("tag", "office", "language", "text", "translations", "made_on", "due_on")


@dataclass(frozen=True, slots=True, kw_only=True)
class StepView:
    """One step: what, when, by which organisation (None: before it was public), in which words."""

    number: int
    step: str
    at: datetime
    on: date
    organisation: int | None
    words: dict[str, str]
    due_on: date | None = None
    corrects: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PromiseView:
    """A promise and where it stands. `text` is what was said; `newest` what a correction made of it, or the same.

    `source`: tag of the record that it came from; a page shows it only while that record stands in public itself.
    """

    subject: UUID
    tag: str
    notice: str
    place: int
    area: int
    organisation: int
    office: str
    language: str
    text: str
    translations: dict[str, str]
    made_on: date
    due_on: date
    zone: ZoneInfo
    steps: tuple[StepView, ...]
    standing: Standing
    written_by: UUID | None = None
    let_out_at: datetime | None = None
    source: str = ""

    @property
    def is_public(self) -> bool:
        return bool(self.notice)

    @property
    def claimed_at(self) -> datetime | None:
        """When it was last said to be kept: what residents say of it counts from then on."""
        return next((step.at for step in reversed(self.steps) if step.step == "claimed"), None)

    @property
    def last_news(self) -> date:
        """The day of the last public word on it; a correction of words is none."""
        told = [step.on for step in self.steps if step.step != "corrected"]
        out = rules.local_day(self.let_out_at, self.zone) if self.let_out_at else self.made_on
        return max([*told, out])

    @property
    def corrected(self) -> bool:
        return any(step.step == "corrected" and step.corrects == 0 for step in self.steps)

    @property
    def newest(self) -> str:
        mended = [step.words for step in self.steps if step.step == "corrected" and step.corrects == 0]
        return mended[-1].get(self.language, self.text) if mended else self.text


def public(
    *,
    at: datetime,
    place: int | None = None,
    organisation: int | None = None,
    tags: Collection[str] | None = None,
) -> list[PromiseView]:
    """Promises that were let out, the overdue first. Whether their notices still stand is publication's affair."""
    rows: QuerySet[PublicPromise] = PublicPromise.objects.all()
    if place is not None:
        rows = rows.filter(place_id=place)
    if organisation is not None:
        rows = rows.filter(organisation_id=organisation)
    if tags is not None:
        rows = rows.filter(tag__in=list(tags))
    views = _public(list(rows), at)
    return sorted(views, key=lambda view: (*rules.order(view.standing), view.tag))


def public_one(tag: str, *, at: datetime) -> PromiseView:
    """One public promise. Raises NotFound."""
    found = public(at=at, tags=[tag])
    if not found:
        raise NotFound("no_such_record")
    return found[0]


def source_of(by: Visit, *, tag: str) -> UUID | None:
    """The record that a promise came from, for whoever sees the promise behind the lock."""
    return Promise.objects.filter(tag=tag).values_list("source", flat=True).first()


def waiting_for(by: Visit) -> list[PromiseView]:
    """Promises within the visit's reach that are not public yet, what is due first on top."""
    rows = list(Promise.objects.order_by("due_on", "id"))
    out = set(
        PublicPromise.objects.filter(subject__in=[row.id for row in rows]).values_list("subject", flat=True)
    )
    return _locked([row for row in rows if row.id not in out], by.now)


def one_for(by: Visit, *, tag: str) -> PromiseView:
    """A promise as staff see it: the public one, else the record behind the lock. Raises NotFound."""
    found = public(at=by.now, tags=[tag])
    if found:
        return found[0]
    rows = list(Promise.objects.filter(tag=tag))
    if not rows:
        raise NotFound("no_such_record")
    return _locked(rows, by.now)[0]


def _public(rows: Sequence[PublicPromise], at: datetime) -> list[PromiseView]:
    steps: dict[UUID, list[PublicStep]] = {row.id: [] for row in rows}
    for step in PublicStep.objects.filter(promise_id__in=list(steps)).order_by("number"):
        steps[step.promise_id].append(step)
    zones = _zones({row.place_id for row in rows})
    return [_view(row, row.subject, row.notice, steps[row.id], zones[row.place_id], at) for row in rows]


def _locked(rows: Sequence[Promise], at: datetime) -> list[PromiseView]:
    steps: dict[UUID, list[PromiseStep]] = {row.id: [] for row in rows}
    for step in PromiseStep.objects.filter(promise_id__in=list(steps)).order_by("number"):
        steps[step.promise_id].append(step)
    zones = _zones({row.place_id for row in rows})
    return [_view(row, row.id, "", steps[row.id], zones[row.place_id], at) for row in rows]


def _zones(places: Collection[int]) -> dict[int, ZoneInfo]:
    return {area.id: area.zone for area in territory.areas(ids=list(places))} if places else {}


def _view(
    row: Any, subject: UUID, notice: str, steps: Sequence[Any], zone: ZoneInfo, at: datetime
) -> PromiseView:
    views = tuple(_step(step, row.language, zone) for step in steps)
    return PromiseView(
        **{name: getattr(row, name) for name in SAME},
        subject=subject,
        notice=notice,
        place=row.place_id,
        area=row.area_id,
        organisation=row.organisation_id,
        zone=zone,
        steps=views,
        standing=rules.standing(
            due_on=row.due_on,
            steps=[rules.Step(step=step.step, on=step.on, due_on=step.due_on) for step in views],
            today=rules.local_day(at, zone),
        ),
        written_by=getattr(row, "written_by", None),
        let_out_at=getattr(row, "let_out_at", None),
        source=row.source if isinstance(row, PublicPromise) else row.source_tag,
    )


def _step(step: Any, language: str, zone: ZoneInfo) -> StepView:
    words = step.words if isinstance(step.words, dict) else {language: step.words}
    return StepView(
        number=step.number,
        step=step.step,
        at=step.at,
        on=rules.local_day(step.at, zone),
        organisation=getattr(step, "organisation_id", None),
        words=words,
        due_on=getattr(step, "due_on", None),
        corrects=step.corrects,
    )
