"""What becomes of a message that somebody says on the telephone. Pure."""

from dataclasses import dataclass

OUTCOMES = ("reached", "not_reached", "wrong_number")
TRIES = 4  # so often somebody is called before the call is given up; on different days, as its clerks see fit


@dataclass(frozen=True, slots=True, kw_only=True)
class After:
    """The state that a call leaves behind, and why. `is_over`: nobody calls again."""

    state: str
    code: str = ""
    is_over: bool = True


def after(*, outcome: str, tries: int) -> After:
    """What a call makes of its message; `tries`: how many calls there were, this one included.

    >>> after(outcome="not_reached", tries=1)
    After(state='failed', code='not_reached', is_over=False)
    >>> after(outcome="not_reached", tries=4).state
    'given_up'
    """
    if outcome == "reached":
        return After(state="delivered")
    if outcome == "wrong_number":
        return After(state="given_up", code="number_refused")
    if outcome != "not_reached":
        raise ValueError(f"unknown outcome {outcome}")
    if tries < TRIES:
        return After(state="failed", code="not_reached", is_over=False)
    return After(state="given_up", code="not_reached")
