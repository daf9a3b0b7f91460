"""A card at a cell's door: ten by ten numbers of three digits, of which the screen asks for one.

The card is printed from a secret of its door. Whoever types the number that stands at a row and column drawn a moment ago
has the card before them, or a copy of it; whoever guesses is right once in a thousand. It needs no electronics and no
light but a torch's.
"""

import hashlib
import hmac
from collections.abc import Callable
from datetime import datetime, timedelta

# Ten capitals that Latin and Cyrillic letters have in common, so that a card reads the same in each language.
ROWS = "ABCEHKMOPT"
COLUMNS = "0123456789"
TWINS = str.maketrans("АВСЕНКМОРТ", ROWS)
LIVES = timedelta(minutes=3)
SECRET_BYTES = 32


def number(secret: bytes, place: str) -> str:
    """The three digits at a place of the card ("H7"). Raises ValueError for a place that no card has."""
    row, column = _place(place)
    digest = hmac.new(secret, f"quartier door card|{row}{column}".encode(), hashlib.sha256).digest()
    return f"{int.from_bytes(digest[:8], 'big') % 1000:03d}"


def grid(secret: bytes) -> tuple[tuple[str, ...], ...]:
    """The whole card: ten rows of ten numbers, in the order of ROWS and COLUMNS."""
    return tuple(tuple(number(secret, row + column) for column in COLUMNS) for row in ROWS)


def draw(below: Callable[[int], int]) -> str:
    """A place to ask for; `below(n)` gives a whole number from 0 to n - 1."""
    return ROWS[below(len(ROWS))] + COLUMNS[below(len(COLUMNS))]


def is_right(secret: bytes, place: str, typed: str) -> bool:
    """Whether the typed digits stand at that place; compared in constant time. Spaces do not count."""
    said = "".join(typed.split())
    return hmac.compare_digest(number(secret, place).encode(), said.encode("utf-8", "replace"))


def is_alive(*, asked_at: datetime, at: datetime) -> bool:
    """Whether the question is still fresh: the last moment counts."""
    return asked_at <= at <= asked_at + LIVES


def _place(text: str) -> tuple[str, str]:
    tidy = text.strip().upper().translate(TWINS)
    if len(tidy) != 2 or tidy[0] not in ROWS or tidy[1] not in COLUMNS:
        raise ValueError(f"no place of a card: {text}")
    return tidy[0], tidy[1]
