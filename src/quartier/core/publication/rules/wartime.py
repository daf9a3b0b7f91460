"""The wartime rule: what an enemy could aim by is late, coarse or told only to those who come.

It is switched for an area and all below it, by two people, with a reason; the switch is a row that stays.
While it is on, releases of counts follow `policy.under_wartime`, officers appear by role, a gathering's
place is told only to people who confirmed, and texts that give the place or time of a patrol are not let
out.
"""

from collections.abc import Collection
from dataclasses import dataclass

from quartier.core.kit.errors import Conflict, Invalid, NotAllowed, Problem

REASON_LENGTH = (20, 2000)


@dataclass(frozen=True, slots=True)
class Switch:
    """A switch as asked for: by whom, for which area, on or off."""

    area: int
    on: bool
    asked_by: object
    decided: bool = False


def check_request(*, reason: str, is_on: bool, on: bool) -> None:
    """Refuses a switch that changes nothing, and one without a reason that somebody can judge later."""
    low, high = REASON_LENGTH
    if not low <= len(reason.strip()) <= high:
        raise Invalid([Problem(field="reason", code="reason_length", details={"least": low, "most": high})])
    if is_on == on:
        raise Conflict("wartime_already", on=on)


def check_second(switch: Switch, *, second: object) -> None:
    """Refuses the same person twice, and a switch that has been decided."""
    if switch.decided:
        raise Conflict("already_decided")
    if second == switch.asked_by:
        raise NotAllowed("needs_second_person")


def officer_as_shown(name: str, role: str, *, wartime: bool) -> str:
    """The officer's name, or in wartime the role only.

    >>> officer_as_shown("Oksana Lys", "community officer", wartime=True)
    'community officer'
    """
    return role if wartime else name


def place_as_shown(place: str, *, wartime: bool, confirmed: bool) -> str | None:
    """The place of a gathering, or None for those who have not confirmed that they come.

    >>> place_as_shown("School No 2", wartime=True, confirmed=False) is None
    True
    """
    return None if wartime and not confirmed else place


def on_in(area_and_ancestors: Collection[int], switched_on: Collection[int]) -> bool:
    """Whether the rule is on for an area: it, or any area above it, is switched on."""
    return bool(set(area_and_ancestors) & set(switched_on))
