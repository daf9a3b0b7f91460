"""News of each home."""

from uuid import UUID


def fill(*, areas: dict[str, int], offices: dict[str, int], desks: dict[str, UUID]) -> None:
    """Nothing yet."""
