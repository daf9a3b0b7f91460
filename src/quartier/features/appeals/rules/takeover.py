"""Appeals that already run somewhere else, read from an office table: which column says what, and why a row is refused.

Pure. A day counts to its end in the place's own time; a date that could be read two ways is read day first, as in all
three languages of the house. Nothing is guessed into a row: what cannot be read is refused with its line and its reason.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from quartier.core.kit.sheets import Row, Sheet

TITLE_LENGTH, TEXT_LENGTH, SHORT_LENGTH = 200, 10_000, 300
OLDEST = timedelta(days=365 * 3)
EMAIL = re.compile(r"[^@\s,;<>]+@[^@\s,;<>]+\.[^@\s,;<>.]{2,}")
NUMBERED = re.compile(r"(\d{1,4})[./-](\d{1,2})[./-](\d{1,4})(?:[ T](\d{1,2})[:.](\d{2})(?::\d{2})?)?")
CHANNELS = ("letter", "phone", "visit", "mailbox", "web", "import")

# Column by column: its code, whether a row may leave it empty, and the heads by which it is known (lower case).
COLUMNS: dict[str, tuple[bool, tuple[str, ...]]] = {
    "external": (True, ("number", "номер", "реєстраційний номер", "numéro", "n°", "№", "référence", "reference")),
    "arrived": (True, ("received", "received on", "надійшло", "дата надходження", "reçu le", "reçue le")),
    "due": (False, ("due", "due on", "due date", "строк", "строк відповіді", "échéance", "réponse avant le")),
    "extended": (False, ("extended on", "продовжено", "дата продовження", "prolongé le", "prolongée le")),
    "answered": (False, ("answered", "answered on", "відповідь надано", "дата відповіді", "répondu le", "réponse le")),
    "category": (True, ("category", "kind", "категорія", "вид", "catégorie", "nature")),
    "title": (False, ("title", "subject", "тема", "короткий зміст", "objet", "titre")),
    "text": (True, ("text", "request", "зміст", "текст", "texte", "demande")),
    "language": (False, ("language", "мова", "langue")),
    "name": (False, ("name", "applicant", "імʼя", "заявник", "піб", "nom", "demandeur")),
    "residence": (False, ("residence", "home address", "місце проживання", "адреса проживання", "domicile", "adresse")),
    "email": (False, ("email", "e-mail", "електронна пошта", "пошта", "courriel")),
    "phone": (False, ("phone", "telephone", "телефон", "téléphone")),
    "spot": (False, ("place", "location", "місце", "місце події", "lieu")),
    "lon": (False, ("lon", "longitude", "довгота")),
    "lat": (False, ("lat", "latitude", "широта")),
    "organisation": (False, ("organisation", "body", "орган", "організація", "organisme", "service")),
    "channel": (False, ("channel", "came by", "канал", "спосіб подання", "canal", "voie")),
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What the rows are held against. Names are folded; `taken`: outside numbers that the body has already."""

    categories: Mapping[str, str]
    organisations: Mapping[str, int]
    languages: Mapping[str, str]
    channels: Mapping[str, str]
    zone: ZoneInfo
    at: datetime
    organisation: int
    language: str
    taken: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Running:
    """One appeal that runs, as its row tells it. `due_on`: the last day for the answer, or None: then the law's."""

    line: int
    external: str
    category: str
    title: str
    text: str
    language: str
    channel: str
    organisation: int
    arrived_at: datetime
    due_on: date | None
    extended_on: date | None
    name: str
    residence: str
    email: str
    phone: str
    spot: str
    lon: float | None
    lat: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Bad:
    """One cell that keeps its row outside: line and column as the file has them, the value, a reason code."""

    line: int
    column: str
    value: str
    reason: str
    details: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """The good rows, the bad cells, the columns of the file that mean nothing here and those that are missing."""

    rows: tuple[Running, ...]
    bad: tuple[Bad, ...]
    unknown: tuple[str, ...]
    missing: tuple[str, ...]

    @property
    def refused(self) -> int:
        """How many rows stay outside."""
        return len({one.line for one in self.bad})


