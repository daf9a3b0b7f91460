"""Promise line, limit line, plan of blocks: to the scale of time."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quartier.ui.lines import limit_line, print_blocks, promise_line

MADE, DUE = date(2026, 5, 14), date(2026, 8, 31)


def test_late_is_counted_by_the_calendar() -> None:
    line = promise_line(made=MADE, due=DUE, today=date(2026, 11, 20))
    assert (line.state, line.outcome, line.days, line.state_at) == ("late", "late", 81, 100)
    assert line.runs_over and not line.due_last


def test_open_then_soon_then_due_today() -> None:
    assert promise_line(made=MADE, due=DUE, today=date(2026, 7, 1)).state == "open"
    assert promise_line(made=MADE, due=DUE, today=date(2026, 8, 20)).state == "soon"
    today = promise_line(made=MADE, due=DUE, today=DUE)
    assert (today.outcome, today.days) == ("soon", 0)


def test_kept_early_kept_late_withdrawn() -> None:
    early = promise_line(made=MADE, due=DUE, today=DUE, ended=date(2026, 8, 28))
    assert (early.state, early.outcome, early.days) == ("kept", "kept", 3)
    after = promise_line(made=MADE, due=DUE, today=date(2027, 1, 1), ended=date(2026, 9, 21))
    assert (after.state, after.outcome, after.days) == ("kept", "kept_late", 21)
    gone = promise_line(made=MADE, due=DUE, today=DUE, ended=date(2026, 6, 1), withdrawn=True)
    assert (gone.state, gone.outcome) == ("hold", "withdrawn")


def test_due_before_made_is_refused() -> None:
    with pytest.raises(ValueError, match="before it was made"):
        promise_line(made=DUE, due=MADE, today=DUE)


@given(st.integers(0, 900), st.integers(0, 2000), st.one_of(st.none(), st.integers(0, 2000)))
def test_everything_stands_on_the_axis(due: int, today: int, ended: int | None) -> None:
    line = promise_line(
        made=MADE,
        due=MADE + timedelta(due),
        today=MADE + timedelta(today),
        ended=None if ended is None else MADE + timedelta(ended),
    )
    assert 0 <= line.due_at <= 100 and 0 <= line.state_at <= 100
    assert max(line.due_at, line.state_at) == 100 or due == 0
    assert line.days >= 0


def test_limits() -> None:
    line = limit_line(gates=[24, 60, 72], now=28.2)
    assert line.known and line.gates == (33.33, 83.33, 100.0) and line.now == 39.17


def test_a_passed_limit_stays_on_the_axis() -> None:
    assert limit_line(gates=[24], now=30).gates == (80.0,)


def test_unknown_limit_has_no_gate() -> None:
    line = limit_line(gates=[], now=28.2)
    assert not line.known and line.now < 100


def test_blocks_are_the_bits() -> None:
    assert print_blocks("8000 0000 0000 0001") == ((0, 0), (7, 7))
    assert len(print_blocks("f" * 16)) == 64
    with pytest.raises(ValueError, match="16"):
        print_blocks("abc")


def test_a_claim_is_drawn_where_it_was_made_and_not_as_kept() -> None:
    line = promise_line(
        made=date(2026, 1, 1),
        due=date(2026, 1, 11),
        today=date(2026, 3, 1),
        ended=date(2026, 1, 6),
        claimed=True,
    )
    assert (line.outcome, line.state, line.state_at) == ("claimed", "open", 50.0)
