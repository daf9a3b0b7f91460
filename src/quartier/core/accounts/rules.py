"""The law of accounts: who may give which role, how long a session lasts. Pure: no clock, no database."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from quartier.core.accounts.role import Role
from quartier.core.accounts.roles import ROLES


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """An area as its place in the tree: one lies in another when both ends do."""

    id: int
    lo: int
    hi: int

    def lies_in(self, other: "Ground") -> bool:
        return self.lo >= other.lo and self.hi <= other.hi


@dataclass(frozen=True, slots=True, kw_only=True)
class Holding:
    """A grant as the rules see it: what somebody holds, or what is about to be given.

    `ground` None: the grant opens no record. `organisation` None: every organisation in the area.
    """

    role: str
    ground: Ground | None
    organisation: int | None
    compartments: frozenset[str]
    secrecy: int
    starts_at: datetime
    until: datetime | None

    def is_running(self, at: datetime) -> bool:
        return self.starts_at <= at and (self.until is None or at < self.until)


def why_not(wanted: Holding, *, held: Iterable[Holding], to_self: bool, at: datetime) -> list[str]:
    """Why `wanted` may not be given by somebody who holds `held`; empty when one grant of theirs is enough.

    Codes: unknown_role, not_given_by_hand, to_oneself, ends_before_it_starts, already_over,
    above_the_role, then of the nearest holding: role_not_yours_to_give, outside_your_area,
    outside_your_organisation, longer_than_yours, more_than_you_hold.
    """
    role = ROLES.get(wanted.role)
    if role is None:
        return ["unknown_role"]
    reasons = _formal(wanted, role, to_self=to_self, at=at)
    if reasons:
        return reasons
    givers = [one for one in held if one.is_running(at) and one.role in ROLES]
    tried = [_limits(wanted, one) for one in givers if wanted.role in ROLES[one.role].gives]
    return min(tried, key=len) if tried else ["role_not_yours_to_give"]


def _formal(wanted: Holding, role: Role, *, to_self: bool, at: datetime) -> list[str]:
    """What no giver could mend."""
    over = wanted.until is not None and wanted.until <= at
    faults = {
        "not_given_by_hand": role.code in {"resident", "detainee"},
        "to_oneself": to_self,
        "ends_before_it_starts": wanted.until is not None and wanted.until <= wanted.starts_at,
        "already_over": over,
        "above_the_role": not wanted.compartments <= role.compartments or wanted.secrecy > role.secrecy,
        "area_needed": bool(wanted.compartments) and wanted.ground is None,
    }
    return [code for code, is_wrong in faults.items() if is_wrong]


def _limits(wanted: Holding, giver: Holding) -> list[str]:
    """Where `wanted` goes beyond one holding of the giver.

    Whoever sets an installation up reads no record and gives the roles of those who do: for a role that
    opens nothing itself, the ceilings of the given role count instead of the own compartments.
    """
    opens = bool(ROLES[giver.role].compartments)
    faults = {
        "outside_your_area": not _inside(wanted.ground, giver.ground, opens=opens),
        "outside_your_organisation": giver.organisation is not None
        and wanted.organisation != giver.organisation,
        "longer_than_yours": giver.until is not None and (wanted.until is None or wanted.until > giver.until),
        "more_than_you_hold": opens
        and (not wanted.compartments <= giver.compartments or wanted.secrecy > giver.secrecy),
    }
    return [code for code, is_wrong in faults.items() if is_wrong]


def _inside(wanted: Ground | None, own: Ground | None, *, opens: bool) -> bool:
    """A holding without an area gives anywhere when its role opens no records itself, else nowhere."""
    if own is None:
        return not opens
    return wanted is not None and wanted.lies_in(own)


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionTerms:
    """How long a sign-in lasts: without a sign of life, and however busy."""

    idle: timedelta
    absolute: timedelta


TERMS = {
    # A shift, and a desk that somebody walked away from.
    "console": SessionTerms(idle=timedelta(minutes=30), absolute=timedelta(hours=12)),
    "partner": SessionTerms(idle=timedelta(minutes=30), absolute=timedelta(hours=12)),
    "lawyer": SessionTerms(idle=timedelta(minutes=15), absolute=timedelta(hours=8)),
    "monitor": SessionTerms(idle=timedelta(minutes=15), absolute=timedelta(hours=8)),
    # One's own telephone, one's own requests.
    "portal": SessionTerms(idle=timedelta(days=14), absolute=timedelta(days=60)),
}


def terms_for(codes: Iterable[str]) -> SessionTerms:
    """The strictest terms of all roles that somebody holds; nobody's role is a resident's."""
    doors = {ROLES[code].door if code in ROLES else "console" for code in codes} or {"portal"}
    return min((TERMS[door] for door in doors), key=lambda terms: (terms.idle, terms.absolute))


def is_over(*, seen_at: datetime, until: datetime, idle: timedelta, at: datetime) -> bool:
    """Whether a sign-in has ended by itself."""
    return at >= until or at >= seen_at + idle
