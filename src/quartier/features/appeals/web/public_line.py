"""A request as a line in time: lodged, due, answered or late. Geometry from the design system, words of requests."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from quartier.ui.lines import PromiseLine, promise_line


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """Percentages for the drawing, a shape, a word; `over`: it ran past the due day."""

    state: str
    word: str
    lodged: date
    due: date
    due_at: float
    state_at: float
    over: bool
    shift: int

    @property
    def ran(self) -> float:
        return self.due_at if self.over else self.state_at


def last_day(due_at: datetime, zone: ZoneInfo) -> date:
    """The last day in time: a term that ends at 24:00 is due at the next local midnight."""
    return (due_at - timedelta(microseconds=1)).astimezone(zone).date()


def line(*, lodged: date, due: date | None, today: date, answered: date | None = None) -> Line | None:
    """None where no day is owed."""
    if due is None or due < lodged or (answered and answered < lodged):
        return None
    drawn = promise_line(made=lodged, due=due, today=today, ended=answered)
    x = drawn.state_at
    return Line(
        state=drawn.state,
        word=_word(drawn),
        lodged=lodged,
        due=due,
        due_at=drawn.due_at,
        state_at=x,
        over=drawn.runs_over,
        shift=-16 if x > 98 else 0 if x < 2 else -8,
    )


def _word(drawn: PromiseLine) -> str:
    days = {"days": drawn.days}
    if drawn.outcome == "late":
        return ngettext("%(days)s day late, no answer", "%(days)s days late, no answer", drawn.days) % days
    if drawn.outcome == "kept_late":
        return ngettext("Answered %(days)s day late", "Answered %(days)s days late", drawn.days) % days
    if drawn.outcome == "kept":
        return _("Answered in time")
    if drawn.days == 0:
        return _("Due today")
    return ngettext("%(days)s day left", "%(days)s days left", drawn.days) % days
