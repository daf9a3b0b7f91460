"""Kinds of areas, as data: what a country calls its areas, and which may lie in which."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml

BEAT = "beat"


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of one country. `inside` lists the kinds that an area of this kind may lie in."""

    country: str
    code: str
    names: Mapping[str, str]
    inside: tuple[str, ...]
    top: bool


@cache
def kinds() -> dict[tuple[str, str], Kind]:
    """All kinds, by country and code."""
    rows = yaml.safe_load(files("quartier.core.territory").joinpath("data/kinds.yaml").read_text("utf-8"))
    return {
        (row["country"], row["code"]): Kind(
            row["country"], row["code"], row["names"], tuple(row["inside"]), row.get("top", False)
        )
        for row in rows
    }


def kind(country: str, code: str) -> Kind | None:
    return kinds().get((country, code))


def may_lie_in(country: str, inner: str, outer: str) -> bool:
    """Whether an area of kind `inner` may have a parent of kind `outer`. Areas without a known kind may
    not.
    """
    found = kind(country, inner)
    return found is not None and outer in found.inside


def kind_name(country: str, code: str, language: str) -> str:
    """What the kind is called; its code where nobody named it, so that a page never stays empty."""
    found = kind(country, code)
    return found.names.get(language, found.names["en"]) if found else code
