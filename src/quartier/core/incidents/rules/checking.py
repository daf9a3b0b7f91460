"""Checks the rows of a file against its mapping: good rows become columns of one shape, bad ones a line in the report."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np

from quartier.core.incidents.rules.files import Chunk, FileFacts
from quartier.core.incidents.rules.flags import Flag
from quartier.core.incidents.rules.instants import Clock, Unreadable, When, parse_local, seconds, unknown
from quartier.core.incidents.rules.likeness import Register
from quartier.core.incidents.rules.mapping import AREA, FileMapping, InstantRule
from quartier.core.incidents.rules.places import Surveyor, column_at_fault, numbers
from quartier.core.incidents.rules.vocabulary import ORIGINS, UNKNOWN, crosswalk, vocabulary

# One shape for every source: name of the column and its type in the database, in this order everywhere.
SHAPE = (
    ("id", "uuid"),
    ("kind", "text"),
    ("source_kind", "text"),
    ("origin", "text"),
    ("lon", "double precision"),
    ("lat", "double precision"),
    ("uncertainty_m", "real"),
    ("starts", "bigint"),
    ("ends", "bigint"),
    ("precision", "text"),
    ("reported", "bigint"),
    ("registered", "bigint"),
    ("source_id", "text"),
    ("likeness", "uuid"),
    ("duplicate_of", "uuid"),
    ("flags", "smallint"),
    ("area_id", "integer"),
    ("address", "text"),
)
LONGEST_VALUE = 24  # characters of a refused value in a report: enough to mend it, too few to tell a story
LONGEST_ADDRESS = 200
Locate = Callable[[np.ndarray, np.ndarray], Sequence[int | None]]
Fault = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Refused:
    """One bad row: the first thing wrong with it."""

    line: int
    column: str
    value: str
    reason: str


@dataclass(slots=True)
class Checked:
    """What became of one chunk: tuples in the order of SHAPE, and the rows that were refused."""

    rows: list[tuple[Any, ...]] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)

    @property
    def total(self) -> int:
        return len(self.rows) + len(self.refused)


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """What the surroundings add to a mapping: zone and box (west, south, east, north) of the area, how points find areas."""

    at: datetime
    salt: bytes
    time_zone: str = "UTC"
    box: tuple[float, float, float, float] | None = None
    locate: Locate | None = None


@dataclass(frozen=True, slots=True)
class Sheet:
    """One chunk, read column by column."""

    facts: FileFacts
    lines: list[int]
    rows: list[list[str]]
    columns: dict[str, list[str]]
    whens: list[When | Unreadable]
    lon: list[float | None]
    lat: list[float | None]
    reasons: list[str]
    areas: Sequence[int | None]
    reach: list[float]


@dataclass(frozen=True, slots=True)
class Said:
    """What one row says besides its time and place."""

    kind: str
    source_kind: str
    origin: str
    reported: int | None
    registered: int | None


def _without(values: np.ndarray, missing: np.ndarray) -> list[float | None]:
    """Python numbers, None where nothing was given: a list is read faster, row by row, than an array."""
    plain: list[float | None] = values.tolist()
    for index in np.flatnonzero(missing):
        plain[index] = None
    return plain


def shortened(value: str) -> str:
    flat = " ".join(value.split())
    return flat if len(flat) <= LONGEST_VALUE else flat[: LONGEST_VALUE - 1] + "…"


class Checker:
    """Checks one import, file after file, chunk after chunk; remembers what is needed to find repeats across all."""

    def __init__(self, mapping: FileMapping, setting: Setting) -> None:
        self.mapping, self.setting = mapping, setting
        self.zone = ZoneInfo(setting.time_zone if mapping.time_zone == AREA else mapping.time_zone)
        self.latest = seconds(setting.at + timedelta(days=1))
        self.clock = Clock(mapping.time, self.zone, self.latest)
        self.surveyor = Surveyor(mapping.place, setting.box)
        self.register = Register(mapping.duplicates, setting.salt)
        self.words = vocabulary()
        self._kinds: dict[tuple[str, ...], tuple[str, str]] = {}
        self._instant = lru_cache(maxsize=100_000)(self._read_instant)

    def check(self, chunk: Chunk, facts: FileFacts) -> Checked:
        """Good rows and bad rows of one chunk, in the order of the file."""
        checked = Checked()
        lines, rows = self._whole(chunk, facts, checked)
        if rows:
            sheet = self._sheet(lines, rows, facts)
            for index in range(len(rows)):
                taken = self._take(sheet, index)
                if isinstance(taken, Refused):
                    checked.refused.append(taken)
                else:
                    checked.rows.append(taken)
            checked.refused.sort(key=lambda bad: bad.line)
        return checked

    def _whole(self, chunk: Chunk, facts: FileFacts, checked: Checked) -> tuple[list[int], list[list[str]]]:
        """Rows with as many cells as the header; a row cut short is what half a file ends with."""
        width = len(facts.header)
        if all(len(row) == width for row in chunk.rows):
            return chunk.lines, chunk.rows
        lines, rows = [], []
        for line, row in zip(chunk.lines, chunk.rows, strict=True):
            if len(row) == width:
                lines.append(line)
                rows.append(row)
            else:
                reason = "row_short" if len(row) < width else "row_long"
                checked.refused.append(Refused(line, "", str(len(row)), reason))
        return lines, rows

    def _sheet(self, lines: list[int], rows: list[list[str]], facts: FileFacts) -> Sheet:
        mapping = self.mapping
        at = {name: facts.header.index(name) for name in mapping.columns()}
        columns = {name: [row[index] for row in rows] for name, index in at.items()}
        texts = zip(*(columns[name] for name in mapping.time.columns), strict=True)
        places = self.surveyor.read(columns[mapping.place.x], columns[mapping.place.y])
        locate = self.setting.locate
        return Sheet(
            facts=facts,
            lines=lines,
            rows=rows,
            columns=columns,
            whens=[self.clock.read(text) for text in texts],
            lon=_without(places.lon, places.missing),
            lat=_without(places.lat, places.missing),
            reasons=places.reason.tolist(),
            areas=locate(places.lon, places.lat) if locate else [None] * len(rows),
            reach=self._uncertainty(columns),
        )

    def _uncertainty(self, columns: dict[str, list[str]]) -> list[float]:
        rule = self.mapping.place
        if rule.uncertainty is None:
            return [rule.uncertainty_m] * len(columns[rule.x])
        given = numbers(columns[rule.uncertainty], rule.decimal)
        return np.where(np.isfinite(given) & (given >= 0), given, rule.uncertainty_m).tolist()

    def _take(self, sheet: Sheet, index: int) -> tuple[Any, ...] | Refused:
        """The row in the order of SHAPE, or the first thing wrong with it."""
        said = self._said(sheet, index)
        fault = said if isinstance(said, tuple) else self._place_fault(sheet, index)
        when = self._when(sheet, index, said) if isinstance(said, Said) else None
        if fault is None and isinstance(when, tuple):
            fault = when
        if fault is not None:
            name, value, reason = fault
            return Refused(sheet.lines[index], name, shortened(value), reason)
        return self._kept(sheet, index, said, when)  # type: ignore[arg-type]

    def _said(self, sheet: Sheet, index: int) -> Said | Fault:
        mapping, columns = self.mapping, sheet.columns
        code, words = self._kind(tuple(columns[name][index] for name in mapping.kind.columns))
        if not code:
            return "/".join(mapping.kind.columns), words, "kind_unknown" if words else "kind_missing"
        origin = self._origin(code, columns, index)
        if origin is None:
            name = mapping.origin.column or ""
            return name, columns[name][index], "origin_unknown"
        told: list[int | None] = []
        for rule in (mapping.reported, mapping.registered):
            value = self._instant(rule, columns[rule.column][index]) if rule else None
            if isinstance(value, Unreadable):
                return rule.column, columns[rule.column][index], value.code  # type: ignore[union-attr]
            told.append(value)
        return Said(code, words, origin, *told)

    def _when(self, sheet: Sheet, index: int, said: Said) -> When | Fault:
        when, time = sheet.whens[index], self.mapping.time
        if isinstance(when, When):
            return when
        if when.code == "time_missing" and time.missing == "reported" and said.reported is not None:
            return unknown(said.reported)
        name = time.columns[min(when.column, len(time.columns) - 1)]
        return name, sheet.columns[name][index], when.code

    def _place_fault(self, sheet: Sheet, index: int) -> Fault | None:
        reason = sheet.reasons[index]
        if not reason:
            return None
        rule = self.mapping.place
        name = column_at_fault(rule, sheet.columns[rule.x][index], reason)
        return name, sheet.columns[name][index], reason

    def _kept(self, sheet: Sheet, index: int, said: Said, when: When) -> tuple[Any, ...]:
        own = sheet.columns[self.mapping.identity][index].strip() if self.mapping.identity else ""
        source, key, repeated = self.register.identify(own, sheet.facts.sha256, sheet.lines[index])
        lon, lat, area = sheet.lon[index], sheet.lat[index], sheet.areas[index]
        address = self._address(sheet.columns, index)
        likeness = self.register.likeness(
            sheet.rows[index], (said.kind, when.start, when.end, (lon, lat), address)
        )
        repeated = repeated or self.register.repeats(likeness, key, said.reported)
        flags = when.flags | self._doubts(lon, lat, area) | (int(Flag.REPEAT) if repeated else 0)
        return (
            key, said.kind, said.source_kind, said.origin, lon, lat, None if lon is None else sheet.reach[index],
            when.start, when.end, when.precision, said.reported, said.registered, source, likeness, repeated,
            flags, area, address,
        )  # fmt: skip

    def _doubts(self, lon: float | None, lat: float | None, area: int | None) -> int:
        if lon is None:
            return int(Flag.NO_PLACE)
        flags = int(Flag.DOUBTED_PLACE) if (lon, lat) in self.mapping.place.doubted else 0
        if self.setting.locate is not None and area is None:
            flags |= int(Flag.OUTSIDE_AREA)
        return flags

    def _kind(self, texts: tuple[str, ...]) -> tuple[str, str]:
        """(our code or "", the source's words)."""
        found = self._kinds.get(texts)
        if found is None:
            rule = self.mapping.kind
            said = "/".join(text.strip() for text in texts).strip("/")
            code = rule.constant or (crosswalk(rule.crosswalk).get(said, "") if rule.crosswalk else said)
            found = (code if code in self.words.kinds else "", (said or code).replace("\0", ""))
            self._kinds[texts] = found
        return found

    def _origin(self, kind: str, columns: dict[str, list[str]], index: int) -> str | None:
        rule = self.mapping.origin
        if rule.constant:
            return rule.constant
        if rule.column:
            said = columns[rule.column][index].strip()
            value = (rule.values or {}).get(said, said)
            return value if value in ORIGINS else (None if said else UNKNOWN)
        return self.words.kinds[kind].reading

    def _read_instant(self, rule: InstantRule, text: str) -> int | Unreadable | None:
        if not text.strip():
            return None
        try:
            value = seconds(parse_local(text.strip(), rule.format, self.zone))
        except (Unreadable, OverflowError, OSError):
            return Unreadable("time_format")
        return Unreadable("time_in_future") if value > self.latest else value

    def _address(self, columns: dict[str, list[str]], index: int) -> str:
        rule = self.mapping.address
        if rule is None:
            return ""
        text = columns[rule.column][index].strip()[:LONGEST_ADDRESS]
        return "" if text in rule.without else text
