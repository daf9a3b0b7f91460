"""Scales: round ticks, and the five steps of maps and heat strips."""

from collections.abc import Sequence
from math import ceil, floor, log10


def ticks(low: float, high: float, about: int = 5) -> list[float]:
    """Round values that cover low…high, about that many. Raises ValueError if high < low."""
    if high < low:
        raise ValueError("high is below low")
    if high - low <= 1e-9 * max(1.0, abs(low)):  # as good as one value
        high = low + 1
    raw = (high - low) / max(about - 1, 1)
    power = 10 ** floor(log10(raw))
    step = next(size * power for size in (1, 2, 2.5, 5, 10) if size * power >= raw * 0.999)
    first, last = floor(low / step), ceil(round(high / step, 9))
    return [round(step * at, 10) for at in range(first, last + 1)]


def linear(low: float, high: float, start: float, end: float, value: float) -> float:
    """`value` of low…high as a place between start and end."""
    return start + (end - start) * (value - low) / ((high - low) or 1)


def step(value: float | None, bounds: Sequence[float]) -> int:
    """1…5 by four rising bounds (a value on a bound belongs above it); 0 for nothing to show."""
    if value is None:
        return 0
    return 1 + sum(value >= bound for bound in bounds)


def bounds_of(values: Sequence[float]) -> tuple[float, float, float, float]:
    """Four round bounds for five steps, even over the range; for counts without a rule of their own."""
    top = max(values, default=0) or 1
    scale = ticks(0, top, 6)
    size = scale[-1] / 5
    return (size, 2 * size, 3 * size, 4 * size)


def mark_of(value: float | None, bounds: Sequence[float]) -> str:
    """The class of the step's fill: q1…q5, qn where nothing may be shown."""
    at = step(value, bounds)
    return f"q{at}" if at else "qn"
