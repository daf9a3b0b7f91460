"""A policy of safe precision is data: what a release may show, how small, how late.

Words. A *figure* is a number that could be published: so many events of one kind (or of all) in one area
(or in the whole place) in one month (or one window of whole months). A figure is *small* when it is below
`k`; small figures are never shown, and neither are figures that would give one away.

Sources: the rule of k and complementary suppression follow Hundepool et al., Statistical Disclosure Control
(Wiley 2012), ch. 4; points that stand for several addresses follow the practice of data.police.uk.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields, replace
from datetime import date, datetime, timedelta
from typing import Any

WINDOW_MONTHS = {"quarter": 3, "half-year": 6, "year": 12}
WARTIME_DELAY_DAYS = 90


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """How exactly counts of incidents may be published. All of it is stored with each release.

    version         name under which the policy was decided
    k               a figure below k is not shown; at least 5
    protection      width, in events, of the interval within which every small figure must stay possible for
    somebody
                    who knows all that was published, and even why each figure was left out; 1 ≤ protection
                    ≤ k − 2
    delay_days      a month is released this many days after its end at the earliest
    suppressed      kinds that are left out of everything, totals included
    rounding        shown figures are rounded to a multiple of this (1: not rounded)
    window          'quarter', 'half-year' or 'year': the only stretches beside months for which there are
    totals.
                    They never overlap, so none can be subtracted from another
    points          whether snap points are shown at all
    point_side      shortest side of the square for which a point stands, in metres
    point_events    events for which a point must stand when the series begins; at least k
    """

    version: str
    k: int = 5
    protection: int = 2
    delay_days: int = 14
    suppressed: frozenset[str] = frozenset()
    rounding: int = 1
    window: str = "quarter"
    points: bool = True
    point_side: int = 200
    point_events: int = 10
    wartime: bool = False

    def __post_init__(self) -> None:
        if self.k < 5:
            raise ValueError("k must be at least 5")
        if not 1 <= self.protection <= (self.k - 1) // 2:
            raise ValueError("protection must be at least 1 and at most (k - 1) / 2")
        if self.window not in WINDOW_MONTHS or self.rounding < 1 or self.delay_days < 0:
            raise ValueError("unknown window, rounding below 1 or negative delay")
        if self.point_events < self.k or self.point_side < 50:
            raise ValueError("a point must stand for k events and 50 metres at least")

    def as_data(self) -> dict[str, Any]:
        """JSON values, the same for the same policy."""
        return {**asdict(self), "suppressed": sorted(self.suppressed)}


def read_policy(data: Mapping[str, Any]) -> Policy:
    """The policy written by `as_data`. ValueError for an unknown field."""
    unknown = set(data) - {field.name for field in fields(Policy)}
    if unknown:
        raise ValueError(f"unknown: {sorted(unknown)}")
    return Policy(**{**data, "suppressed": frozenset(data.get("suppressed", ()))})


def under_wartime(policy: Policy) -> Policy:
    """The same policy where the wartime rule is on: no points, and a delay that makes a pattern useless for
    aiming.

    >>> under_wartime(Policy(version="a", delay_days=14)).delay_days
    90
    """
    return replace(policy, points=False, delay_days=max(policy.delay_days, WARTIME_DELAY_DAYS), wartime=True)


def month_of(day: date) -> date:
    """The month of a day, named by its first day."""
    return day.replace(day=1)


def next_month(month: date) -> date:
    """
    >>> next_month(date(2026, 12, 1))
    datetime.date(2027, 1, 1)
    """
    return (month + timedelta(days=32)).replace(day=1)


def window_of(month: date, window: str) -> date:
    """First month of the fixed window that holds the month. Windows start in January and never move.

    >>> window_of(date(2026, 11, 1), "quarter")
    datetime.date(2026, 10, 1)
    """
    size = WINDOW_MONTHS[window]
    return date(month.year, (month.month - 1) // size * size + 1, 1)


def months_of(start: date, window: str) -> tuple[date, ...]:
    """The months of a window, in order."""
    months = [start]
    while len(months) < WINDOW_MONTHS[window]:
        months.append(next_month(months[-1]))
    return tuple(months)


def is_due(month: date, at: datetime, policy: Policy) -> bool:
    """Whether the month is over and its delay has passed at the local instant `at`."""
    return at.date() >= next_month(month) + timedelta(days=policy.delay_days)
