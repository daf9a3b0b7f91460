"""Draws of one cell (a home's beat and kind) by the recipe of the town. Pure: numpy in, numpy out.

Each cell has a stream of its own, so that a change in one moves no row of another. Times are UTC seconds,
places metres on the home's grid. What analysis must find is planted here: a near-repeat pattern and three
bicycle racks.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from zlib import crc32
from zoneinfo import ZoneInfo

import numpy as np
from numpy.typing import NDArray

from .geography import HOUSE_UNCERTAINTY_M, STREET_UNCERTAINTY_M, Street
from .times import resolve

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

HOUR_S, DAY_S, YEAR_DAYS = 3600, 86400, 365.25
GEOCODED_TO_HOUSE, GEOCODED_TO_STREET = 0.85, 0.12
REPORT_MEAN_S, RECORD_MEAN_S = 9 * HOUR_S, 2 * HOUR_S
DUPLICATE_SHARE = 0.006
HOUSE, STREET_MIDDLE, NOWHERE, SPOT = range(4)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """What the recipe says of one beat and kind."""

    home: str
    beat: str
    kind: str
    weekly_rate: float
    spec: dict[str, Any]
    hours: tuple[float, ...]
    streets: tuple[Street, ...]
    zone: ZoneInfo
    now: datetime
    first_day: date
    last_day: date

    def stream(self, seed: int) -> np.random.Generator:
        key = crc32(f"{self.home}/{self.beat}/{self.kind}".encode())
        return np.random.Generator(np.random.PCG64(np.random.SeedSequence([seed, key])))

    def days(self) -> list[date]:
        return [self.first_day + timedelta(n) for n in range((self.last_day - self.first_day).days + 1)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Events:
    """True times and places, before anybody reports anything. `spot` marks a place without a house."""

    at: Ints
    x: Floats
    y: Floats
    street: Ints
    house: Ints
    spot: Ints
    planted: NDArray[np.str_]

    def __add__(self, other: "Events") -> "Events":
        return Events(
            **{name: np.concatenate([getattr(self, name), getattr(other, name)]) for name in self.__slots__}
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Reports:
    """What the files say of the events: an interval, a place as known, when it was reported and recorded."""

    start: Ints
    end: Ints
    reported: Ints
    recorded: Ints
    mode: Ints
    uncertainty_m: Floats
    duplicated: NDArray[np.bool_]
    duplicate_delay: Ints
    time_unknown: NDArray[np.bool_]


def daily_rates(cell: Cell) -> Floats:
    """Expected events of each day of the window: weekly rate, season, weekday; no trend anywhere."""
    days = cell.days()
    yearday = np.array([day.timetuple().tm_yday for day in days])
    weekday = np.array([cell.spec["weekday"][day.weekday()] for day in days])
    season = 1 + cell.spec["amplitude"] * np.cos(2 * np.pi * (yearday - cell.spec["peak"]) / YEAR_DAYS)
    rates: Floats = cell.weekly_rate / 7 * season * weekday
    return rates


def window_mask(cell: Cell, window: dict[str, str]) -> NDArray[np.bool_]:
    """Which days of the cell lie in a window of the recipe."""
    first, last = (resolve(window[end], zone=cell.zone, now=cell.now) for end in ("from", "to"))
    return np.array([first <= day <= last for day in cell.days()])


def background(rng: np.random.Generator, cell: Cell, rates: Floats) -> Events:
    """Poisson counts per day, hour by the kind's profile, a house uniform on streets weighted by length."""
    counts = rng.poisson(rates)
    days = np.repeat(np.arange(len(counts)), counts)
    hours = rng.choice(24, size=len(days), p=np.array(cell.hours) / sum(cell.hours))
    minutes = rng.integers(0, 60, size=len(days))
    lengths = np.array([street.length for street in cell.streets])
    street = rng.choice(len(lengths), size=len(days), p=lengths / lengths.sum())
    last_house = np.array([s.houses for s in cell.streets])[street]
    house = rng.integers(1, last_house + 1)
    points = [cell.streets[s].house(int(h)) for s, h in zip(street, house, strict=True)]
    x, y = np.array(points, dtype=float).reshape(-1, 2).T
    at = instants(cell, days, hours, minutes)
    return Events(
        at=at, x=x, y=y, street=street, house=house, spot=np.zeros(len(at), int), planted=_label("", len(at))
    )


def instants(cell: Cell, days: Ints, hours: Ints, minutes: Ints) -> Ints:
    """UTC seconds of local wall times; a time that the clocks skip falls an hour later."""
    known = cell.days()
    midnight = [datetime(day.year, day.month, day.day, tzinfo=cell.zone) for day in known]
    seconds = [
        int(midnight[d].replace(hour=int(h), minute=int(m)).timestamp())
        for d, h, m in zip(days, hours, minutes, strict=True)
    ]
    return np.array(seconds, dtype=np.int64)


