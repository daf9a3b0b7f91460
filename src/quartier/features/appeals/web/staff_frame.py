"""What every page of the clerk's room needs: its tabs, the place, permits, days as people say them."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from functools import wraps
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext, ngettext
from django.utils.translation import gettext_lazy as _

from quartier.core.accounts import queries as accounts
from quartier.core.kit.errors import NotAllowed
from quartier.core.registry.visits import Visit
from quartier.core.territory import queries as territory
from quartier.core.territory.queries import AreaView

READ = "appeals.handle"
TABS = (
    ("queue", _("Queue"), READ),
    ("enter", _("Enter for somebody"), "appeals.enter"),
    ("texts", _("Texts for answers"), READ),
    ("desk", _("Categories and routes"), READ),
    ("figures", _("Figures"), READ),
    ("import", _("Import"), "appeals.enter"),
)


def permitted(permit: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """A view that needs a permit."""

    def around(view: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
            if not request.visit.may(permit):
                raise NotAllowed("not_permitted", permit=permit)
            return view(request, *args, **kwargs)

        return guarded

    return around


def tongue() -> str:
    return (get_language() or "en").split("-")[0]


def context(request: HttpRequest, here: str) -> dict[str, Any]:
    """The tabs of the room."""
    rooms = [
        {"label": str(label), "url": reverse(f"appeals_staff:{name}"), "current": name == here}
        for name, label, permit in TABS
        if request.visit.may(permit)
    ]
    return {"rooms": rooms}


def place_of(visit: Visit) -> AreaView:
    """The home of one's own organisation; the only one there is for a body without a place."""
    own = accounts.organisation(visit.organisation) if visit.organisation else None
    area = (
        territory.area(id=own.area_id, with_geometry=False) if own and own.area_id else territory.homes()[0]
    )
    return territory.area(id=area.home, with_geometry=False)


def body_names() -> dict[int, str]:
    return {one.id: territory.name_in(one.names, tongue()) for one in accounts.organisations()}


def area_choices(place: AreaView) -> list[tuple[int, str]]:
    return [(area.id, area.name(tongue())) for area in [place, *territory.beats(place.id)]]


def local_day(at: datetime) -> date:
    return timezone.localtime(at).date()


def last_day(due_at: datetime) -> date:
    """The day until whose end there is time: what is due at midnight is due at the end of the day before."""
    return (timezone.localtime(due_at) - timedelta(microseconds=1)).date()


def days_late(due_at: datetime, now: datetime) -> int:
    """Whole days of the calendar between the last day and today; negative while there is time."""
    return (timezone.localtime(now).date() - last_day(due_at)).days


def due_words(due_at: datetime | None, now: datetime, *, runs: bool) -> tuple[str, str]:
    """(state, words) of a due date: late by days, soon within a week, or nothing said."""
    if due_at is None or not runs:
        return "", ""
    over = days_late(due_at, now)
    if now > due_at:
        return "late", gettext("late since today") if over < 1 else _late(over)
    if over == 0:
        return "soon", gettext("until tonight")
    return ("soon" if over >= -7 else ""), _left(-over)


def _late(days: int) -> str:
    return ngettext("late by %(days)s day", "late by %(days)s days", days) % {"days": days}


def _left(days: int) -> str:
    return ngettext("%(days)s day to go", "%(days)s days to go", days) % {"days": days}
