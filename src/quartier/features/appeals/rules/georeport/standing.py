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
    "registered": Standing("open", "open"),
    "assigned": Standing("open", "open"),
    "acknowledged": Standing("open", "investigating"),
    "forwarded": Standing("open", "investigating"),
    "asked": Standing("open", "investigating"),
    "given": Standing("open", "investigating"),
    "extended": Standing("open", "in_progress"),
    "escalated": Standing("open", "in_progress"),
    "reopened": Standing("open", "reopen"),
    "answered": Standing("closed", "closed"),
    "joined": Standing("closed", "duplicate"),
    "closed": Standing("closed", "no_further_action"),
}
BY_OUTCOME = {
    "done": Standing("closed", "fixed"),
    "promised": Standing("closed", "action_scheduled"),
    "refused": Standing("closed", "no_further_action"),
    "not_ours": Standing("closed", "not_councils_responsibility"),
}


def standing(state: str, outcome: str = "") -> Standing:
    """How it stands. A state that is no stage of its own (a note, a word back) leaves it open."""
    if state == "answered" and outcome in BY_OUTCOME:
        return BY_OUTCOME[outcome]
    return BY_STATE.get(state, BY_STATE["registered"])
