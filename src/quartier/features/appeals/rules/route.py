"""Which body answers what, and by which rules. Pure: the place's set-up comes in as plain values."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from quartier.core.kit.errors import Conflict, Invalid, Problem

from .categories import CATEGORIES

GENERAL, COMPLAINT = "appeals", "complaint"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One row of a place's table: the category (empty: all the others), the body, a pack and facts where not the desk's."""

    category: str
    organisation: int
    pack: str = ""
    facts: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class SetUp:
    """How one place takes appeals."""

    pack: str
    complaints: int
    higher: int | None
    facts: Mapping[str, Any] = field(default_factory=dict)
    rules: Sequence[Rule] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """Where one appeal goes: the body, the compartment of the lock, the rule pack and what it is told."""

    organisation: int
    compartment: str
    pack: str
    facts: dict[str, Any]


def way(
    setup: SetUp,
    *,
    category: str,
    about_officer: bool,
    barred: Collection[int] = (),
    wanted: int | None = None,
) -> Way:
    """Where an appeal goes. Raises Invalid for an unknown category, Conflict without a way.

    `barred`: bodies it is about; `wanted`: the body it came to, which must be one of the place's. About an officer: to the
    body that oversees, and where that one is complained of, to the one above it, whatever was wanted.
    """
    if category not in CATEGORIES:
        raise Invalid([Problem(field="category", code="appeals.category_unknown")])
    if about_officer or CATEGORIES[category].officer:
        for body in (setup.complaints, setup.higher):
            if body is not None and body not in barred:
                return Way(organisation=body, compartment=COMPLAINT, pack=setup.pack, facts=dict(setup.facts))
        raise Conflict("appeals.nobody_unconcerned")
    rule = rule_for(setup, category)
    body = wanted if wanted is not None else rule.organisation if rule else None
    if (
        rule is None
        or body is None
        or body in barred
        or body not in {each.organisation for each in setup.rules}
    ):
        raise Conflict("appeals.no_route")
    return Way(
        organisation=body,
        compartment=GENERAL,
        pack=rule.pack or setup.pack,
        facts={**setup.facts, **rule.facts},
    )


def rule_for(setup: SetUp, category: str) -> Rule | None:
    """The row of a category, else the row for all the others."""
    for wanted in (category, ""):
        for rule in setup.rules:
            if rule.category == wanted:
                return rule
    return None


def onward(setup: SetUp, *, category: str, organisation: int, about_officer: bool) -> Way:
    """How another body takes what is sent on to it: by its own row for the category where there is one."""
    rows = [rule for rule in setup.rules if rule.organisation == organisation]
    rule = next((rule for rule in rows if rule.category == category), None)
    return Way(
        organisation=organisation,
        compartment=COMPLAINT if about_officer else GENERAL,
        pack=(rule.pack if rule else "") or setup.pack,
        facts={**setup.facts, **(rule.facts if rule else {})},
    )
