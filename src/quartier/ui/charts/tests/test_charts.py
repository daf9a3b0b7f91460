"""Charts say what their table says, leave gaps as gaps, and refuse what can't be drawn."""

import xml.etree.ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quartier.ui.charts import bars, dots, heat, likert, lines, tables
from quartier.ui.charts.scales import bounds_of, mark_of, step, ticks
from quartier.ui.charts.values import Answers, Bar, Estimate, Frame, Moment, Series

FRAME = Frame(id="f", title="A <title>", desc="What & why", language="uk")


def parsed(svg: str) -> ET.Element:
    root = ET.fromstring(svg)
    assert root.get("role") == "img" and root.find("title").text == "A <title>"
    assert root.get("aria-labelledby") == "f-title"
    assert "style" not in svg
    return root


def texts(root: ET.Element) -> list[str]:
    return [node.text for node in root.iter("text")]


def test_bars_start_at_zero_and_carry_their_figure() -> None:
    root = parsed(bars.bar(FRAME, [Bar(label="Шум", value=1200), Bar(label="Світло", value=600)]))
    one, two = root.iter("rect")
    assert float(one.get("width")) == pytest.approx(2 * float(two.get("width")))
    assert "1\u00a0200" in texts(root)
    with pytest.raises(ValueError, match="negative"):
        bars.bar(FRAME, [Bar(label="x", value=-1)])


def test_no_bars_is_still_a_chart() -> None:
    parsed(bars.bar(FRAME, []))


def test_a_gap_in_a_line_stays_a_gap() -> None:
    known = [Moment(label=str(at), value=at, low=at - 1, high=at + 1, seen=at) for at in range(1, 6)]
    whole = parsed(lines.line(FRAME, known))
    broken = parsed(lines.line(FRAME, [*known[:2], Moment(label="?", value=None), *known[3:]]))
    count = lambda root: sum(node.get("class") == "run" for node in root.iter("path"))  # noqa: E731
    assert (count(whole), count(broken)) == (1, 2)


def test_an_estimate_without_interval_has_no_dot() -> None:
    some = [Estimate(label="A", value=0.5, low=0.4, high=0.6), Estimate(label="B", value=0.5)]
    root = parsed(dots.dots(FRAME, some, "замало", share=True))
    assert len(list(root.iter("circle"))) == 1 and "замало" in texts(root)


def test_heat_hatches_what_may_not_be_shown() -> None:
    cells = [[None] * 24] + [[float(hour) for hour in range(24)]] * 6
    root = parsed(heat.heat(FRAME, cells, (5, 10, 15, 20), around=(1, 2, 3, 4)))
    classes = [node.get("class") for node in root.iter("rect")]
    assert classes.count("qn") == 24 and classes.count("frame") == 1 and "q5" in classes
    assert "понеділок" in texts(root)


def test_likert_needs_one_scale_that_sums_to_one() -> None:
    root = parsed(likert.likert(FRAME, [Answers(label="Q", shares=(0.1, 0.2, 0.3, 0.3, 0.1))]))
    assert len(list(root.iter("rect"))) == 5
    for wrong in [(0.5, 0.2, 0.2, 0.2, 0.2), (0.5, 0.5)]:
        with pytest.raises(ValueError, match="shares"):
            likert.likert(FRAME, [Answers(label="Q", shares=wrong)])


def test_multiples_share_one_scale() -> None:
    root = parsed(
        lines.multiples(FRAME, [Series(label="A", values=[1, 2]), Series(label="B", values=[None, 40])])
    )
    assert {"A", "B", "2", "40"} <= set(texts(root))


def test_tables_say_the_same() -> None:
    some = [Estimate(label="A", value=12.6, low=9.7, high=15.5), Estimate(label="B", value=None)]
    table = tables.of_estimates(some, caption="c", heads=("a", "b", "c"), few="замало", language="uk")
    assert table.rows[0] == ("A", "12,6", "9,7–15,5")
    assert table.rows[1][2].text == "замало"


@given(st.floats(-1e6, 1e6), st.floats(0, 1e6), st.integers(3, 9))
def test_ticks_cover_and_rise(low: float, size: float, about: int) -> None:
    found = ticks(low, low + size, about)
    assert found == sorted(set(found)) and len(found) <= about + 3
    assert found[0] <= low + 1e-6 * max(1, abs(low)) and found[-1] >= low + size - 1e-6 * max(
        1, abs(low + size)
    )


@given(st.floats(0, 100))
def test_every_value_has_one_of_five_steps(value: float) -> None:
    assert 1 <= step(value, bounds_of([100])) <= 5
    assert mark_of(value, bounds_of([100])) in {"q1", "q2", "q3", "q4", "q5"}
    assert mark_of(None, bounds_of([100])) == "qn"
