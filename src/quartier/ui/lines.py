"""Geometry of the promise line and the limit line, to the scale of time. Pure: dates in, percentages out."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

NOTICE_DAYS = 14


@dataclass(frozen=True, slots=True, kw_only=True)
class PromiseLine:
    """Where made (0), due and the state stand on an axis of 100; the words are the caller's.

    days: how far the state is from the due date: days left, days late, days early (never negative).
    """

    state: str
    outcome: str
    due_at: float
    state_at: float
    days: int
    made: date
    due: date
    today: date
    ended: date | None

    @property
    def runs_over(self) -> bool:
        return self.state_at > self.due_at

    @property
    def due_last(self) -> bool:
        """The due date stands at the right end: open, or over before it."""
        return not self.runs_over


def promise_line(
    *,
    made: date,
    due: date,
    today: date,
    ended: date | None = None,
    withdrawn: bool = False,
    claimed: bool = False,
) -> PromiseLine:
    """Axis from `made` to the later of `due` and the state (`ended`, or today while nothing ended it).

    `claimed`: `ended` is the day on which its owner said that it is kept, and nobody has confirmed that yet.

    Raises ValueError when the due date or the end is before it was made.
    """
    if due < made or (ended and ended < made):
        raise ValueError("a promise can't be due or end before it was made")
    there = max(ended or today, made)
    length = max((max(due, there) - made).days, 1)
    outcome, state = _outcome(due=due, there=there, ended=ended, withdrawn=withdrawn)
    if claimed and ended:
        outcome, state = "claimed", "open"
    return PromiseLine(
        state=state,
        outcome=outcome,
        due_at=round(100 * (due - made).days / length, 2),
        state_at=round(100 * (there - made).days / length, 2),
        days=abs((due - there).days),
        made=made,
        due=due,
        today=today,
        ended=ended,
    )


def _outcome(*, due: date, there: date, ended: date | None, withdrawn: bool) -> tuple[str, str]:
    if withdrawn and ended:
        return "withdrawn", "hold"
    if ended:
        return ("kept_late" if there > due else "kept"), "kept"
    if there > due:
        return "late", "late"
    return ("soon", "soon") if (due - there).days <= NOTICE_DAYS else ("open", "open")


@dataclass(frozen=True, slots=True, kw_only=True)
class LimitLine:
    """Gates and now as percentages of the axis; `end` is None where the limit is unknown."""

    gates: tuple[float, ...]
    now: float
    known: bool


def limit_line(*, gates: Sequence[float], now: float) -> LimitLine:
    """`gates` and `now` in the same unit from the start. No gate means the limit is unknown, never "no limit"."""
    if now < 0 or any(gate <= 0 for gate in gates):
        raise ValueError("gates and now are counted from the start")
    end = max([*gates, now]) if gates else max(now * 1.6, 1)
    return LimitLine(
        gates=tuple(round(100 * gate / end, 2) for gate in gates),
        now=round(100 * now / end, 2),
        known=bool(gates),
    )


def print_blocks(digits: str) -> tuple[tuple[int, int], ...]:
    """The first 64 bits of a fingerprint as a plan of blocks: (column, row) of each full block, 8 × 8.

    `digits` holds 16 hexadecimal digits, spaces allowed. Raises ValueError otherwise.
    """
    plain = digits.replace(" ", "")
    if len(plain) != 16:
        raise ValueError("a fingerprint shows 16 hexadecimal digits")
    bits = f"{int(plain, 16):064b}"
    return tuple((at % 8, at // 8) for at, bit in enumerate(bits) if bit == "1")
