"""What every page of custody needs: its tabs, permits, the suite's own time of day, refusals in words."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from quartier.core.kit.errors import NotAllowed
from quartier.features.custody.rules.acts.act import Act
from quartier.features.custody.views import SuiteView

READ, CARE, DECIDE = "custody.read", "custody.care", "custody.decide"
# name of the page, label, permit, whether it is a page of one suite
TABS = (
    ("suite", _("Board"), READ, True),
    ("stays", _("Stays"), READ, True),
    ("rounds", _("Rounds"), READ, True),
    ("handover", _("Handover"), CARE, True),
    ("log", _("Log of the suite"), READ, True),
    ("arrests", _("My arrests"), "custody.arrest", False),
    ("medical", _("Medical room"), "custody.medical", False),
    ("complaints", _("Complaints"), "custody.complaints", False),
    ("doors", _("Doors"), "custody.suite", True),
    ("figures", _("Figures"), "custody.supervise", False),
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


def tabs(request: HttpRequest, here: str, *, suite: str = "") -> list[dict[str, Any]]:
    """The rooms of custody that this visit may enter; those of one suite only where a suite is known."""
    found = []
    for name, label, permit, of_suite in TABS:
        if request.visit.may(permit) and (suite or not of_suite):
            try:
                url = reverse(f"custody:{name}", args=[suite] if of_suite else [])
            except NoReverseMatch:
                continue
            found.append({"label": str(label), "url": url, "current": name == here})
    return found


@contextmanager
def in_zone(suite: SuiteView) -> Iterator[None]:
    """Times as the clock on the suite's wall shows them."""
    with timezone.override(ZoneInfo(suite.zone)):
        yield


def suite_context(
    request: HttpRequest, suite: SuiteView, here: str, suites: list[SuiteView] | None = None
) -> dict[str, Any]:
    """What every page of one suite shows: its name, the tabs, the way to other suites."""
    several = suites if suites is not None and len(suites) > 1 else []
    return {
        "suite": suite,
        "name": suite.name(tongue()),
        "rooms": tabs(request, here, suite=suite.code),
        "suites": [
            {
                "label": one.name(tongue()),
                "url": reverse("custody:suite", args=[one.code]),
                "current": one.code == suite.code,
            }
            for one in several
        ],
    }


def may_write(request: HttpRequest, act: Act) -> bool:
    """Whether this act is somebody's who is here to do."""
    return not act.by_machine and any(request.visit.may(one) for one in (act.permit, *act.also))


def stay_url(stay: UUID) -> str:
    """The record of a stay."""
    return reverse("custody:stay", args=[stay])


def act_url(stay: UUID, act: str) -> str:
    """The form of an act for a stay."""
    return reverse("custody:act", args=[stay, act])
