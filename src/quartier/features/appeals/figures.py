"""A place's year in numbers, for everybody: of all appeals, also those that are not public. And how people found it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import connections

from quartier.core.registry import lock
from quartier.core.territory import queries as territory

from .models import Survey

FEW = 5  # below that no middle and no mean is said: one person's answer could be read off
FAIR = ("heard", "respected", "neutral", "explained")
COUNTS = (
    "lodged",
    "running",
    "late",
    "answered",
    "answered_late",
    "closed",
    "forwarded",
    "joined",
    "reopened",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One body and category, or a sum of several (`organisation` None, `category` empty). `answered_late` of `answered`;
    `days`: the median from arrival to the first answer, None below FEW answers."""

    organisation: int | None
    category: str
    lodged: int
    running: int
    late: int
    answered: int
    answered_late: int
    closed: int
    forwarded: int
    joined: int
    reopened: int
    days: float | None

    @property
    def in_time(self) -> float | None:
        """The share of answers that came in time, 0 to 1; None below FEW answers."""
        return 1 - self.answered_late / self.answered if self.answered >= FEW else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Felt:
    """What `n` people said after their answers. `means`: 1 to 5 by question, with how many said it; None below FEW."""

    n: int
    solved: dict[str, int]
    means: dict[str, tuple[float | None, int]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Year:
    """A place's year by its own calendar. `lines`: the most first; `withheld`: public versions not let out, by reason."""

    place: int
    year: int
    total: Line
    lines: tuple[Line, ...]
    bodies: tuple[Line, ...]
    felt: Felt
    withheld: dict[str, int]


def figures(*, place: int, year: int, at: datetime) -> Year:
    """What arrived at a place in a year, as it stands at an instant."""
    zone = territory.area(id=place, with_geometry=False).zone
    since, until = datetime(year, 1, 1, tzinfo=zone), datetime(year + 1, 1, 1, tzinfo=zone)
    lines = [
        _line(row) for row in _rows("select * from appeals.figures(%s, %s, %s, %s)", place, since, until, at)
    ]
    middle = _rows("select appeals.middle(%s, %s, %s)", place, since, until)[0]["middle"]
    withheld = _rows("select * from appeals.withheld_by_reason(%s, %s, %s)", place, since, until)
    bodies = sorted({line.organisation for line in lines if line.organisation is not None})
    return Year(
        place=place,
        year=year,
        total=_sum(lines, None, middle),
        lines=tuple(sorted(lines, key=lambda one: (-one.lodged, one.category, one.organisation or 0))),
        bodies=tuple(
            _sum([line for line in lines if line.organisation == body], body, None) for body in bodies
        ),
        felt=felt(place=place, year=year),
        withheld={row["reason"]: row["count"] for row in withheld},
    )


def years(*, place: int, at: datetime) -> list[int]:
    """Years that can be asked for, the newest first: this one, and as far back as somebody was asked."""
    zone = territory.area(id=place, with_geometry=False).zone
    this = at.astimezone(zone).year
    first = Survey.objects.filter(place_id=place).order_by("month").values_list("month", flat=True).first()
    return list(range(this, (first.year if first else this - 1) - 1, -1))


def felt(*, place: int, year: int, organisation: int | None = None) -> Felt:
    """How it went, as people said in a year, for a place or one of its bodies."""
    rows = Survey.objects.filter(place_id=place, month__gte=date(year, 1, 1), month__lt=date(year + 1, 1, 1))
    if organisation is not None:
        rows = rows.filter(organisation_id=organisation)
    found = list(rows.values("solved", *FAIR))
    solved = {code: sum(row["solved"] == code for row in found) for code in ("yes", "partly", "no")}
    return Felt(
        n=len(found), solved=solved, means={name: _mean([row[name] for row in found]) for name in FAIR}
    )


def _mean(said: Sequence[int | None]) -> tuple[float | None, int]:
    told = [value for value in said if value is not None]
    return (sum(told) / len(told) if len(told) >= FEW else None), len(told)


def _line(row: dict[str, Any]) -> Line:
    return Line(**{**row, "days": row["days"] if row["answered"] >= FEW else None})


def _sum(lines: Sequence[Line], organisation: int | None, middle: float | None) -> Line:
    counts = {name: sum(getattr(line, name) for line in lines) for name in COUNTS}
    days = middle if counts["answered"] >= FEW else None
    return Line(organisation=organisation, category="", days=days, **counts)


def _rows(sql: str, *values: object) -> list[dict[str, Any]]:
    with connections[lock.APPLICATION].cursor() as cursor:
        cursor.execute(sql, values)
        names = [column.name for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
