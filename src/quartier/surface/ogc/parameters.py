"""Reading the query (OGC 17-069r4 §7.15): what is unknown or cannot be read is refused with 400."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from django.http import QueryDict

from quartier.core.kit.errors import Refusal
from quartier.surface.ogc.layers import Box, Wanted

LIMIT, MOST, DEEPEST = 100, 10_000, 10_000_000
EVERYWHERE = {"f", "language"}
OF_ITEMS = {"limit", "offset", "bbox", "datetime"}
OPEN = ("", "..")


class Bad(Refusal):
    """A parameter that is unknown or cannot be read."""

    status = 400

    def __init__(self, parameter: str, why: str) -> None:
        super().__init__("parameter_refused", parameter=parameter, why=why)
        self.said = f"{parameter}: {why}"


@dataclass(frozen=True, slots=True)
class Span:
    """[start, end); None is open."""

    start: datetime | None
    end: datetime | None


def refuse_unknown(query: QueryDict, known: set[str]) -> None:
    """Raises Bad for the first parameter that nobody described, or that stands twice."""
    for name in query:
        if name not in known | EVERYWHERE:
            raise Bad(name, "unknown parameter")
        if len(query.getlist(name)) > 1:
            raise Bad(name, "given more than once")


def wanted(query: QueryDict, filters: Mapping[str, str]) -> Wanted:
    """What the query asks of the items of a layer."""
    refuse_unknown(query, OF_ITEMS | set(filters))
    span = read_datetime(query["datetime"]) if "datetime" in query else Span(None, None)
    return Wanted(
        box=read_box(query["bbox"]) if "bbox" in query else None,
        start=span.start,
        end=span.end,
        offset=read_number(query, "offset", 0, 0, DEEPEST),
        limit=min(read_number(query, "limit", LIMIT, 1, 10**9), MOST),
        filters={name: query[name] for name in filters if name in query},
    )


def read_number(query: QueryDict, name: str, default: int, least: int, most: int) -> int:
    """A whole number between two bounds."""
    text = query.get(name)
    if text is None:
        return default
    if not (text.isascii() and text.isdigit() and len(text) < 12 and least <= int(text) <= most):
        raise Bad(name, f"a whole number from {least} on is expected")
    return int(text)


def read_box(text: str) -> Box:
    """Four numbers, or six with heights, which are passed over. Axes: longitude, latitude."""
    try:
        numbers = [float(part) for part in text.split(",")]
    except ValueError as error:
        raise Bad("bbox", "numbers are expected") from error
    if len(numbers) not in (4, 6) or not all(map(math.isfinite, numbers)):
        raise Bad("bbox", "four or six numbers are expected")
    west, south = numbers[:2]
    east, north = numbers[len(numbers) // 2 : len(numbers) // 2 + 2]
    if south > north or west > east:
        raise Bad("bbox", "west, south, east, north are expected in that order")
    return west, south, east, north


def read_datetime(text: str) -> Span:
    """An instant, a day, or an interval with open ends: 2026-01-01/.., ../2026-02-01T00:00:00Z."""
    parts = text.split("/")
    if len(parts) == 1:
        start = _instant(parts[0])
        return Span(start, start + (timedelta(days=1) if len(parts[0]) == 10 else timedelta(microseconds=1)))
    if len(parts) != 2 or (parts[0] in OPEN and parts[1] in OPEN):
        raise Bad("datetime", "an instant or an interval is expected")
    start = None if parts[0] in OPEN else _instant(parts[0])
    end = None
    if parts[1] not in OPEN:
        end = _instant(parts[1]) + (timedelta(days=1) if len(parts[1]) == 10 else timedelta(microseconds=1))
    if start is not None and end is not None and start >= end:
        raise Bad("datetime", "the interval ends before it starts")
    return Span(start, end)


def _instant(text: str) -> datetime:
    try:
        if len(text) == 10:
            return datetime.combine(date.fromisoformat(text), time(), UTC)
        read = datetime.fromisoformat(text.replace("Z", "+00:00").replace("z", "+00:00"))
    except ValueError as error:
        raise Bad("datetime", "RFC 3339 is expected, for example 2026-11-20T12:32:00Z") from error
    if read.tzinfo is None or not 1 < read.year < 9999:
        raise Bad("datetime", "an offset is expected, for example Z")
    return read
