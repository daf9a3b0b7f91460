"""Reading texts that wait to become public: for moderators, and for the author without the moderators' names."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from django.db import connections
from django.db.models import OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from quartier.core.kit.errors import NotFound
from quartier.core.law import library
from quartier.core.publication.models import Submission, SubmissionStep
from quartier.core.publication.rules import moderation as rules
from quartier.core.publication.rules.personal import Mark
from quartier.core.registry import lock
from quartier.core.registry.visits import Visit
from quartier.core.territory import queries as territory
from quartier.core.territory.queries import AreaView
from quartier.science.clocks.calendars import OutsideCalendar

PERMIT = "publication.moderate"


@dataclass(frozen=True, slots=True, kw_only=True)
class StepView:
    """One step; `by` is None for the author. `titles`, `texts`: of a change, the whole proposal after it."""

    number: int
    step: str
    at: datetime
    by: UUID | None = None
    reason: str = ""
    words: str = ""
    agreed: bool | None = None
    titles: dict[str, str] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class SubmissionView:
    """An offered text as it stands now. `titles`, `texts`, `marks`: of the newest proposal.

    `due_at`: until when the moderators decide, None when nothing waits. `reason`, `words`: why it was refused.
    `notice`, `photos`: the public notice and pictures once it was let out; before that `photos` are tags of files.
    """

    id: UUID
    tag: str
    origin: str
    origin_tag: str
    kind: str
    place: int
    area: int
    organisation: int
    language: str
    original_title: str
    original_text: str
    titles: dict[str, str]
    texts: dict[str, str]
    marks: tuple[Mark, ...]
    photos: tuple[str, ...]
    facts: dict[str, Any]
    offered_at: datetime
    due_at: datetime | None
    state: str
    steps: tuple[StepView, ...]
    scope: int
    reason: str = ""
    words: str = ""
    notice: str = ""

    def late(self, *, at: datetime) -> bool:
        """Computed from the clock, never typed."""
        return self.due_at is not None and at >= self.due_at


@dataclass(frozen=True, slots=True, kw_only=True)
class OfRecord:
    """What the author and those who work on the record may know: no marks, no moderator."""

    submission: UUID
    language: str
    titles: dict[str, str]
    texts: dict[str, str]
    offered_at: datetime
    due_at: datetime | None
    state: str
    steps: tuple[StepView, ...]
    reason: str = ""
    words: str = ""
    notice: str = ""

    @property
    def may_object(self) -> bool:
        return self.state == "refused"


def queue_for(
    by: Visit,
    *,
    states: Iterable[str] = rules.OPEN,
    place: int | None = None,
    first: int = 0,
    count: int = 50,
) -> list[SubmissionView]:
    """What waits in the moderators' reach, the earliest due first; with other states what was decided, newest first."""
    wanted = tuple(states)
    rows = _in_state(wanted)
    if place is not None:
        rows = rows.filter(place_id=place)
    if set(wanted) <= set(rules.OPEN):
        return sorted(_views(rows.order_by("due_at", "id")[first : first + count]), key=_by_due)
    return _views(rows.order_by("-offered_at", "-id")[first : first + count])


def count_for(by: Visit, *, states: Iterable[str] = rules.OPEN) -> int:
    """How many wait within reach."""
    return _in_state(tuple(states)).count()


def submission_for(by: Visit, submission: UUID) -> SubmissionView:
    """One offered text. Raises NotFound alike for hidden and absent."""
    rows = Submission.objects.filter(id=submission)
    found = _views(rows)
    if not found:
        raise NotFound("no_such_record")
    return found[0]


def of_record(by: Visit, *, origin_tag: str) -> OfRecord | None:
    """The newest version offered of a record that the visit sees; None when it sees none, or none was offered."""
    with connections[lock.APPLICATION].cursor() as cursor:
        cursor.execute(
            "select id, place, language, offered_at, due_at, titles, texts, steps from publication.of_record(%s) limit 1",
            [origin_tag],
        )
        row = cursor.fetchone()
    return _of_record(row) if row else None


def due_at(start: datetime, *, place: AreaView, policy: rules.Policy = rules.POLICY) -> datetime:
    """Until when a text offered at `start` is decided upon, by the working days of the place's country."""
    code = policy.calendar(place.country)
    calendar = library.calendar(code).calendar if code else None

    def is_working(day: Any) -> bool:
        try:
            return calendar.is_working(day) if calendar else rules.is_weekday(day)
        except OutsideCalendar:
            return rules.is_weekday(day)

    return rules.due(start, zone=place.zone, policy=policy, is_working=is_working)


