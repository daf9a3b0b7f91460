"""What charts draw."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """What every chart needs: an id unique on the page, its title and description, the language of its numbers."""

    id: str
    title: str
    desc: str
    language: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One counted thing. `value` is not negative."""

    label: str
    value: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """An estimate with its interval; `low` and `high` None where there are too few to tell."""

    label: str
    value: float | None
    low: float | None = None
    high: float | None = None
    few: bool = False

    @property
    def known(self) -> bool:
        return self.value is not None and self.low is not None and self.high is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """One step of a series: the smoothed or counted value, its interval, and what was counted (a dot)."""

    label: str
    value: float | None
    low: float | None = None
    high: float | None = None
    seen: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """Shares of the answers to one question, from the most negative to the most positive; they sum to 1."""

    label: str
    shares: Sequence[float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """One small chart of several: a name and its values, None where nothing is known."""

    label: str
    values: Sequence[float | None]
