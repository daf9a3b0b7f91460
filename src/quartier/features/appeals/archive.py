"""Public appeals as other programs ask for them: by the time at which they were made, and step by step."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet

from quartier.core.publication import queries as publication

from . import listing
from .listing import PublicStepView, PublicView
from .models import PublicAppeal, PublicAppealStep
from .rules import standing

OPEN = tuple(sorted(standing.RUNNING | {"forwarded"}))


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What is wanted. `tags` overrides everything but the place; `statuses`: open, closed."""

    place: int
    start: datetime
    end: datetime
    tags: Sequence[str] = ()
    categories: Sequence[str] = ()
    statuses: Sequence[str] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Update:
    """One public step of one appeal, and the state that it led to."""

    tag: str
    state: str
    step: PublicStepView


def requests(asked: Asked, *, page: int, size: int, at: datetime) -> list[PublicView]:
    """Newest first, each with its public steps. A part that was sent on is one of its own."""
    rows = _standing().filter(place_id=asked.place)
    if asked.tags:
        rows = rows.filter(Q(tag__in=asked.tags) | Q(number__in=asked.tags))
    else:
        rows = rows.filter(lodged_at__range=(asked.start, asked.end))
        if asked.categories:
            rows = rows.filter(category__in=asked.categories)
        if set(asked.statuses) == {"open"}:
            rows = rows.filter(state__in=OPEN)
        elif set(asked.statuses) == {"closed"}:
            rows = rows.exclude(state__in=OPEN)
    chosen = rows.order_by("-lodged_at", "-id")[(page - 1) * size : page * size]
    return _views(list(chosen), at=at)


def request(name: str, *, at: datetime) -> PublicView | None:
    """One by its tag or its number; None alike for hidden and absent."""
    rows = _standing().filter(Q(tag=name) | Q(number=name))[:1]
    return next(iter(_views(list(rows), at=at)), None)


def steps(asked: Asked, *, page: int, size: int) -> list[Update]:
    """Public steps by the time at which they were entered, oldest first."""
    shown = _standing().filter(place_id=asked.place)
    which = Q(appeal__tag__in=asked.tags) if asked.tags else Q(at__range=(asked.start, asked.end))
    rows = PublicAppealStep.objects.filter(which, appeal__in=shown).select_related("appeal")
    chosen = rows.order_by("at", "id")[(page - 1) * size : page * size]
    return [Update(tag=row.appeal.tag, state=_led_to(row), step=listing.step_view(row)) for row in chosen]


def _led_to(row: PublicAppealStep) -> str:
    """Of a step by itself: one that leads nowhere leaves the appeal in hand."""
    if row.step == "forwarded":
        return "open" if row.more.get("kept") else "forwarded"
    return standing.LEADS.get(row.step) or "open"


def _standing() -> QuerySet[PublicAppeal]:
    return PublicAppeal.objects.exclude(notice__in=publication.withdrawn_notices(origin="appeals"))


def _views(rows: list[PublicAppeal], *, at: datetime) -> list[PublicView]:
    steps: dict[object, list[PublicAppealStep]] = {row.id: [] for row in rows}
    for step in PublicAppealStep.objects.filter(appeal_id__in=list(steps)).order_by("number"):
        steps[step.appeal_id].append(step)
    return [listing.view(row, at=at, steps=steps[row.id]) for row in rows]
