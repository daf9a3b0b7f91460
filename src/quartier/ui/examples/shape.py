"""What an example is."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

Words = Callable[[str, str, str], str]


def speaker(language: str) -> Words:
    """A function that picks the Ukrainian, French or English of three texts."""
    at = {"uk": 0, "fr": 1}.get(language, 2)
    return lambda *texts: spaced(texts[at], language)


def spaced(text: str, language: str) -> str:
    """No-break spaces of French signs and the Ukrainian apostrophe, so that examples may be typed plainly."""
    if language == "uk":
        return re.sub(r"(?<=\w)’(?=\w)", "\u02bc", text)
    if language == "fr":
        text = re.sub(r" (?=[;!?»])|(?<=«) ", "\u202f", text)
        return text.replace(" :", "\u00a0:").replace(" %", "\u00a0%")
    return text


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """One use of a part: the template's source and the values it is given."""

    title: str
    source: str
    values: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Component:
    """One part of the design system with its uses."""

    slug: str
    name: str
    purpose: str
    examples: tuple[Example, ...]