def offspring(rng: np.random.Generator, cell: Cell, mothers: Events, plan: dict[str, Any]) -> Events:
    """Near repeats: each mother has Poisson children, near in place and time; they have none."""
    children = rng.poisson(plan["offspring_mean"], size=len(mothers.at))
    mother = np.repeat(np.arange(len(mothers.at)), children)
    distance = truncated_exponential(rng, plan["distance_m"], len(mother))
    direction = rng.uniform(0, 2 * np.pi, size=len(mother))
    delay = truncated_exponential(rng, plan["delay_days"], len(mother)) * DAY_S
    x = mothers.x[mother] + distance * np.cos(direction)
    y = mothers.y[mother] + distance * np.sin(direction)
    street, house, x, y = nearest_houses(cell.streets, x, y)
    at = (mothers.at[mother] + delay).astype(np.int64) // 60 * 60
    return Events(
        at=at, x=x, y=y, street=street, house=house, spot=np.zeros(len(at), int),
        planted=_label(plan["id"], len(at)),
    )  # fmt: skip


def truncated_exponential(rng: np.random.Generator, law: dict[str, Any], size: int) -> Floats:
    """Exponential of the given mean, cut at a maximum (inverse of its distribution function)."""
    reach = 1 - np.exp(-law["truncated_at"] / law["mean"])
    drawn: Floats = -law["mean"] * np.log1p(-rng.uniform(0, 1, size=size) * reach)
    return drawn


def nearest_houses(streets: tuple[Street, ...], x: Floats, y: Floats) -> tuple[Ints, Ints, Floats, Floats]:
    """For each point the nearest house of the beat: street, number, place."""
    listed = [(s, n + 1, p) for s, street in enumerate(streets) for n, p in enumerate(street.all_houses())]
    points = np.array([p for _, _, p in listed])
    squared = (points[:, 0][None, :] - x[:, None]) ** 2 + (points[:, 1][None, :] - y[:, None]) ** 2
    chosen = squared.argmin(axis=1) if len(x) else np.zeros(0, int)
    street = np.array([s for s, _, _ in listed])[chosen]
    house = np.array([n for _, n, _ in listed])[chosen]
    return street, house, points[chosen, 0], points[chosen, 1]


def rack(rng: np.random.Generator, cell: Cell, plan: dict[str, Any]) -> Events:
    """Thefts at one bicycle rack: its own rate, weekdays and hours, spread over a few metres."""
    weekday = np.array([plan["weekday"][day.weekday()] for day in cell.days()])
    counts = rng.poisson(plan["rate_per_week"] / 7 * weekday)
    days = np.repeat(np.arange(len(counts)), counts)
    hours = _rack_hours(rng, plan, len(days))
    minutes = rng.integers(0, 60, size=len(days))
    radius = plan["spread_m"] * np.sqrt(rng.uniform(0, 1, size=len(days)))
    angle = rng.uniform(0, 2 * np.pi, size=len(days))
    at = instants(cell, days, hours, minutes)
    nothing = np.zeros(len(at), int)
    return Events(
        at=at,
        x=plan["point"][0] + radius * np.cos(angle),
        y=plan["point"][1] + radius * np.sin(angle),
        street=nothing,
        house=nothing,
        spot=np.ones(len(at), int),
        planted=_label(plan["id"], len(at)),
    )


def _rack_hours(rng: np.random.Generator, plan: dict[str, Any], size: int) -> Ints:
    """`share_inside` of the thefts between two hours, the others at any other hour."""
    first, last = plan["between"]
    inside = rng.uniform(0, 1, size=size) < plan["share_inside"]
    others = np.array([hour for hour in range(24) if not first <= hour < last])
    hours: Ints = np.where(
        inside, rng.integers(first, last, size=size), others[rng.integers(0, len(others), size=size)]
    )
    return hours


def report(rng: np.random.Generator, cell: Cell, events: Events, *, unknown_share: float) -> Reports:
    """What becomes of events on paper: an interval around what nobody saw, a coarser place, a delay."""
    size = len(events.at)
    start = end = events.at
    if means := cell.spec.get("interval_h"):
        start = _minutes(events.at - rng.exponential(means[0] * HOUR_S, size=size))
        end = _minutes(events.at + rng.exponential(means[1] * HOUR_S, size=size))
    luck = rng.uniform(0, 1, size=size)
    mode = np.where(luck < GEOCODED_TO_HOUSE, HOUSE, STREET_MIDDLE)
    mode = np.where(luck >= GEOCODED_TO_HOUSE + GEOCODED_TO_STREET, NOWHERE, mode)
    mode = np.where(events.spot == 1, SPOT, mode)
    reported = _minutes(end + rng.exponential(REPORT_MEAN_S, size=size))
    return Reports(
        start=start,
        end=end,
        reported=reported,
        recorded=_minutes(reported + rng.exponential(RECORD_MEAN_S, size=size)),
        mode=mode,
        uncertainty_m=np.where(mode == STREET_MIDDLE, STREET_UNCERTAINTY_M, HOUSE_UNCERTAINTY_M),
        duplicated=rng.uniform(0, 1, size=size) < DUPLICATE_SHARE,
        duplicate_delay=rng.integers(1, 31, size=size) * 60,
        time_unknown=rng.uniform(0, 1, size=size) < unknown_share,
    )


def _minutes(seconds: Floats) -> Ints:
    return np.asarray(seconds, dtype=np.int64) // 60 * 60


def _label(text: str, size: int) -> NDArray[np.str_]:
    return np.full(size, text, dtype="<U16")
