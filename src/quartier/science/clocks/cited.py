"""Where a rule stands, how well it was read, and when it holds."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Literal

Words = Mapping[str, str]


class Mark(StrEnum):
    """How a rule was read: in its own current text, in an old copy of it, in another's words, or not at all.

    `own` is no law: a promise that a place made itself.
    """

    TEXT = "text"
    OLD_TEXT = "old_text"
    SECOND_HAND = "second_hand"
    UNREAD = "unread"
    OWN = "own"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cited:
    """Where a rule stands. `verified`: read in the text of the rule itself, as far as known still in force."""

    article: str
    source: str
    mark: Mark
    note: Words = field(default_factory=dict)

    @property
    def verified(self) -> bool:
        return self.mark is Mark.TEXT


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """When something holds: each of `facts` has this value, none of `unless` has; `minor` on the starting day.

    stated: each of these facts is told, whatever it says.
    """

    facts: Mapping[str, Any] = field(default_factory=dict)
    unless: Mapping[str, Any] = field(default_factory=dict)
    stated: frozenset[str] = frozenset()
    minor: bool | None = None
    round: Literal["first", "later"] | None = None
