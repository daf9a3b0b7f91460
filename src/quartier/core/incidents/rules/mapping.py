"""A mapping says how a file becomes incidents: which column is what, in which form. It is data, so it can be reviewed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from functools import cache
from typing import Any

from quartier.core.incidents.rules.library import names, read
from quartier.core.incidents.rules.vocabulary import ORIGINS, crosswalks, vocabulary
from quartier.core.kit.errors import Invalid, Problem

HOWS = {"day": 1, "month": 1, "moment": 1, "day_and_hour": 2, "utc_midnight_and_hour": 2, "interval": 2}
LIKE = ("kind", "start", "end", "place", "address")
AREA = "area"  # as a time zone: that of the area for which the file is imported


@dataclass(frozen=True, slots=True, kw_only=True)
class KindRule:
    """The kind: columns joined by "/" and read through a crosswalk, or already our code, or constant."""

    columns: tuple[str, ...] = ()
    crosswalk: str | None = None
    constant: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeRule:
    """When it happened. `format` as for strptime, or "iso". `doubted`: local times that forms fill in by themselves.

    `missing`: "refuse" a row without a time, or keep it under the time at which it was "reported", as unknown.
    """

    how: str
    columns: tuple[str, ...]
    format: str
    doubted: tuple[str, ...] = ()
    long_hours: int | None = None
    expected_from: str | None = None
    missing: str = "refuse"


@dataclass(frozen=True, slots=True, kw_only=True)
class InstantRule:
    column: str
    format: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OriginRule:
    """Reported by residents or found by officers: from the kind, from a column, or constant."""

    how: str = "kind"
    constant: str | None = None
    column: str | None = None
    values: Mapping[str, str] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceRule:
    """Where. `bounds`: west, south, east, north in degrees; a point outside is refused. Metres and kilometres."""

    x: str
    y: str
    crs: str = "EPSG:4326"
    decimal: str = "."
    uncertainty_m: float
    uncertainty: str | None = None
    required: bool = True
    bounds: tuple[float, float, float, float] | None = None
    doubted: tuple[tuple[float, float], ...] = ()
    far_from_area_km: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AddressRule:
    column: str
    without: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DuplicateRule:
    """What makes a row the repeat of another: all its columns ("row"), its id ("source_id"), or the fields named."""

    same: str | tuple[str, ...]
    reported_within_minutes: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FileMapping:
    name: str
    version: int
    title: Mapping[str, str]
    licence: str
    source: str
    time_zone: str
    kind: KindRule
    time: TimeRule
    place: PlaceRule
    origin: OriginRule = OriginRule()
    identity: str | None = None
    duplicates: DuplicateRule | None = None
    reported: InstantRule | None = None
    registered: InstantRule | None = None
    address: AddressRule | None = None
    encoding: str | None = None
    delimiter: str | None = None

    def columns(self) -> tuple[str, ...]:
        """Every column that the file must have, each once, in the order of first use."""
        wanted: list[str | None] = [self.identity, *self.kind.columns, *self.time.columns]
        wanted += [rule.column for rule in (self.reported, self.registered, self.address) if rule]
        wanted += [self.origin.column, self.place.x, self.place.y, self.place.uncertainty]
        return tuple(dict.fromkeys(column for column in wanted if column))

    def label(self, language: str) -> str:
        return self.title.get(language) or self.title["en"]


NESTED = {"kind": KindRule, "time": TimeRule, "place": PlaceRule, "origin": OriginRule, "reported": InstantRule,
          "registered": InstantRule, "address": AddressRule, "duplicates": DuplicateRule}  # fmt: skip


def parse(data: Mapping[str, Any]) -> FileMapping:
    """Read a mapping and say everything that is wrong with it at once (Invalid)."""
    problems: list[Problem] = []
    values = dict(data)
    if isinstance(values.get("identity"), Mapping):
        values["identity"] = values["identity"].get("column")
    for name, rule in NESTED.items():
        if name in values:
            values[name] = _build(rule, values[name], name, problems)
    mapping = _build(FileMapping, values, "", problems)
    if mapping is not None and not problems:
        problems += list(_contradictions(mapping))
    if problems or mapping is None:
        raise Invalid(problems, code="mapping_invalid")
    return mapping


def _build(kind: type, raw: Any, where: str, problems: list[Problem]) -> Any:
    if not isinstance(raw, Mapping):
        problems.append(Problem(field=where, code="mapping_not_a_table"))
        return None
    known = {field.name for field in fields(kind)}
    for key in sorted(set(raw) - known):
        problems.append(Problem(field=f"{where}.{key}".strip("."), code="mapping_unknown_key"))
    frozen = {key: _frozen(value) for key, value in raw.items() if key in known}
    try:
        return kind(**frozen)
    except TypeError:
        given = set(frozen)
        lacking = [f.name for f in fields(kind) if f.name not in given and f.default is f.default_factory]
        problems += [
            Problem(field=f"{where}.{name}".strip("."), code="mapping_key_missing") for name in lacking
        ]
        return None


def _frozen(value: Any) -> Any:
    return tuple(_frozen(item) for item in value) if isinstance(value, list) else value


def _contradictions(mapping: FileMapping) -> Iterable[Problem]:
    time, kind, origin = mapping.time, mapping.kind, mapping.origin
    if HOWS.get(time.how) != len(time.columns):
        yield Problem(field="time.how", code="mapping_time_columns", details={"how": time.how})
    if bool(kind.columns) == bool(kind.constant):
        yield Problem(field="kind", code="mapping_kind_once")
    if kind.constant and kind.constant not in vocabulary().kinds:
        yield Problem(field="kind.constant", code="mapping_kind_unknown", details={"kind": kind.constant})
    if kind.crosswalk and kind.crosswalk not in crosswalks():
        yield Problem(field="kind.crosswalk", code="mapping_crosswalk_unknown")
    chosen = [origin.constant] if origin.constant else list((origin.values or {}).values())
    if any(value not in ORIGINS for value in chosen):
        yield Problem(field="origin", code="mapping_origin_unknown")
    same = mapping.duplicates.same if mapping.duplicates else "row"
    if not isinstance(same, str) and set(same) - set(LIKE):
        yield Problem(field="duplicates.same", code="mapping_likeness_unknown")


@cache
def mapping(name: str) -> FileMapping:
    """A shipped mapping; KeyError when there is none of that name."""
    return parse(read("mappings", name))


def shipped() -> list[str]:
    return names("mappings")


def guess(header: Iterable[str]) -> list[str]:
    """Names of the shipped mappings all of whose columns the header has, the most particular first."""
    present = set(header)
    fitting = [mapping(name) for name in shipped()]
    fitting = [each for each in fitting if present.issuperset(each.columns())]
    return [each.name for each in sorted(fitting, key=lambda each: (-len(each.columns()), each.name))]