def _in_state(states: Sequence[str]) -> QuerySet[Submission]:
    """Behind the lock; where a text stands is what the last of its steps other than changes says."""
    wanted = [step for (step, agreed), put in rules.PUT.items() if put in states and agreed is None]
    last = (
        SubmissionStep.objects.filter(submission_id=OuterRef("id")).exclude(step="edited").order_by("-number")
    )
    rows = Submission.objects.annotate(last=Coalesce(Subquery(last.values("step")[:1]), Value("kept_open")))
    rows = rows.annotate(agreed=Subquery(last.values("agreed")[:1]))
    chosen = rows.filter(last__in=wanted)
    if "upheld" in states:
        chosen = chosen | rows.filter(last="decided", agreed=False)
    if "waiting" in states:
        chosen = chosen | rows.filter(last="decided", agreed=True)
    return chosen


def _by_due(view: SubmissionView) -> tuple[datetime, str]:
    return view.due_at or datetime.max.replace(tzinfo=UTC), view.tag


def _views(rows: QuerySet[Submission]) -> list[SubmissionView]:
    found = list(rows)
    steps: dict[UUID, list[SubmissionStep]] = {row.id: [] for row in found}
    for step in SubmissionStep.objects.filter(submission_id__in=list(steps)).order_by("number"):
        steps[step.submission_id].append(step)
    places = {row.place_id for row in found}
    homes = {area.id: area for area in territory.areas(ids=list(places))} if places else {}
    return [_view(row, steps[row.id], homes[row.place_id]) for row in found]


def _view(row: Submission, rows: Sequence[SubmissionStep], place: AreaView) -> SubmissionView:
    steps = tuple(_step(step) for step in rows)
    facts = _facts(steps)
    started = rules.clock_start(row.offered_at, facts)
    changed = next((step for step in reversed(rows) if step.titles), row)
    out = next((step for step in rows if step.step == "let_out"), None)
    refused = _refusal(steps)
    return SubmissionView(
        **{name: getattr(row, name) for name in ("id", "tag", "origin", "origin_tag", "kind", "language")},
        **{name: getattr(row, name) for name in ("original_title", "original_text", "facts", "offered_at")},
        place=row.place_id,
        area=row.area_id,
        organisation=row.organisation_id,
        scope=row.scope_id,
        titles=changed.titles,
        texts=changed.texts,
        marks=tuple(Mark(**mark) for mark in changed.marks),
        photos=tuple(out.photos if out else row.photos),
        notice=out.notice if out else "",
        state=rules.state(facts),
        due_at=_due(row.offered_at, row.due_at, started, place),
        steps=steps,
        reason=refused.reason if refused else "",
        words=refused.words if refused else "",
    )


def _due(offered: datetime, due: datetime, started: datetime | None, place: AreaView) -> datetime | None:
    if started is None or started == offered:
        return due if started else None
    return due_at(started, place=place)


def _step(row: SubmissionStep) -> StepView:
    return StepView(**{name: getattr(row, name) for name in StepView.__dataclass_fields__})


def _facts(steps: Iterable[StepView]) -> list[rules.Step]:
    return [rules.Step(step=step.step, at=step.at, by=step.by, agreed=step.agreed) for step in steps]


def facts_of(view: SubmissionView) -> list[rules.Step]:
    """Its history as the rules read it."""
    return _facts(view.steps)


def _refusal(steps: Sequence[StepView]) -> StepView | None:
    """The words of whoever asked for the refusal, while it stands."""
    if rules.state(_facts(steps)) not in ("refused", "objected", "upheld"):
        return None
    return next((step for step in reversed(steps) if step.step == "refuse_asked"), None)


def _of_record(row: Sequence[Any]) -> OfRecord:
    submission, place, language, offered_at, due = row[:5]
    titles, texts, told = (json.loads(value) for value in row[5:])
    notice = "".join(step.pop("notice") for step in told)
    steps = tuple(
        StepView(number=number, at=datetime.fromtimestamp(step.pop("at"), tz=UTC), **step)
        for number, step in enumerate(told, start=1)
    )
    facts = _facts(steps)
    started = rules.clock_start(offered_at, facts)
    refused = _refusal(steps)
    changed = next((step for step in reversed(steps) if step.titles), None)
    return OfRecord(
        submission=submission,
        language=language,
        titles=changed.titles if changed else titles,
        texts=changed.texts if changed else texts,
        offered_at=offered_at,
        due_at=_due(offered_at, due, started, territory.area(id=place, with_geometry=False)),
        state=rules.state(facts),
        steps=steps,
        reason=refused.reason if refused else "",
        words=refused.words if refused else "",
        notice=notice,
    )


def with_facts(view: SubmissionView, facts: dict[str, Any]) -> SubmissionView:
    """The same text with other facts: what may be shown of them."""
    return replace(view, facts=facts)
