"""Figures of one's own desk: how many run and are late, by category, and how long answers took. Numbers, no person."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from statistics import median
from typing import Any

from quartier.core.registry.queries import visible_scopes
from quartier.core.registry.visits import Visit

from .models import Appeal, AppealStep
from .rules.standing import RUNNING, is_late


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One category in one year. `days`: the median from arrival to the first answer, None below `FEW` answers."""

    category: str
    lodged: int
    running: int
    late: int
    answered: int
    forwarded: int
    days: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """A year of what one's grants reach. `channels`: how they came; `total`: all categories together."""

    year: int
    lines: tuple[Line, ...]
    total: Line
    channels: tuple[tuple[str, int], ...]


FEW = 5


def figures(by: Visit, *, year: int) -> Figures:
    """What arrived in a year (by UTC), as it stands now; a median of fewer than five answers is not said."""
    since, until = datetime(year, 1, 1, tzinfo=UTC), datetime(year + 1, 1, 1, tzinfo=UTC)
    chosen = Appeal.objects.filter(
        scope_id__in=list(visible_scopes(by)), arrived_at__gte=since, arrived_at__lt=until
    )
    rows = list(chosen.values("id", "category", "channel", "state", "due_at", "arrived_at"))
    first: dict[Any, datetime] = {}
    answers = AppealStep.objects.filter(appeal_id__in=[row["id"] for row in rows], step="answered")
    for appeal, at in answers.order_by("-number").values_list("appeal_id", "occurred_at"):
        first[appeal] = at
    kinds = sorted({row["category"] for row in rows})
    lines = [_line(kind, [row for row in rows if row["category"] == kind], first, by.now) for kind in kinds]
    channels = Counter(row["channel"] for row in rows)
    return Figures(
        year=year,
        lines=tuple(sorted(lines, key=lambda one: -one.lodged)),
        total=_line("", rows, first, by.now),
        channels=tuple(channels.most_common()),
    )


def _line(category: str, rows: Iterable[dict[str, Any]], first: dict[Any, datetime], now: datetime) -> Line:
    rows = list(rows)
    took = [
        (first[row["id"]] - row["arrived_at"]).total_seconds() / 86_400 for row in rows if row["id"] in first
    ]
    return Line(
        category=category,
        lodged=len(rows),
        running=sum(row["state"] in RUNNING for row in rows),
        late=sum(is_late(state=row["state"], due_at=row["due_at"], at=now) for row in rows),
        answered=len(took),
        forwarded=sum(row["state"] == "forwarded" for row in rows),
        days=median(took) if len(took) >= FEW else None,
    )
