"""The ledger's only verb: append, in the caller's transaction."""

from datetime import datetime
from typing import Any


def append(
    *,
    kind: str,
    record: str | None,
    fields: dict[str, Any],
    by: Any,
    occurred_at: datetime,
    captured_at: datetime | None = None,
) -> None:
    """Enter what was done. `record` is a tag, `by` a visit; recorded time is the server's."""


def destroy_openings(*, record: str, by: Any) -> None:
    """Make what the record's entries held unreadable for good; the entries stay."""
