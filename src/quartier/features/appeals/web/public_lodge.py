"""Lodging in steps, on one address and without script: each answer carries the whole draft to the next question."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from quartier.core.kit.errors import Problem, Refusal
from quartier.core.territory.queries import AreaView
from quartier.features.appeals.web import carried, public_send
from quartier.features.appeals.web.carried import Draft
from quartier.features.appeals.web.public_forms import StepForm
from quartier.features.appeals.web.public_steps import ACTS, CONTEXTS, FORMS, SKIPPED
from quartier.features.appeals.web.public_words import say
from quartier.features.appeals.web.tongue import place_of
from quartier.ui.forms.base import status_of

HEADINGS = {
    "what": gettext_lazy("Say what is wrong"),
    "where": gettext_lazy("Where is it?"),
    "near": gettext_lazy("Has somebody said this already?"),
    "photos": gettext_lazy("Does a picture help?"),
    "who": gettext_lazy("Where should the answer go?"),
    "code": gettext_lazy("Enter the code"),
    "check": gettext_lazy("Check and send"),
}
STEPS = tuple(HEADINGS)


@dataclass(slots=True, kw_only=True)
class Walk:
    """One request on the way: who asks, where, with what draft, at which step."""

    request: HttpRequest
    place: AreaView
    draft: Draft
    step: str

    def skipped(self, step: str) -> bool:
        rule: Callable[[Draft, AreaView, HttpRequest], bool] | None = SKIPPED.get(step)
        return bool(rule and rule(self.draft, self.place, self.request))

    def beside(self, way: int) -> str:
        """The next (1) or the former (-1) step that is asked; this one where there is none."""
        at = STEPS.index(self.step) + way
        while 0 <= at < len(STEPS):
            if not self.skipped(STEPS[at]):
                return STEPS[at]
            at += way
        return self.step


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """The page of the step that is next."""
    held = carried.opened(request.POST.get("carried", "")) if request.method == "POST" else None
    place = place_of(request, held.place if held else "")
    step = request.POST.get("step", "what")
    walk = Walk(
        request=request,
        place=place,
        draft=held or carried.fresh(place.slug),
        step=step if held and step in STEPS else "what",
    )
    return _answer(walk) if held else _page(walk)


def _answer(walk: Walk) -> HttpResponse:
    """Takes what was typed at a step, and shows the next one, the former, or the same with what to mend."""
    request = walk.request
    go = request.POST.get("go", "next")
    form = FORMS[walk.step](walk.draft, walk.place, request, True)
    walk.draft = form.into(walk.draft)
    if go == "back":
        walk.step = walk.beside(-1)
        return _page(walk)
    act = ACTS.get(walk.step)
    if act:
        stays = act(walk, form, go)
        if stays:
            return _page(walk, form if form.errors else None)
    elif not form.is_valid():
        return _page(walk, form)
    if go == "send":
        return _sent(walk)
    walk.step = walk.beside(1)
    return _page(walk)


def _sent(walk: Walk) -> HttpResponse:
    try:
        return public_send.send(walk.request, walk.place, walk.draft)
    except Refusal as refusal:
        return refused(walk.request, walk.place, walk.draft, refusal)


def refused(request: HttpRequest, place: AreaView, draft: Draft, refusal: Refusal) -> HttpResponse:
    """The last page again, with everything that was typed and what keeps it from being taken."""
    walk = Walk(request=request, place=place, draft=draft, step="check")
    form = FORMS["check"](draft, place, request, True)
    for problem in getattr(refusal, "problems", None) or [Problem(field="", code=refusal.code)]:
        form.add_error(
            problem.field if problem.field in form.fields else None, say(problem.code, **problem.details)
        )
    return _page(walk, form)


def _page(walk: Walk, form: StepForm | None = None) -> HttpResponse:
    shown = form if form is not None else FORMS[walk.step](walk.draft, walk.place, walk.request, False)
    asked = [step for step in STEPS if not walk.skipped(step)]
    context: dict[str, Any] = {
        "form": shown,
        "place": walk.place,
        "heading": HEADINGS[walk.step],
        "number": asked.index(walk.step) + 1 if walk.step in asked else 1,
        "of": len(asked),
        "carried": carried.sealed(walk.draft),
        "step": walk.step,
        "back": walk.step != "what",
    }
    context |= CONTEXTS[walk.step](walk.draft, walk.place, walk.request)
    response = render(walk.request, f"appeals/lodge/{walk.step}.html", context, status=status_of(shown))
    response["Cache-Control"] = "private, no-cache"
    return response
