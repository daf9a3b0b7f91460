"""What shows that whoever records a check stands at the door: a number of the card there, or a touch of its tag."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.utils.translation import gettext

from quartier.core.kit.errors import Invalid
from quartier.features.custody import doors
from quartier.features.custody.views import StayView

TOUCH, ASKED, DIGITS, EARLIER = "touch", "asked", "digits", "time"
NOTHING = {"kind": "none"}


def question(request: HttpRequest, stay: StayView) -> dict[str, Any]:
    """What the form asks: nothing where the tag was touched just now, or no card hangs at the door."""
    if not stay.cell:
        return {}
    if touch := _fresh_touch(request, stay):
        return {"touch": touch}
    asked = doors.ask(suite=stay.suite, cell=stay.cell, by=request.visit, at=request.visit.now)
    return {"asked": asked.id, "place": asked.place, "place_said": " ".join(asked.place)} if asked else {}


def told(request: HttpRequest, stay: StayView) -> dict[str, Any]:
    """What was shown, as an entry's `presence`. Whoever writes a time that is past, or no number, shows nothing.

    Raises Invalid where the number is wrong or too old, or the touch over.
    """
    if request.POST.get(EARLIER, "").strip():
        return NOTHING
    visit = request.visit
    if touch := _id(request.POST.get(TOUCH, "")):
        return doors.touched(which=touch, cell=stay.cell, by=visit, at=visit.now)
    asked, typed = _id(request.POST.get(ASKED, "")), request.POST.get(DIGITS, "").strip()
    if asked is None or not typed:
        return NOTHING
    return doors.answer(asked=asked, typed=typed, cell=stay.cell, by=visit, at=visit.now)


def _fresh_touch(request: HttpRequest, stay: StayView) -> UUID | None:
    """The touch that brought whoever is here, while it counts."""
    touch, visit = _id(request.POST.get(TOUCH) or request.GET.get(TOUCH, "")), request.visit
    try:
        if touch is not None:
            doors.touched(which=touch, cell=stay.cell, by=visit, at=visit.now)
    except Invalid:
        return None
    return touch


def sentence(refusal: Invalid) -> str:
    """What was wrong with it, or nothing."""
    said = {
        "custody.card_wrong": gettext(
            "That is not the number on the card. Read the new one, or leave it empty."
        ),
        "custody.card_old": gettext("That number was asked more than three minutes ago. Read the new one."),
        "custody.touch_over": gettext("The touch of the tag is more than three minutes old. Touch it again."),
    }
    return next((said[one.code] for one in refusal.problems if one.code in said), "")


def _id(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
