"""One line of the check."""

from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any


class State(StrEnum):
    OK = "ok"
    WARNING = "warning"
    WRONG = "wrong"


@dataclass(frozen=True, slots=True)
class Finding:
    """`subject` is stable and documented; `text` says what is so, `advice` what to do about it."""

    subject: str
    state: State
    text: str
    advice: str = ""

    def as_json(self) -> dict[str, Any]:
        return {key: value for key, value in asdict(self).items() if value != ""}


def ok(subject: str, text: str) -> Finding:
    return Finding(subject, State.OK, text)


def warning(subject: str, text: str, advice: str) -> Finding:
    return Finding(subject, State.WARNING, text, advice)


def wrong(subject: str, text: str, advice: str) -> Finding:
    return Finding(subject, State.WRONG, text, advice)
