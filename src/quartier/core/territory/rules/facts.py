"""What is told about an area, a place or premises when it is written. Plain values; nothing here knows a
table.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from quartier.core.kit.errors import Problem
from quartier.core.territory.rules.hours import BadHours, read
from quartier.core.territory.rules.kinds import kind, may_lie_in

Words = Mapping[str, str]
Geometry = Mapping[str, Any] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class HomeFacts:
    """A root area. `crs` is a metric system (EPSG code or PROJ string) for distances within the home."""

    slug: str
    kind: str
    country: str
    code: str
    names: Words
    time_zone: str
    crs: str
    language: str
    languages: Sequence[str]
    danger_numbers: Sequence[str] = ()
    geometry: Geometry = None
    in_charge: Mapping[str, Any] = field(default_factory=dict)
    attribution: str = ""
    licence: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaFacts:
    """An area below a home. `parent` is a slug; None is the home itself. `in_charge` names a role, never a
    person: {"role": "beat_officer", "organisation": slug, "phone": …, "email": …, "reception": …}.
    """

    slug: str
    kind: str
    code: str
    names: Words
    parent: str | None = None
    geometry: Geometry = None
    in_charge: Mapping[str, Any] = field(default_factory=dict)
    attribution: str = ""
    licence: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceFacts:
    """A street, landmark, settlement or address. `aliases` and `former` are (language, text) pairs."""

    slug: str
    kind: str
    names: Words
    lon: float
    lat: float
    geometry: Geometry = None
    houses: tuple[int, int] | None = None
    area: str | None = None
    aliases: Sequence[tuple[str, str]] = ()
    former: Sequence[tuple[str, str]] = ()
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PremisesFacts:
    """A door. `street` is the slug of a place; `hours` and `exceptions` as rules/hours.py reads them."""

    slug: str
    kind: str
    names: Words
    lon: float
    lat: float
    organisation: str = ""
    street: str | None = None
    number: str = ""
    area: str | None = None
    address: Words = field(default_factory=dict)
    notes: Words = field(default_factory=dict)
    phone: str = ""
    hours: Mapping[str, str] | None = None
    exceptions: Mapping[str, str] = field(default_factory=dict)
    source: str = ""


def problems_of_home(facts: HomeFacts) -> list[Problem]:
    """What is wrong with a home."""
    found = kind(facts.country, facts.kind)
    problems = _names(facts.names, facts.language)
    if found is None:
        problems.append(Problem(field="kind", code="kind_unknown", details={"kind": facts.kind}))
    elif not found.top:
        problems.append(Problem(field="kind", code="kind_cannot_be_a_home", details={"kind": facts.kind}))
    return problems


def problems_of_area(facts: AreaFacts, *, country: str, language: str, parent_kind: str) -> list[Problem]:
    """What is wrong with an area below a home."""
    problems = _names(facts.names, language)
    if not may_lie_in(country, facts.kind, parent_kind):
        details = {"kind": facts.kind, "parent_kind": parent_kind}
        problems.append(Problem(field="parent", code="kind_may_not_lie_there", details=details))
    return problems


def problems_of_premises(facts: PremisesFacts, *, language: str) -> list[Problem]:
    """What is wrong with premises."""
    problems = [*_names(facts.names, language), *_point(facts.lon, facts.lat)]
    try:
        read(facts.hours, facts.exceptions)
    except BadHours as error:
        problems.append(Problem(field="hours", code=error.code, details={"text": error.text}))
    return problems


def problems_of_place(facts: PlaceFacts, *, language: str) -> list[Problem]:
    """What is wrong with a place. A street keeps the name it has: any language will do."""
    told = language if language in facts.names else next(iter(facts.names), language)
    return [*_names(facts.names, told), *_point(facts.lon, facts.lat)]


def _names(names: Words, language: str) -> list[Problem]:
    if names.get(language, "").strip():
        return []
    return [Problem(field="names", code="name_missing", details={"language": language})]


def _point(lon: float, lat: float) -> list[Problem]:
    if -180 <= lon <= 180 and -90 <= lat <= 90:
        return []
    return [Problem(field="lon", code="coordinates_out_of_range", details={"lon": lon, "lat": lat})]
