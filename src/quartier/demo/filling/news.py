"""News of each home."""

from .hands import Hands


def fill(hands: Hands) -> None:
    """Nothing yet."""
