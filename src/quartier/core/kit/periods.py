"""Half-open stretches of time: a period holds its start and not its end."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Period:
    """[start, end); an open end is None. Both instants carry a time zone."""

    start: datetime
    end: datetime | None = None

    def __post_init__(self) -> None:
        if self.start.tzinfo is None or (self.end is not None and self.end.tzinfo is None):
            raise ValueError("a period needs instants with a time zone")
        if self.end is not None and self.end < self.start:
            raise ValueError("a period cannot end before it starts")

    def holds(self, at: datetime) -> bool:
        return self.start <= at and (self.end is None or at < self.end)
