"""Counts over time: how sure a count is, and whether two counts differ by more than chance.

`scipy.special` only: no part of this loads the heavy half of scipy.
"""

from dataclasses import dataclass

from scipy.special import bdtr, bdtrc, betaincinv, chdtri


@dataclass(frozen=True, slots=True)
class Estimate:
    """A result as it may be published: never without its interval, its method and its n."""

    estimate: float
    interval: tuple[float, float]
    method: str
    n: int


def poisson_interval(count: int, *, confidence: float = 0.95) -> Estimate:
    """Exact interval of the mean of a Poisson count (Garwood 1936, Biometrika 28:437).

    count: events, at least 0. confidence: between 0 and 1. With α = 1 − confidence the ends are
    χ²(α/2; 2n)/2 and χ²(1 − α/2; 2n + 2)/2, in events. Covers at least as often as it says.
    ValueError for a negative count or an impossible confidence.

    >>> low, high = poisson_interval(10).interval
    >>> round(low, 3), round(high, 3)
    (4.795, 18.39)
    >>> poisson_interval(0).interval[0]
    0.0
    """
    if count < 0 or not 0 < confidence < 1:
        raise ValueError("a count is at least 0, a confidence between 0 and 1")
    tail = (1 - confidence) / 2
    low = float(chdtri(2 * count, 1 - tail)) / 2 if count else 0.0
    return Estimate(count, (low, float(chdtri(2 * count + 2, tail)) / 2), "poisson-garwood", count)


def poisson_ratio(
    before: int, after: int, *, exposure: tuple[float, float] = (1.0, 1.0), confidence: float = 0.95
) -> Estimate:
    """How many times as many after as before, per unit of exposure, with an exact conditional interval.

    before, after: events. exposure: for how long or how many (days, residents), in one unit, both above 0.
    Given the sum, `after` is binomial; Clopper and Pearson's ends (1934, Biometrika 26:404) are carried
    over to the ratio: p / (1 − p) · exposure before / exposure after (Przyborowski and Wilenski 1940,
    Biometrika 31:313). The estimate is nan if both counts are 0 and inf if only `before` is.

    >>> found = poisson_ratio(40, 20)
    >>> found.estimate, [round(end, 2) for end in found.interval]
    (0.5, [0.28, 0.88])
    """
    if min(before, after) < 0 or min(exposure) <= 0 or not 0 < confidence < 1:
        raise ValueError("counts are at least 0, exposures above 0, a confidence between 0 and 1")
    total, tail, scale = before + after, (1 - confidence) / 2, exposure[0] / exposure[1]
    low = float(betaincinv(after, before + 1, tail)) if after else 0.0
    high = float(betaincinv(after + 1, before, 1 - tail)) if before else 1.0
    if not total:
        return Estimate(float("nan"), (0.0, float("inf")), "poisson-conditional", 0)
    estimate = after / before * scale if before else float("inf")
    ends = (low / (1 - low) * scale, high / (1 - high) * scale if high < 1 else float("inf"))
    return Estimate(estimate, ends, "poisson-conditional", total)


def chance_of_difference(before: int, after: int, *, exposure: tuple[float, float] = (1.0, 1.0)) -> float:
    """Two-sided p value of "no difference per unit of exposure": twice the smaller exact binomial tail, at
    most 1.

    >>> round(chance_of_difference(40, 20), 4)
    0.0135
    """
    total = before + after
    share = exposure[1] / (exposure[0] + exposure[1])
    if not total:
        return 1.0
    lower = float(bdtr(after, total, share))
    upper = float(bdtrc(after - 1, total, share)) if after else 1.0
    return min(1.0, 2 * min(lower, upper))


def reading(
    before: int,
    after: int,
    *,
    exposure: tuple[float, float] = (1.0, 1.0),
    least: int = 10,
    level: float = 0.05,
) -> str:
    """What may be said of two counts: 'few', 'chance', 'fewer' or 'more'.

    'few': fewer than `least` events in both together, too few to say anything. 'chance': the difference may
    be chance; this is not "no change". `level` is the p value below which a difference counts as
    established.

    >>> reading(3, 4), reading(30, 36), reading(60, 20), reading(20, 60)
    ('few', 'chance', 'fewer', 'more')
    """
    if before + after < least:
        return "few"
    if chance_of_difference(before, after, exposure=exposure) >= level:
        return "chance"
    return "more" if after / exposure[1] > before / exposure[0] else "fewer"
