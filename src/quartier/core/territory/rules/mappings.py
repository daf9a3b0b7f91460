"""A mapping says how to read one file of boundaries: it is data, so that a new publisher needs no code.

name: be-quarters                 title: {en: …}
home: {slug, kind, country, code, names, time_zone, crs, language, languages, danger_numbers}
boundary: union                   (of the areas in the file; or `feature`, or `none`)
attribution, licence
crs: EPSG:31370                   (only where the file is not WGS 84 and does not say so)
skip: [{property: value}]         features that are not wanted
areas:                            the first rule whose `where` fits reads the feature
  - where: {zp: "5343"}           "*" is any value that is not empty
    kind: municipality
    code: [nis, name_fr]          the first property that is not empty; words become a slug
    names: {fr: name_fr, nl: name_nl}
    name_pattern: "{}"            words around the name, for files that give numbers only
    parent: home                  or {property: LAD, kind: district}, or {within: municipality}
groups:                           parents that the file names but does not draw: their union is taken
  - kind: district
    code: LAD
    names: {E07000210: {en: Mole Valley}}
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from quartier.core.territory.rules.kinds import kind
from quartier.core.territory.rules.names import fold, transliterate


class BadMapping(ValueError):
    """A mapping that cannot be used; the message names the key."""


@dataclass(frozen=True, slots=True)
class Rule:
    """How to read the features that fit `where`."""

    where: Mapping[str, str]
    kind: str
    code: tuple[str, ...]
    names: Mapping[str, str]
    parent: str | Mapping[str, str]
    name_pattern: str = "{}"
    home: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """Parents that a property names."""

    kind: str
    code: str
    names: Mapping[str, Mapping[str, str]]
    parent: str = "home"


@dataclass(frozen=True, slots=True)
class BoundaryMapping:
    """See the module."""

    name: str
    home: Mapping[str, Any]
    rules: tuple[Rule, ...]
    groups: tuple[Group, ...] = ()
    skip: tuple[Mapping[str, str], ...] = ()
    boundary: str = "none"
    crs: str = ""
    attribution: str = ""
    licence: str = ""
    expected: tuple[float, float, float, float] | None = None
    title: Mapping[str, str] = field(default_factory=dict)


HOME_KEYS = ("slug", "kind", "country", "code", "names", "time_zone", "crs", "language", "languages")


def load(row: Mapping[str, Any]) -> BoundaryMapping:
    """A mapping from its data. Raises BadMapping."""
    home = row.get("home", {})
    missing = [key for key in HOME_KEYS if key not in home]
    if missing:
        raise BadMapping(f"home lacks {', '.join(missing)}")
    if kind(home["country"], home["kind"]) is None:
        raise BadMapping(f"home.kind {home['kind']} is no kind of {home['country']}")
    rules = tuple(_rule(each, home["country"]) for each in row.get("areas", ()))
    if not rules:
        raise BadMapping("areas is empty")
    expected = tuple(map(float, row["expected"])) if "expected" in row else None
    return BoundaryMapping(
        name=row["name"],
        home=home,
        rules=rules,
        groups=tuple(
            Group(g["kind"], g["code"], g.get("names", {}), g.get("parent", "home"))
            for g in row.get("groups", ())
        ),
        skip=tuple(row.get("skip", ())),
        boundary=row.get("boundary", "none"),
        crs=row.get("crs", ""),
        attribution=row.get("attribution", ""),
        licence=row.get("licence", ""),
        expected=expected,  # type: ignore[arg-type]
        title=row.get("title", {}),
    )


def _rule(row: Mapping[str, Any], country: str) -> Rule:
    if not row.get("home") and kind(country, row.get("kind", "")) is None:
        raise BadMapping(f"areas.kind {row.get('kind')} is no kind of {country}")
    code = row.get("code", ())
    return Rule(
        where=row.get("where", {}),
        kind=row.get("kind", ""),
        code=(code,) if isinstance(code, str) else tuple(code),
        names=row.get("names", {}),
        parent=row.get("parent", "home"),
        name_pattern=row.get("name_pattern", "{}"),
        home=bool(row.get("home")),
    )


def fits(where: Mapping[str, str], properties: Mapping[str, Any]) -> bool:
    """Whether a feature fits; "*" asks for any value that is not empty."""
    for key, wanted in where.items():
        value = properties.get(key)
        empty = value is None or str(value).strip() == ""
        if empty or (wanted != "*" and str(value) != str(wanted)):
            return False
    return True


def as_code(value: Any) -> str:
    """A code as the publisher writes it; words become a slug, so that they can stand in an address."""
    text = str(value).strip()
    return text if re.fullmatch(r"[\w.:/@-]{1,40}", text, re.ASCII) else slug_of(text)[:40]


def slug_of(text: str) -> str:
    """Latin letters, digits and hyphens. «Дар'ївська громада» is "darivska-hromada"."""
    plain = fold(transliterate(text))
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or "area"


@cache
def library() -> dict[str, BoundaryMapping]:
    """The mappings that Quartier ships, by name."""
    folder = files("quartier.core.territory").joinpath("data/mappings")
    rows = [
        yaml.safe_load(each.read_text("utf-8")) for each in folder.iterdir() if each.name.endswith(".yaml")
    ]
    return {row["name"]: load(row) for row in sorted(rows, key=lambda row: row["name"])}
