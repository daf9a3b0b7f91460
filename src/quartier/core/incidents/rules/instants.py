"""Times as sources write them → intervals of seconds since 1970 (UTC), with what is known about their precision.

Every incident happened at some moment of [start, end). A month-only date is the whole month, an hour the whole hour:
what the data cannot bear is never invented.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, tzinfo
from functools import lru_cache

from quartier.core.incidents.rules.flags import Flag
from quartier.core.incidents.rules.mapping import TimeRule

MINUTE, HOUR, DAY, MONTH, INTERVAL, UNKNOWN = "minute", "hour", "day", "month", "interval", "unknown"
PRECISIONS = (MINUTE, HOUR, DAY, MONTH, INTERVAL, UNKNOWN)
EARLIEST = int(datetime(1900, 1, 1, tzinfo=UTC).timestamp())


class Unreadable(ValueError):
    """Why a value is no time: a reason code, and which of the columns."""

    def __init__(self, code: str, column: int = 0) -> None:
        super().__init__(code)
        self.code = code
        self.column = column


@dataclass(frozen=True, slots=True)
class When:
    start: int
    end: int
    precision: str
    flags: int = 0


def parse_local(text: str, format: str, zone: tzinfo) -> datetime:
    """An instant with a zone. `format` is strptime's, or "iso"; a text without offset is local time of `zone`."""
    if not text:
        raise Unreadable("time_missing")
    try:
        iso = format == "iso"
        value = datetime.fromisoformat(text) if iso else datetime.strptime(text, format)  # noqa: DTZ007
    except ValueError:
        raise Unreadable("time_format") from None
    return value if value.tzinfo else value.replace(tzinfo=zone)


def unknown(reported: int) -> When:
    """No time is known: the incident stands under the time of its report, and no analysis of hours may use it."""
    return When(reported, reported + 60, UNKNOWN, int(Flag.NO_TIME))


def seconds(value: datetime) -> int:
    return int(value.timestamp())


def _day(texts: Sequence[str], rule: TimeRule, zone: tzinfo) -> When:
    start = parse_local(texts[0], rule.format, zone)
    return When(seconds(start), seconds(_local(start, days=1)), DAY)


def _month(texts: Sequence[str], rule: TimeRule, zone: tzinfo) -> When:
    start = parse_local(texts[0], rule.format, zone).replace(day=1)
    following = start.replace(year=start.year + start.month // 12, month=start.month % 12 + 1)
    return When(seconds(start), seconds(following), MONTH)


def _moment(texts: Sequence[str], rule: TimeRule, zone: tzinfo) -> When:
    start = seconds(parse_local(texts[0], rule.format, zone))
    return When(start, start + 60, MINUTE)


def _hour_of(text: str) -> int:
    try:
        hour = int(text)
    except ValueError:
        raise Unreadable("hour_format", 1) from None
    if not 0 <= hour <= 23:
        raise Unreadable("hour_format", 1)
    return hour


def _day_and_hour(texts: Sequence[str], rule: TimeRule, zone: tzinfo) -> When:
    start = seconds(_local(parse_local(texts[0], rule.format, zone), hour=_hour_of(texts[1])))
    return When(start, start + 3600, HOUR)


def _utc_midnight_and_hour(texts: Sequence[str], rule: TimeRule, zone: tzinfo) -> When:
    midnight = _midnight(texts[0], rule.format, zone)
    start = seconds(_local(midnight, hour=_hour_of(texts[1])))
    return When(start, start + 3600, HOUR)


@lru_cache(maxsize=50_000)
def _midnight(text: str, format: str, zone: tzinfo) -> datetime:
    """The local midnight that a UTC string means. A source may know other summer times than we do: an hour is forgiven."""
    near = parse_local(text, format, UTC).astimezone(zone) + timedelta(hours=1)
    if near.hour > 2 or (near.hour == 2 and near.minute):
        raise Unreadable("time_not_local_midnight")
    return near


def _interval(texts: Sequence[str], rule: TimeRule, zone: tzinfo) -> When:
    start = seconds(parse_local(texts[0], rule.format, zone))
    if not texts[1]:
        return When(start, start + 60, MINUTE)
    try:
        end = seconds(parse_local(texts[1], rule.format, zone))
    except Unreadable as error:
        raise Unreadable(error.code, 1) from None
    if end < start:
        raise Unreadable("end_before_start", 1)
    if end == start:
        return When(start, start + 60, MINUTE)
    long = rule.long_hours is not None and end - start > rule.long_hours * 3600
    return When(start, end, INTERVAL, int(Flag.LONG_INTERVAL) if long else 0)


def _local(value: datetime, *, days: int = 0, hour: int = 0) -> datetime:
    """Wall-clock arithmetic: the next local day may be 23 or 25 hours away."""
    wall = value.replace(tzinfo=None) + timedelta(days=days)
    return wall.replace(hour=hour, minute=0, second=0, microsecond=0, tzinfo=value.tzinfo)


READERS: dict[str, Callable[[Sequence[str], TimeRule, tzinfo], When]] = {
    "day": _day,
    "month": _month,
    "moment": _moment,
    "day_and_hour": _day_and_hour,
    "utc_midnight_and_hour": _utc_midnight_and_hour,
    "interval": _interval,
}


class Clock:
    """Reads the times of one file; remembers what it has read, since days and hours repeat a hundredfold.

    `latest`: seconds since 1970 after which a time lies in the future and is refused.
    """

    def __init__(self, rule: TimeRule, zone: tzinfo, latest: int) -> None:
        self.rule, self.zone, self.latest = rule, zone, latest
        self._read = READERS[rule.how]
        self._known: dict[tuple[str, ...], When | Unreadable] = {}
        self._doubted = {tuple(int(part) for part in text.split(":")) for text in rule.doubted}
        self._expected = None
        if rule.expected_from:
            self._expected = seconds(parse_local(rule.expected_from, "%Y-%m-%d", zone))

    def read(self, texts: tuple[str, ...]) -> When | Unreadable:
        found = self._known.get(texts)
        if found is None:
            found = self._judge(texts)
            self._known[texts] = found
        return found

    def _judge(self, texts: tuple[str, ...]) -> When | Unreadable:
        try:
            when = self._read([text.strip() for text in texts], self.rule, self.zone)
        except Unreadable as error:
            return error
        except (OverflowError, OSError):
            return Unreadable("time_format")
        if when.start > self.latest:
            return Unreadable("time_in_future")
        if when.start < EARLIEST:
            return Unreadable("time_too_early")
        flags = when.flags | self._doubts(when)
        return When(when.start, when.end, when.precision, flags)

    def _doubts(self, when: When) -> int:
        flags = 0
        if self._doubted and when.precision in (MINUTE, HOUR):
            local = datetime.fromtimestamp(when.start, self.zone)
            flags |= int(Flag.DOUBTED_TIME) if (local.hour, local.minute) in self._doubted else 0
        if self._expected is not None and when.start < self._expected:
            flags |= int(Flag.BEFORE_PERIOD)
        return flags
