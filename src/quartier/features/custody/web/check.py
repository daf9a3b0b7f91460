"""The check of a person in a cell: one look, one press. Three answers, larger than a gloved finger."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext

from quartier.core.kit.errors import Invalid, Problem
from quartier.features.custody import queries, recording
from quartier.features.custody.rules.acts.act import Act
from quartier.features.custody.rules.acts.catalogue import ACTS
from quartier.features.custody.views import StayView
from quartier.features.custody.web import board_words, frame, once, presence
from quartier.features.custody.web.board import level_name
from quartier.features.custody.web.board_shown import place_name
from quartier.features.custody.web.frame import CARE, permitted, tongue

# What is pressed, with what it says of the look and of the rousing. Rousing first where the level asks for it.
ROUSED = (
    ("roused_answers", "answers", "awake"),
    ("roused_confused", "confused", "needs_help"),
    ("roused_none", "none", "needs_help"),
)
LOOKED = ("sleeping", "awake", "needs_help", "not_seen")
HELP = "medical_requested"


@permitted(CARE)
def check(request: HttpRequest, id: UUID) -> HttpResponse:
    """Who it is, what is due, what is seen. It returns to the board; where help is needed, to asking for it."""
    stay = queries.stay_for(request.visit, id=id)
    with frame.in_zone(stay.suite):
        problem, pressed = "", request.POST.get("seen", "")
        if request.method == "POST":
            try:
                return _recorded(request, stay, pressed)
            except Invalid as refusal:
                problem = _sentence(refusal)
        request.look([stay.id], "custody check")
        context = _shown(request, stay, problem)
        return render(request, "custody/check.html", context, status=422 if problem else 200)


def _recorded(request: HttpRequest, stay: StayView, pressed: str) -> HttpResponse:
    visit = request.visit
    if once.is_new(request):
        occurred_at = _occurred_at(request, visit.now)
        late_reason = request.POST.get("late_reason", "")
        entries = _entries(pressed, request.POST.get("words", "").strip())
        shown = presence.told(request, stay)  # last: a question at the door is answered once
        for act, values in entries:
            recording.record(
                about=stay.id,
                act=act,
                values=values,
                occurred_at=occurred_at,
                late_reason=late_reason,
                presence=shown,
                by=visit,
                at=visit.now,
            )
        once.done(request)
    if pressed in ("needs_help", "roused_confused", "roused_none"):
        return redirect(frame.act_url(stay.id, HELP))
    return redirect(reverse("custody:suite", args=[stay.suite.code]) + f"#cell-{stay.cell}")


def _entries(pressed: str, said: str) -> list[tuple[str, dict[str, Any]]]:
    """The entries that one press makes. Raises Invalid for a press that is none of ours."""
    for code, response, seen in ROUSED:
        if pressed == code:
            rouse = {"response": response, "words": said}
            return [("rouse", rouse), ("check", {"seen": seen})]
    if pressed not in LOOKED:
        raise Invalid([Problem(field="seen", code="custody.unknown_value")])
    return [("check", {"seen": pressed, "words": said})]


def _occurred_at(request: HttpRequest, now: datetime) -> datetime:
    """Now, unless an earlier time of day was typed: the last time that the clock showed it."""
    typed = request.POST.get("time", "").strip()
    if not typed:
        return now
    try:
        hours, minutes = (int(part) for part in typed.replace(".", ":").split(":")[:2])
        found = timezone.localtime(now).replace(hour=hours, minute=minutes, second=0, microsecond=0)
    except ValueError:
        raise Invalid([Problem(field="time", code="custody.no_time")]) from None
    return found if found <= now else found - timedelta(days=1)


def _sentence(refusal: Invalid) -> str:
    codes = {problem.code for problem in refusal.problems}
    if said := presence.sentence(refusal):
        return said
    if "custody.no_time" in codes:
        return gettext("Write the time as 14:05")
    if "custody.before_detention" in codes:
        return gettext("That time lies before this person was detained")
    return gettext("Press what you saw")


def _shown(request: HttpRequest, stay: StayView, problem: str) -> dict[str, Any]:
    now, stood = request.visit.now, stay.standing
    due = [one for one in stood.due if one.act in ("check", "rouse")]
    next_due = min(due, key=lambda one: one.due_at, default=None)
    rouse = "rouse" in stood.marks or any("rouse" in one.what for one in due)
    return {
        **frame.suite_context(request, stay.suite, ""),
        "stay": stay,
        "label": stay.label or gettext("not yet named"),
        "place": place_name(stay.cell),
        "level": level_name(stay.level) if stay.level else "",
        "left": board_words.left_words(next_due.due_at - now) if next_due else "",
        "state": "late" if next_due and now > next_due.due_at else "soon",
        "marks": [board_words.mark_name(mark) for mark in stood.marks],
        "rouse": _buttons(rouse),
        "looked": _looked(),
        "checked_at": stood.checked_at,
        "problem": problem,
        "door": presence.question(request, stay),
        "typed": request.POST,
        "once": once.number(request),
        "stay_url": frame.stay_url(stay.id),
    }


def _buttons(rouse: bool) -> list[tuple[str, str]]:
    """The answers to rousing, in the words of its act; none where the level does not ask for it."""
    if not rouse:
        return []
    options = _options(ACTS["rouse"], "response")
    return [(code, options[response]) for code, response, _ in ROUSED]


def _looked() -> list[tuple[str, str]]:
    options = _options(ACTS["check"], "seen")
    return [(code, options[code]) for code in LOOKED]


def _options(act: Act, field: str) -> dict[str, str]:
    return {one.code: one.words.say(tongue()) for one in act.field(field).options}
