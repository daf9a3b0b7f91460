"""How an appeal stands, in the two words of the specification and in the words of its widest extension.

An answer closes a request; whatever comes before it leaves it open. The longer words are those of FixMyStreet.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Standing:
    """`status`: open or closed. `extended`: the longer word."""

    status: str
    extended: str


BY_STATE = {
    "new": Standing("open", "open"),
    "open": Standing("open", "investigating"),
    "waiting": Standing("open", "investigating"),
    "forwarded": Standing("open", "internal_referral"),
    "answered": Standing("closed", "closed"),
    "joined": Standing("closed", "duplicate"),
    "closed": Standing("closed", "no_further_action"),
}
BY_OUTCOME = {
    "done": Standing("closed", "fixed"),
    "will_do": Standing("closed", "action_scheduled"),
    "partly": Standing("closed", "action_scheduled"),
    "explained": Standing("closed", "closed"),
    "refused": Standing("closed", "no_further_action"),
}


def standing(state: str, outcome: str = "") -> Standing:
    """How it stands. `outcome`: of the newest answer, where there is one. An unknown state is an open request."""
    if state == "answered" and outcome in BY_OUTCOME:
        return BY_OUTCOME[outcome]
    return BY_STATE.get(state, BY_STATE["new"])