class _Refused(Exception):
    """Why one cell cannot be taken."""

    def __init__(self, reason: str, **details: Any) -> None:
        super().__init__(reason)
        self.reason, self.details = reason, details


def folded(text: str) -> str:
    """Names are compared without case, outer spaces and kinds of apostrophe."""
    return re.sub(r"\s+", " ", re.sub("['’`ʼ]", "ʼ", text)).strip().casefold()


def columns(header: tuple[str, ...]) -> dict[str, int]:
    """Where each known column stands; the first wins when two heads say the same."""
    heads = {folded(head): code for code, (_needed, known) in COLUMNS.items() for head in (code, *known)}
    found: dict[str, int] = {}
    for at, head in enumerate(header):
        code = heads.get(folded(head))
        if code is not None:
            found.setdefault(code, at)
    return found


def read(sheet: Sheet, known: Known) -> Reading:
    """Every row judged. A file that lacks a needed column has no good rows: the missing ones are named instead."""
    places = columns(sheet.header)
    missing = tuple(code for code, (needed, _heads) in COLUMNS.items() if needed and code not in places)
    unknown = tuple(head for at, head in enumerate(sheet.header) if head and at not in places.values())
    rows: list[Running] = []
    bad: list[Bad] = []
    seen: dict[str, int] = {}
    for row in () if missing else sheet.rows:
        cells = _Cells(sheet.header, places, row)
        taken = _running(cells, known, seen)
        bad += cells.bad
        if not cells.bad:
            rows.append(taken)
    return Reading(rows=tuple(rows), bad=tuple(bad), unknown=unknown, missing=missing)


class _Cells:
    """The cells of one row by their code; what one of them refuses is kept, so that all of it is told at once."""

    def __init__(self, header: tuple[str, ...], places: Mapping[str, int], row: Row) -> None:
        self.header, self.places, self.row = header, places, row
        self.bad: list[Bad] = []

    def raw(self, code: str) -> str:
        at = self.places.get(code)
        return self.row.cells[at].strip() if at is not None and at < len(self.row.cells) else ""

    def take(self, code: str, way: Callable[[str], Any]) -> Any:
        """What `way` makes of the cell; None where it refuses."""
        value = self.raw(code)
        try:
            return way(value)
        except _Refused as refusal:
            at = self.places.get(code)
            column = self.header[at] if at is not None else code
            cut = value if len(value) <= 80 else f"{value[:79]}…"
            self.bad.append(
                Bad(
                    line=self.row.line,
                    column=column,
                    value=cut,
                    reason=refusal.reason,
                    details=refusal.details,
                )
            )
            return None


def _running(cells: _Cells, known: Known, seen: dict[str, int]) -> Running:
    """The row as a value; fields that were refused are None, and the row is then not used."""
    text = cells.take("text", _text(TEXT_LENGTH, needed=True))
    arrived = cells.take("arrived", lambda value: _arrived(value, known))
    cells.take("answered", _not_answered)
    return Running(
        line=cells.row.line,
        external=cells.take("external", lambda value: _number(value, cells.row.line, known, seen)),
        category=cells.take("category", _named(known.categories, "category_unknown", needed=True)),
        title=cells.take("title", _text(TITLE_LENGTH)) or headline(text or ""),
        text=text,
        language=cells.take("language", _named(known.languages, "language_unknown")) or known.language,
        channel=cells.take("channel", _named(known.channels, "channel_unknown")) or "import",
        organisation=cells.take("organisation", _named(known.organisations, "organisation_unknown"))
        or known.organisation,
        arrived_at=arrived,
        due_on=cells.take("due", lambda value: _after(value, arrived, known.zone)),
        extended_on=cells.take("extended", lambda value: _between(value, arrived, known)),
        name=cells.take("name", _text(SHORT_LENGTH)),
        residence=cells.take("residence", _text(SHORT_LENGTH)),
        email=cells.take("email", _email),
        phone=cells.take("phone", _phone),
        spot=cells.take("spot", _text(SHORT_LENGTH)),
        lon=cells.take("lon", _degrees(180)),
        lat=cells.take("lat", _degrees(90)),
    )


