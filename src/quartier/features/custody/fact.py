"""One entry as it is to be written."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from .rules.acts.act import Act


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """`corrects`, `leaf`, `reason`, `voids`: of a correction, which entry it mends and why."""

    act: Act
    values: dict[str, Any]
    occurred_at: datetime
    captured_at: datetime | None = None
    late_reason: str = ""
    done_by: str = ""
    signed: Sequence[Mapping[str, Any]] = ()
    presence: Mapping[str, Any] | None = None
    corrects: UUID | None = None
    leaf: bytes | None = None
    reason: str = ""
    voids: bool = False

    def saying(self, **values: Any) -> "Fact":
        """The same fact, with more said."""
        return replace(self, values={**self.values, **values})


def plain(value: Any) -> Any:
    """A value as JSON has it: instants in UTC, ids as text, nothing that was left empty."""
    if isinstance(value, Mapping):
        return {str(name): plain(each) for name, each in value.items() if each not in (None, "", [], {})}
    if isinstance(value, list | tuple):
        return [plain(each) for each in value]
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, UUID):
        return str(value)
    return value.strip() if isinstance(value, str) else value
