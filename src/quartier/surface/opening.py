"""Opening hours in words: open or not now, until when, and the week, in the reader's language."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from itertools import groupby
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from quartier.core.territory.queries import AreaView, PremisesView, name_in
from quartier.core.territory.rules.hours import DAY, Door, Hours, Span, State, as_text
from quartier.ui import formats

MONDAY = date(2026, 11, 23)


@dataclass(frozen=True, slots=True, kw_only=True)
class DoorView:
    """Premises as a page shows them. `word` and `state` are the tag; `sentence` says until when."""

    slug: str
    name: str
    kind: str
    address: str
    phone: str
    note: str
    state: str
    word: str
    sentence: str
    week: Sequence[tuple[str, str]]
    reception: Sequence[tuple[str, str]]
    lon: float
    lat: float


def door(row: PremisesView, *, home: AreaView, at: datetime, language: str) -> DoorView:
    """One door, as it stands at the instant `at`."""
    said = row.state(at=at, zone=home.zone)
    states = {Door.OPEN: "kept", Door.CLOSED: "hold", Door.UNKNOWN: "none"}
    words = {Door.OPEN: _("open now"), Door.CLOSED: _("closed now"), Door.UNKNOWN: _("hours not known")}
    return DoorView(
        slug=row.slug,
        name=name_in(row.names, language, home.language),
        kind=row.kind,
        address=address(row, home=home, language=language),
        phone=row.phone,
        note=name_in(row.notes, language, home.language),
        state=states[said.door],
        word=words[said.door],
        sentence=sentence(said, at=at, zone=home.zone, language=language),
        week=week(row.hours, language) if row.hours else (),
        reception=reception(row.hours, language) if row.hours else (),
        lon=row.lon,
        lat=row.lat,
    )


def address(row: PremisesView, *, home: AreaView, language: str) -> str:
    """The address as people there write it; a street keeps its own script."""
    if row.address:
        return name_in(row.address, home.language, language)
    street = name_in(row.street, home.language, language)
    if not street:
        return ""
    return f"{row.number} {street}".strip() if home.language == "en" else f"{street} {row.number}".strip()


def sentence(said: State, *, at: datetime, zone: ZoneInfo, language: str) -> str:
    """Until when it is open, or when it opens next."""
    if said.door is Door.UNKNOWN:
        return _("Nobody has told us the opening hours.")
    if said.door is Door.OPEN and said.until is None:
        return _("Open day and night.")
    change = said.until or said.opens
    if change is None:
        return _("No opening is known for the next two weeks.")
    local = change.astimezone(zone)
    hour = formats.clock(local, language, table=True)
    today = local.date() == at.astimezone(zone).date()
    day = formats.long_date(local.date(), language, year=False)
    if said.door is Door.OPEN:
        return (
            _("Open until %(hour)s.") % {"hour": hour}
            if today
            else _("Open until %(day)s, %(hour)s.") % {"day": day, "hour": hour}
        )
    if today:
        return _("Opens today at %(hour)s.") % {"hour": hour}
    return _("Opens next: %(day)s, %(hour)s.") % {"day": day, "hour": hour}


def week(hours: Hours, language: str) -> list[tuple[str, str]]:
    """Days with their hours; days that follow each other with the same hours are one line."""
    return _lines(hours.week, language, _("closed"))


def reception(hours: Hours, language: str) -> list[tuple[str, str]]:
    """Hours in which residents are received in person."""
    return [line for line in _lines(hours.reception, language, "") if line[1]]


def _lines(days: Sequence[tuple[Span, ...]], language: str, nothing: str) -> list[tuple[str, str]]:
    found = []
    for spans, group in groupby(enumerate(days), key=lambda each: each[1]):
        numbers = [number for number, _spans in group]
        names = [
            formats.weekday(date.fromordinal(MONDAY.toordinal() + n), language)
            for n in (numbers[0], numbers[-1])
        ]
        found.append(
            (names[0] if len(numbers) == 1 else " – ".join(names), spans_text(spans, language) or nothing)
        )
    return found


def spans_text(spans: Sequence[Span], language: str) -> str:
    """08:30–12:30, 13:30–19:00; around the clock in words."""
    if spans == ((0, DAY),):
        return _("day and night")
    return ", ".join(f"{_clock(a, language)}–{_clock(b, language)}" for a, b in as_text(tuple(spans)))


def _clock(text: str, language: str) -> str:
    return text if text == "24:00" else formats.clock(time.fromisoformat(text), language, table=True)