def headline(text: str, most: int = 80) -> str:
    """A title for what came without one: its first sentence, cut at a word."""
    first = re.split(r"(?<=[.!?…])\s|\n", text.strip(), maxsplit=1)[0].strip()
    if len(first) <= most:
        return first
    return f"{first[: most - 1].rsplit(' ', 1)[0].rstrip(' ,;:')}…"


def _text(most: int, *, needed: bool = False) -> Callable[[str], str]:
    def way(value: str) -> str:
        if needed and not value:
            raise _Refused("empty")
        if len(value) > most:
            raise _Refused("too_long", most=most)
        return value

    return way


def _named(names: Mapping[str, Any], reason: str, *, needed: bool = False) -> Callable[[str], Any]:
    def way(value: str) -> Any:
        if not value:
            if needed:
                raise _Refused("empty")
            return None
        if folded(value) not in names:
            raise _Refused(reason)
        return names[folded(value)]

    return way


def _number(value: str, line: int, known: Known, seen: dict[str, int]) -> str:
    if not value:
        raise _Refused("empty")
    if len(value) > TITLE_LENGTH:
        raise _Refused("too_long", most=TITLE_LENGTH)
    if value in known.taken:
        raise _Refused("here_already")
    if value in seen:
        raise _Refused("twice", other=seen[value])
    seen[value] = line
    return value


def moment(value: str, zone: ZoneInfo) -> tuple[datetime, bool]:
    """The instant of a typed date and whether it had a time; without one it is that day's midnight. Day first, or ISO."""
    found = NUMBERED.fullmatch(value.strip())
    if not found:
        raise _Refused("not_a_date")
    one, month, three, hour, minute = found.groups()
    year, day = (one, three) if len(one) == 4 else (three, one)
    if len(year) != 4:
        raise _Refused("year_not_whole")
    try:
        typed = datetime(int(year), int(month), int(day), int(hour or 0), int(minute or 0), tzinfo=zone)
    except ValueError:
        raise _Refused("not_a_date") from None
    return typed, hour is not None


def _arrived(value: str, known: Known) -> datetime:
    if not value:
        raise _Refused("empty")
    found, _timed = moment(value, known.zone)
    if found > known.at:
        raise _Refused("in_the_future")
    if known.at - found > OLDEST:
        raise _Refused("too_old", years=OLDEST.days // 365)
    return found


def _after(value: str, arrived: datetime | None, zone: ZoneInfo) -> date | None:
    if not value:
        return None
    found, _timed = moment(value, zone)
    if arrived is not None and found.date() < arrived.astimezone(zone).date():
        raise _Refused("before_arrival")
    return found.date()


def _between(value: str, arrived: datetime | None, known: Known) -> date | None:
    found = _after(value, arrived, known.zone)
    if found is not None and found > known.at.astimezone(known.zone).date():
        raise _Refused("in_the_future")
    return found


def _not_answered(value: str) -> None:
    """This import is for what still runs: an answered one has no due date to watch."""
    if value:
        raise _Refused("answered_already")


def _email(value: str) -> str:
    if value and not EMAIL.fullmatch(value):
        raise _Refused("not_an_email")
    return value


def _phone(value: str) -> str:
    if value and not 7 <= sum(sign.isdigit() for sign in value) <= 15:
        raise _Refused("not_a_phone")
    return value


def _degrees(most: int) -> Callable[[str], float | None]:
    def way(value: str) -> float | None:
        if not value:
            return None
        try:
            found = float(value.replace(",", "."))
        except ValueError:
            raise _Refused("not_a_number") from None
        if not -most <= found <= most:
            raise _Refused("not_on_earth")
        return found

    return way


def due_differs(*, told: date | None, computed: datetime | None, zone: ZoneInfo) -> str:
    """How the file's last day stands to the computed due instant: "" (the same, or one of them unknown), earlier, later."""
    if told is None or computed is None:
        return ""
    last = (computed.astimezone(zone) - timedelta(microseconds=1)).date()  # 24:00 belongs to the day before
    return "" if told == last else "earlier" if told < last else "later"
