"""Against the other half of scipy, which the module itself does not load."""

import doctest

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from quartier.science import time


def test_examples_run() -> None:
    assert doctest.testmod(time).failed == 0


@given(st.integers(0, 5000), st.floats(0.5, 0.999))
def test_poisson_interval_has_the_tails_it_claims(count, confidence) -> None:
    low, high = time.poisson_interval(count, confidence=confidence).interval
    tail = (1 - confidence) / 2
    assert stats.poisson.cdf(count, high) == pytest.approx(tail, rel=1e-6)
    if count:
        assert stats.poisson.sf(count - 1, low) == pytest.approx(tail, rel=1e-6)


@given(st.integers(0, 300), st.integers(0, 300), st.floats(0.1, 10), st.floats(0.1, 10))
def test_ratio_and_p_value_agree_with_scipy(before, after, first, second) -> None:
    exposure = (first, second)
    if before + after:
        ends = stats.binomtest(after, before + after).proportion_ci(method="exact")
        low, high = time.poisson_ratio(before, after).interval
        assert low / (1 + low) == pytest.approx(ends.low, abs=1e-9)
        assert (high / (1 + high) if high != float("inf") else 1) == pytest.approx(ends.high, abs=1e-9)
    scaled = time.poisson_ratio(before, after, exposure=exposure)
    assert scaled.interval[0] <= scaled.interval[1]
    assert 0 <= time.chance_of_difference(before, after, exposure=exposure) <= 1


def test_impossible_input_is_refused() -> None:
    with pytest.raises(ValueError, match="count"):
        time.poisson_interval(-1)
    with pytest.raises(ValueError, match="exposures"):
        time.poisson_ratio(1, 1, exposure=(0, 1))
