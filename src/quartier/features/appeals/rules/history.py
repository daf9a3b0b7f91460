"""The history of an appeal in the universal vocabulary of the clocks, from its steps. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from quartier.science.clocks.histories import Event, History, history


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """What the clocks need of one step."""

    step: str
    occurred_at: datetime
    more: Mapping[str, Any] = field(default_factory=dict)


# Our step → the word of the vocabulary. What stands in neither column is nothing that a term knows.
WORDS = {
    "registered": "registered",
    "asked": "information_asked",
    "given": "information_given",
    "extended": "extension_notified",
    "answered": "answered",
    "reopened": "reopened",
    "closed": "closed",
    "threshold": "threshold_reached",
}


def read(
    *,
    lodged_at: datetime,
    arrived_at: datetime,
    is_part: bool,
    facts: Mapping[str, Any],
    steps: Iterable[Step],
) -> History:
    """Events in the order of time.

    A part that was sent on here begins with `forwarded`, so that its terms count from its registration at this body, as
    the packs have it. A joined appeal was answered where the answer to the earlier one was given.
    """
    events = [Event("lodged", lodged_at if is_part else arrived_at)]
    if is_part:
        events.append(Event("forwarded", arrived_at))
    for step in steps:
        if step.step == "forwarded":
            events.append(Event("forwarded", step.occurred_at, {"part": bool(step.more.get("kept"))}))
        elif step.step == "extended":
            events.append(Event("extension_notified", step.occurred_at, _extended(step.more)))
        elif step.step == "registered":
            events.append(Event("registered", arrived_at))
        elif step.step in WORDS:
            events.append(Event(WORDS[step.step], step.occurred_at))
    return history(facts=facts, events=events)


def _extended(more: Mapping[str, Any]) -> dict[str, Any]:
    return {name: more[name] for name in ("until", "add") if more.get(name)}
