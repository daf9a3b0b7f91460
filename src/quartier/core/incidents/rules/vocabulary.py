"""Kinds of incidents, in versions. A version is data; this module reads it and answers questions about it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from quartier.core.incidents.rules.library import names, read

CURRENT = "2026-11"
RESIDENT, OFFICERS, UNKNOWN = "resident", "officers", "unknown"
ORIGINS = (RESIDENT, OFFICERS, UNKNOWN)


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """One kind. `reading`: how it usually becomes known. `sensitive`: never on a public map."""

    code: str
    parent: str | None
    theme: str
    reading: str
    sensitive: bool
    group: bool
    names: Mapping[str, str]

    def name(self, language: str) -> str:
        return self.names.get(language) or self.names["en"]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    version: str
    kinds: Mapping[str, Kind]

    def below(self, code: str) -> frozenset[str]:
        """`code` and every kind under it, so that a filter on burglary finds burglary of a home."""
        found, grown = {code}, True
        while grown:
            more = {kind.code for kind in self.kinds.values() if kind.parent in found} - found
            found |= more
            grown = bool(more)
        return frozenset(found)

    def sensitive(self) -> frozenset[str]:
        return frozenset(kind.code for kind in self.kinds.values() if kind.sensitive)

    def known(self, codes: Iterable[str]) -> list[Kind]:
        """The kinds of these codes in the order of the vocabulary; a code of another version is left out."""
        wanted = set(codes)
        return [kind for kind in self.kinds.values() if kind.code in wanted]


def parse(data: Mapping[str, Any]) -> Vocabulary:
    """Read a vocabulary and refuse a broken tree: ValueError names the kind that is wrong."""
    raw = data["kinds"]
    kinds: dict[str, Kind] = {}
    for code, row in raw.items():
        parent = row.get("parent")
        if parent is not None and parent not in kinds:
            raise ValueError(f"{code}: its parent {parent} must stand before it")
        above = kinds.get(parent) if parent else None
        missing = {"uk", "fr", "en"} - set(row["names"])
        if missing:
            raise ValueError(f"{code}: no name in {', '.join(sorted(missing))}")
        kinds[code] = Kind(
            code=code,
            parent=parent,
            theme=row.get("theme") or (above.theme if above else "other"),
            reading=row.get("reading", RESIDENT),
            sensitive=bool(row.get("sensitive", above.sensitive if above else False)),
            group=bool(row.get("group", False)),
            names=dict(row["names"]),
        )
    return Vocabulary(version=str(data["version"]), kinds=kinds)


@cache
def vocabulary(version: str = CURRENT) -> Vocabulary:
    return parse(read("vocabularies", version))


@cache
def crosswalk(name: str) -> Mapping[str, str]:
    """What a source calls a kind → our code. Every target must exist in the vocabulary that it names."""
    data = read("crosswalks", name)
    target = vocabulary(str(data["vocabulary"]))
    wrong = sorted(set(data["kinds"].values()) - set(target.kinds))
    if wrong:
        raise ValueError(f"crosswalk {name}: {', '.join(wrong)} not in vocabulary {target.version}")
    return {str(key): value for key, value in data["kinds"].items()}


def crosswalks() -> list[str]:
    return names("crosswalks")
