"""Instants as they are written in a history."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any


def instant(text: str) -> datetime:
    """An instant with its offset, as UTC."""
    return datetime.fromisoformat(text).astimezone(UTC)


def ending(
    said: Mapping[str, Any], start: datetime, longest: int, after: Callable[[datetime, int], datetime]
) -> datetime:
    """End that an act names by `until` or by `add` hours; the longest if it names none."""
    if "until" in said:
        return instant(said["until"])
    return after(start, int(said.get("add", longest)))
