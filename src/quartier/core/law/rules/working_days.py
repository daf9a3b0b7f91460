"""Calendars from their files: fixed days, days around Easter, the n-th Monday of a month, and what moves."""

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from quartier.core.law.rules.nodes import BadPack, Node
from quartier.science.clocks.calendars import Calendar
from quartier.science.clocks.cited import Mark

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MARKS = tuple(mark.value for mark in Mark)


@dataclass(frozen=True, slots=True, kw_only=True)
class DayOff:
    """One line of a calendar: a day of each year from `first_year` to `last_year`."""

    names: Mapping[str, str]
    first_year: int
    last_year: int
    month: int = 0
    day: int = 0
    easter: str | None = None
    plus: int = 0
    weekday: int | None = None

    def on(self, year: int) -> date:
        """Its date in a year. `day` is 1 for the first such weekday of the month, -1 for the last."""
        if self.easter is not None:
            found = orthodox_easter(year) if self.easter == "orthodox" else western_easter(year)
            return found + timedelta(days=self.plus)
        if self.weekday is None:
            return date(year, self.month, self.day)
        if self.day > 0:
            first = date(year, self.month, 1)
            return first + timedelta(days=(self.weekday - first.weekday()) % 7 + 7 * (self.day - 1))
        last = date(year, self.month, monthrange(year, self.month)[1])
        return last - timedelta(days=(last.weekday() - self.weekday) % 7)


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarFile:
    """A calendar with its lines, its source and how well it was read."""

    code: str
    names: Mapping[str, str]
    source: str
    mark: Mark
    moves: bool
    weekend: tuple[str, ...]
    lines: tuple[DayOff, ...]
    calendar: Calendar


def western_easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar (the anonymous algorithm, Nature 1876).

    >>> western_easter(2026), western_easter(2027)
    (datetime.date(2026, 4, 5), datetime.date(2027, 3, 28))
    """
    golden, century, rest = year % 19, year // 100, year % 100
    skipped = (8 * century + 13) // 25
    epact = (19 * golden + century - century // 4 - skipped + 15) % 30
    sunday = (32 + 2 * (century % 4) + 2 * (rest // 4) - epact - rest % 4) % 7
    late = (golden + 11 * epact + 22 * sunday) // 451
    month, day = divmod(epact + sunday - 7 * late + 114, 31)
    return date(year, month, day + 1)


def orthodox_easter(year: int) -> date:
    """Easter Sunday by the Julian calendar, as a Gregorian date (Meeus); for the years 1900 to 2099.

    >>> orthodox_easter(2026), orthodox_easter(2025)
    (datetime.date(2026, 4, 12), datetime.date(2025, 4, 20))
    """
    golden = (19 * (year % 19) + 15) % 30
    sunday = (2 * (year % 4) + 4 * (year % 7) - golden + 34) % 7
    month, day = divmod(golden + sunday + 114, 31)
    return date(year, month, day + 1) + timedelta(days=13)


def read_calendar(document: object, *, name: str) -> CalendarFile:
    """A calendar from its document. Raises BadPack."""
    node = Node(document, f"{name}:")
    if node.text("calendar") != name:
        raise BadPack(node.at("calendar"), "is not the name of its file")
    first, last = node.number("first_year"), node.number("last_year")
    weekend = node.each("weekend", _weekday)
    lines = node.each("days_off", lambda found, place: _line(found, place, (first, last)))
    moves = node.flag("moves_to_next_working_day")
    mark = Mark(node.one_of("mark", MARKS))
    found = CalendarFile(
        code=name,
        names=node.words("names"),
        source=node.text("source"),
        mark=mark,
        moves=moves,
        weekend=weekend,
        lines=lines,
        calendar=Calendar(
            code=name,
            weekend=frozenset(WEEKDAYS.index(day) for day in weekend),
            days_off=_expanded(lines, frozenset(WEEKDAYS.index(day) for day in weekend), moves),
            first=date(first, 1, 1),
            last=date(last, 12, 31),
            verified=mark in {Mark.TEXT, Mark.OWN},
        ),
    )
    node.done()
    return found


def _weekday(found: object, place: str) -> str:
    if found not in WEEKDAYS:
        raise BadPack(place, f"is {found}, which is no weekday")
    return str(found)


def _line(found: object, place: str, years: tuple[int, int]) -> DayOff:
    node = Node(found, place)
    kinds = [kind for kind in ("date", "easter", "weekday") if node.has(kind)]
    if len(kinds) != 1:
        raise BadPack(place, "needs exactly one of date, easter, weekday")
    first, last = node.number("from", years[0]), node.number("to", years[1])
    words = node.words("names")
    if kinds == ["date"]:
        month, day = _month_and_day(node)
        line = DayOff(names=words, first_year=first, last_year=last, month=month, day=day)
    elif kinds == ["easter"]:
        which = node.one_of("easter", ("orthodox", "western"))
        line = DayOff(
            names=words, first_year=first, last_year=last, easter=which, plus=node.number("plus", 0)
        )
    else:
        weekday = WEEKDAYS.index(_weekday(node.raw("weekday"), node.at("weekday")))
        month, nth = node.number("month"), node.number("nth")
        line = DayOff(names=words, first_year=first, last_year=last, month=month, day=nth, weekday=weekday)
    node.done()
    return line


def _month_and_day(node: Node) -> tuple[int, int]:
    try:
        found = date.fromisoformat(f"2000-{node.text('date')}")
    except ValueError:
        raise BadPack(node.at("date"), "is no month and day, such as 08-24") from None
    return found.month, found.day


def _expanded(lines: tuple[DayOff, ...], weekend: frozenset[int], moves: bool) -> frozenset[date]:
    """Every day off. Where days move, one that falls on a weekend gives the next day that is still a working day."""
    days = sorted(line.on(year) for line in lines for year in range(line.first_year, line.last_year + 1))
    off = set(days)
    for day in days if moves else ():
        if day.weekday() in weekend:
            while day.weekday() in weekend or day in off:
                day += timedelta(days=1)
            off.add(day)
    return frozenset(off)
