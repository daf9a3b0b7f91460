"""What one submission of the flood is, and the phrases it is made of."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

HERE = Path(__file__).parent
LANGUAGES = ("uk", "fr", "en")
PLACES = {"uk": "lypivka", "fr": "tilleuls", "en": "northfield"}
SPAN = 3 * 86_400  # seconds that the flood lasts


@dataclass(frozen=True, slots=True, kw_only=True)
class Submission:
    """One attempt to lodge. `at` in seconds from the start; `sender` is the truth, which no filter sees.

    `address` is an IP address of a range that belongs to nobody; `proven` says that a code sent to `contact` was
    typed; `returns` that the sender comes back after being told to wait.
    """

    number: int
    at: float
    sender: str
    language: str
    place: str
    category: str
    title: str
    text: str
    name: str
    contact: str
    proven: bool
    address: str
    returns: bool


def words(name: str) -> dict[str, Any]:
    """The phrases of a side."""
    return dict(yaml.safe_load((HERE / f"{name}.yaml").read_text(encoding="utf-8")))
