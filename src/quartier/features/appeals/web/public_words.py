"""Words and shapes of the pages for residents: categories, states, steps, refusals."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext_lazy

from quartier.core.files import words as files
from quartier.features.appeals import words
from quartier.features.appeals.rules.categories import CATEGORIES
from quartier.features.appeals.web.tongue import language

# The shape that stands for a state or a step; what is not here has none.
STATES = {
    "new": "open",
    "open": "open",
    "waiting": "hold",
    "forwarded": "open",
    "answered": "kept",
    "joined": "none",
    "closed": "none",
}
STEPS = {"forwarded": "open", "asked": "hold", "extended": "soon", "answered": "kept", "joined": "none"}
STEPS |= {"reopened": "open", "escalated": "soon", "closed": "none", "withheld": "hold"}
# What happens inside the office, and is told to nobody else.
INSIDE = frozenset({"noted", "weighed", "parted", "assigned"})
LATE = gettext_lazy("The answer is late")
MORE: dict[str, Any] = {
    "gate.full": gettext_lazy(
        "Very many messages are coming now. Keep this page open and send again in a few minutes."
    ),
    "missing": gettext_lazy("Choose a file first"),
    "appeals.not_now": gettext_lazy("This cannot be done now. Open the page again and see where it stands."),
}


def categories(country: str) -> Sequence[tuple[str, str]]:
    """What it can be about, by name; "something else" last."""
    own = [(code, each.name(language())) for code, each in CATEGORIES.items() if code != "other"]
    if country.upper() != "GB":
        own = [row for row in own if row[0] != "asb_case_review"]
    return [*sorted(own, key=lambda row: row[1]), ("other", CATEGORIES["other"].name(language()))]


def category(code: str) -> str:
    known = CATEGORIES.get(code)
    return known.name(language()) if known else code


def state(code: str) -> tuple[str, str]:
    """Shape and word."""
    return STATES[code], str(words.STATES[code])


def step(code: str) -> tuple[str, str]:
    return STEPS.get(code, ""), str(words.STEPS[code])


def say(code: str, **details: object) -> str:
    """The sentence of a refusal; what has none is said as it is."""
    sentence = MORE.get(code) or words.REFUSALS.get(code) or files.REFUSALS.get(code) or code
    return str(sentence) % details if details else str(sentence)
