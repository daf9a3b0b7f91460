"""What a pack says of one person's treatment: their rights, what an entry must hold, who decides, how they are watched.

Pure, like the clocks: facts and an instant go in, rows of the pack come out, each with its article and mark.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from quartier.science.clocks.cited import Condition
from quartier.science.clocks.conduct import Care, Level, Required, Right, Role
from quartier.science.clocks.histories import history
from quartier.science.clocks.packs import Pack
from quartier.science.clocks.situation import situation


def rights_for(pack: Pack, *, facts: Mapping[str, Any], at: datetime) -> tuple[Right, ...]:
    """The rights that a person of these facts has at `at`, in the order of the pack."""
    return tuple(right for right in pack.rights if _holds(pack, right.when, facts, at))


def required_in(pack: Pack, act: str, *, facts: Mapping[str, Any], at: datetime) -> tuple[Required, ...]:
    """What the law wants in an entry of this act. Never a reason to refuse the entry: it is shown as missing."""
    return tuple(row for row in pack.records if row.act == act and _holds(pack, row.when, facts, at))


def care_for(pack: Pack, *, facts: Mapping[str, Any], at: datetime) -> tuple[Care, ...]:
    """The rows of care that hold for a person of these facts."""
    return tuple(row for row in pack.care if _holds(pack, row.when, facts, at))


def level_of(pack: Pack, id: str) -> Level:
    """A level of observation by its id. Raises KeyError."""
    for level in pack.levels:
        if level.id == id:
            return level
    raise KeyError(id)


def right_of(pack: Pack, id: str) -> Right:
    """A right by its id. Raises KeyError."""
    for right in pack.rights:
        if right.id == id:
            return right
    raise KeyError(id)


def who_decides(pack: Pack, act: str) -> tuple[Role, ...]:
    """The roles of the pack whose decision an act is; empty where the pack names none."""
    return tuple(role for role in pack.roles if act in role.acts)


def may_waive(right: Right, *, minor: bool) -> bool:
    """Whether the person may do without it. Where the pack has no row for a waiver, the right may be left unused."""
    return right.waiver is None or (right.waiver.allowed and (right.waiver.minors or not minor))


def is_minor(pack: Pack, *, facts: Mapping[str, Any], at: datetime) -> bool:
    """Whether the person counts as under 18 on that local day; where the age is in doubt, yes."""
    return situation(pack, history(facts=facts, events=()), at=at, regime=_any(pack.regimes)).minor(at)


def _holds(pack: Pack, when: Condition, facts: Mapping[str, Any], at: datetime) -> bool:
    found = situation(pack, history(facts=facts, events=()), at=at, regime=_any(pack.regimes))
    return found.holds(when, at=at)


def _any(regimes: Iterable[str]) -> str:
    return next(iter(regimes))
