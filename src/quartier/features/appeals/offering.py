"""What goes along with an appeal: its files, and the public version that its author asks for."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from quartier.core.kit.errors import Conflict
from quartier.core.registry.visits import Visit


def attach(row: Any, files: Sequence[Any], *, by: Visit, at: datetime) -> list[str]:
    """Put received files to the record; returns their tags."""
    if files:
        raise Conflict("appeals.files_not_taken")
    return []


def offer(row: Any, lodging: Any, *, files: Sequence[str], by: Visit, at: datetime) -> UUID | None:
    """Offer the public version to the moderators."""
    return None
