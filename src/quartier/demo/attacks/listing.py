"""The frozen list of attacks, as typed rows."""

import hashlib
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

Text = Mapping[str, str]  # language → words


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Who finds an attack out: `by` and `data` are codes of the list, `within` an ISO duration, `check` or `start`."""

    by: str
    data: str
    answer: str
    within: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Attack:
    """One row. `nobody` says why nobody finds it out, where that is so, and `later` who does once an older pack is there;
    `harmless`: there is nothing to find."""

    id: str
    group: str
    powers: tuple[str, ...]
    title: Text
    does: Text
    found: tuple[Finding, ...]
    later: Finding | None
    nobody: Text | None
    harmless: bool


def content() -> bytes:
    return resources.files("quartier.demo.attacks").joinpath("catalogue.toml").read_bytes()


def sha256() -> str:
    """The fingerprint by which a test holds the list."""
    return hashlib.sha256(content()).hexdigest()


@cache
def read() -> dict[str, Any]:
    return tomllib.loads(content().decode("utf-8"))


@cache
def attacks() -> tuple[Attack, ...]:
    return tuple(_attack(row) for row in read()["attack"])


def attack(id: str) -> Attack | None:
    return next((each for each in attacks() if each.id == id), None)


def word(table: str, code: str, language: str) -> str:
    """The words for a code of `powers`, `finders` or `data`."""
    found: str = read()[table][code][language]
    return found


def _attack(row: dict[str, Any]) -> Attack:
    return Attack(
        id=row["id"],
        group=row["group"],
        powers=tuple(row["powers"]),
        title=row["title"],
        does=row["does"],
        found=tuple(_finding(each) for each in row["found"]),
        later=_finding(row["later"]) if "later" in row else None,
        nobody=row.get("nobody"),
        harmless=row.get("harmless", False),
    )


def _finding(row: dict[str, str]) -> Finding:
    return Finding(by=row["by"], data=row["with"], answer=row["answer"], within=row["within"])
