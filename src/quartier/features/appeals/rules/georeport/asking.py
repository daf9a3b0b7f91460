"""What a client sends: every argument is read once, and everything wrong with a request is said at once.

An empty argument is the same as none. `device_id` and `account_id` are never read: a report needs no telephone's mark.
"""

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

from quartier.core.kit.errors import Invalid, Problem

SPAN = timedelta(days=90)  # the longest range of dates, and the one that is meant when none is said
MOST = 1000  # requests in one answer
LONGEST = {"description": 4000, "address_string": 300, "email": 254, "phone": 40}
SHORT = 100  # characters of any other argument
MEDIA = 5  # addresses of pictures with one report
STATUSES = ("open", "closed")
ATTRIBUTE = re.compile(r"attribute\[([\w.:-]{1,60})\](\[\])?")
LOST_PLUS = re.compile(r" (\d\d:?\d\d)$")  # a plus sign that nobody encoded arrives as a space

Arguments = Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """A request for service as sent. Degrees in WGS 84; a point is whole or not there."""

    jurisdiction: str
    service_code: str
    lat: float | None
    lon: float | None
    address: str
    description: str
    email: str
    phone: str
    first_name: str
    last_name: str
    media: tuple[str, ...]
    attributes: dict[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def name(self) -> str:
        return " ".join(part for part in (self.first_name, self.last_name) if part)


@dataclass(frozen=True, slots=True, kw_only=True)
class Search:
    """Which requests are asked for. `ids` overrides everything else."""

    jurisdiction: str
    ids: tuple[str, ...]
    codes: tuple[str, ...]
    statuses: tuple[str, ...]
    start: datetime
    end: datetime
    page: int
    size: int
    extensions: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Update:
    """Something a partner adds to a request that was made before."""

    jurisdiction: str
    request: str
    update: str
    status: str
    at: datetime
    description: str
    media: tuple[str, ...]


class Reader:
    """The arguments of one request, and what is wrong with them so far."""

    def __init__(self, given: Arguments) -> None:
        self.given = given
        self.problems: list[Problem] = []

    def one(self, name: str, *, needed: bool = False) -> str:
        """The first value that says something, without spaces around. Too long is wrong, never cut."""
        text = next((value.strip() for value in self.given.get(name, ()) if value.strip()), "")
        text = text.replace("\0", "")
        if needed and not text:
            self.wrong(name, "argument_missing")
        most = LONGEST.get(name, SHORT)
        if len(text) > most:
            self.wrong(name, "argument_too_long", most=most)
            return text[:most]
        return text

    def listed(self, name: str, *, most: int = MOST) -> tuple[str, ...]:
        """Values divided by commas, or said several times; each once, in their order."""
        words = [word.strip() for value in self.given.get(name, ()) for word in value.split(",")]
        found = tuple(dict.fromkeys(word for word in words if word))
        if len(found) > most:
            self.wrong(name, "argument_too_long", most=most)
        return found[:most]

    def number(self, name: str, *, limit: float) -> float | None:
        """A number from -limit to limit, or None where nothing was said."""
        text = self.one(name)
        if not text:
            return None
        try:
            value = float(text)
        except ValueError:
            value = math.nan
        if not abs(value) <= limit:
            self.wrong(name, "argument_not_a_number")
            return None
        return value

    def count(self, name: str, *, default: int, most: int) -> int:
        """A whole number from 1 to `most`."""
        text = self.one(name)
        if not text:
            return default
        if not (text.isascii() and text.isdigit()) or not 1 <= int(text) <= most:
            self.wrong(name, "argument_not_a_number")
            return default
        return int(text)

    def instant(self, name: str) -> datetime | None:
        """A moment with its zone (W3C note on ISO 8601), or None where nothing was said."""
        text = LOST_PLUS.sub(r"+\1", self.one(name))
        if not text:
            return None
        try:
            moment = datetime.fromisoformat(text)
            moment = moment.astimezone(UTC) if moment.tzinfo else moment
        except (ValueError, OverflowError):
            self.wrong(name, "argument_not_a_moment")
            return None
        if moment.tzinfo is None:
            self.wrong(name, "argument_without_zone")
            return None
        return moment

    def wrong(self, name: str, code: str, **details: int) -> None:
        self.problems.append(Problem(field=name, code=code, details=details))

    def done(self) -> None:
        """Raises Invalid with everything that was found."""
        if self.problems:
            raise Invalid(self.problems)


def report(given: Arguments) -> Report:
    """A POST of requests. Raises Invalid."""
    read = Reader(given)
    lat, lon = read.number("lat", limit=90), read.number("long", limit=180)
    address = read.one("address_string")
    said = bool(read.one("lat")) or bool(read.one("long"))
    if (lat is None) != (lon is None):
        if not read.problems:
            read.wrong("long" if lon is None else "lat", "argument_missing")
        lat = lon = None
    if not said and not address:
        read.wrong("lat", "location_unknown" if read.one("address_id") else "location_missing")
    found = Report(
        jurisdiction=read.one("jurisdiction_id"),
        service_code=read.one("service_code", needed=True),
        lat=lat,
        lon=lon,
        address=address,
        description=plain(read.one("description")),
        email=read.one("email"),
        phone=read.one("phone"),
        first_name=read.one("first_name"),
        last_name=read.one("last_name"),
        media=media(read),
        attributes=attributes(given),
    )
    read.done()
    return found


def search(given: Arguments, *, at: datetime) -> Search:
    """A GET of requests or updates; `at` is now. Raises Invalid."""
    read = Reader(given)
    start, end = read.instant("start_date"), read.instant("end_date")
    statuses = tuple(word.lower() for word in read.listed("status"))
    if any(word not in STATUSES for word in statuses):
        read.wrong("status", "argument_unknown")
    ids = read.listed("service_request_id")
    if start and end and not ids:
        if end < start:
            read.wrong("end_date", "range_backwards")
        elif end - start > SPAN:
            read.wrong("end_date", "range_too_long")
    start, end = between(start, end, at=at)
    found = Search(
        jurisdiction=read.one("jurisdiction_id"),
        ids=ids,
        codes=read.listed("service_code"),
        statuses=statuses,
        start=start,
        end=end,
        page=read.count("page", default=1, most=1_000_000),
        size=read.count("page_size", default=MOST, most=MOST),
        extensions=read.one("extensions").lower() in ("true", "1", "yes"),
    )
    read.done()
    return found


def between(start: datetime | None, end: datetime | None, *, at: datetime) -> tuple[datetime, datetime]:
    """The range that is meant: 90 days from the end that was named, the last 90 days where none was."""
    if start is None:
        end = end or at
        return max(end, datetime.min.replace(tzinfo=UTC) + SPAN) - SPAN, end
    return start, end or min(start, datetime.max.replace(tzinfo=UTC) - SPAN) + SPAN


def update(given: Arguments) -> Update:
    """A POST of updates. Raises Invalid."""
    read = Reader(given)
    moment = read.instant("updated_datetime")
    if moment is None and not read.problems:
        read.wrong("updated_datetime", "argument_missing")
    found = Update(
        jurisdiction=read.one("jurisdiction_id"),
        request=read.one("service_request_id", needed=True),
        update=read.one("update_id", needed=True),
        status=read.one("status").lower(),
        at=moment or datetime.min.replace(tzinfo=UTC),
        description=plain(read.one("description", needed=True)),
        media=media(read),
    )
    read.done()
    return found


def media(read: Reader) -> tuple[str, ...]:
    """Addresses of pictures: `media_url`, said once or several times."""
    found = []
    for text in dict.fromkeys(each.strip() for each in read.given.get("media_url", ()) if each.strip()):
        try:
            known = urlsplit(text).scheme in ("http", "https") and bool(urlsplit(text).hostname)
        except ValueError:
            known = False
        if not known or len(text) > 2000:
            read.wrong("media_url", "argument_not_an_address")
        found.append(text)
    if len(found) > MEDIA:
        read.wrong("media_url", "argument_too_long", most=MEDIA)
    return tuple(found[:MEDIA])


def attributes(given: Arguments) -> dict[str, tuple[str, ...]]:
    """`attribute[code]=value` and `attribute[code][]=value`, by code."""
    found: dict[str, tuple[str, ...]] = {}
    for name, values in given.items():
        match = ATTRIBUTE.fullmatch(name)
        said = tuple(value.strip()[: LONGEST["description"]] for value in values if value.strip())
        if match and said:
            found[match[1]] = found.get(match[1], ()) + said
    return found


def plain(text: str) -> str:
    """One kind of line break, and no characters that cannot be seen."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(each for each in text if each in "\n\t" or ord(each) >= 32)
