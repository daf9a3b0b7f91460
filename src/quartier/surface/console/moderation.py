"""Moderation: texts of residents that wait to become public, one at a time, with a clock, reasons and a second reader."""

from collections.abc import Callable, Iterator
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from quartier.core.accounts import queries as accounts
from quartier.core.files import queries as files
from quartier.core.kit.errors import Invalid, Refusal
from quartier.core.publication import moderating, submissions
from quartier.core.publication import queries as public
from quartier.core.publication.rules import moderation as rules
from quartier.core.publication.rules import spam
from quartier.core.publication.submissions import PERMIT, SubmissionView
from quartier.core.territory import queries as territory
from quartier.journeys.let_out_submission import let_out_submission, take_back_submission
from quartier.surface import reasons
from quartier.surface.console import moderation_words as words
from quartier.surface.console import purpose
from quartier.surface.console.gate import permitted
from quartier.surface.console.looking import look
from quartier.surface.console.moderation_forms import DecideForm, EditForm, LetOutForm, ReasonForm, SecondForm
from quartier.surface.console.moderation_pictures import draw
from quartier.surface.console.publication import ReasonsForm
from quartier.surface.portal import moderation as published
from quartier.ui.forms.base import Form, add_problems, status_of
from quartier.ui.parts import Cell, Column, Table
from quartier.ui.rooms import Room, Task
from quartier.ui.shell import NavItem
from quartier.ui.tags.texts import table_moment

ROOM = Room(code="moderation", label=_("Moderation"), url="console:moderation", permit=PERMIT, order=52)
PILES: dict[str, tuple[Any, tuple[str, ...]]] = {
    "": (_("Waiting"), rules.OPEN),
    "refused": (_("Refused texts"), ("refused", "upheld")),
    "public": (_("Public texts"), ("let_out",)),
}
SIGNED = {"none": "", "some": _("some signs of spam"), "strong": _("strong signs of spam")}
MOST = 200
# What may be done in the order of the page; each has a form of its own and all are checked by the rules.
ACTS = ("let_out", "edit", "ask_refusal", "second", "decide", "take_back")


def _language() -> str:
    return (get_language() or "en").split("-")[0]


@permitted(PERMIT)
def queue(request: HttpRequest) -> HttpResponse:
    """What waits, the earliest due first; what has strong signs of spam stands below, with the same clock."""
    pile = request.GET.get("show", "")
    pile = pile if pile in PILES else ""
    views = submissions.queue_for(request.visit, states=PILES[pile][1], count=MOST)
    look(request, (view.id for view in views), "moderation")
    strong = [view for view in views if not pile and spam.level(view.marks) == "strong"]
    address = reverse("console:moderation")
    context = {
        "piles": [
            NavItem(label=str(label), url=f"{address}?show={code}" if code else address, current=code == pile)
            for code, (label, _states) in PILES.items()
        ],
        "table": _table(str(PILES[pile][0]), [view for view in views if view not in strong], request),
        "strong": _table(gettext("Strong signs of spam"), strong, request),
        "policy": rules.POLICY,
        **purpose.context(request),
    }
    return render(request, "console/moderation/queue.html", context)


def _table(caption: str, views: list[SubmissionView], request: HttpRequest) -> Table:
    areas = {area.id: area.name(_language()) for area in territory.areas(ids=list({v.area for v in views}))}
    labels = [
        gettext("Text"),
        gettext("Comes from"),
        gettext("Area"),
        gettext("State"),
        gettext("Decide by"),
        gettext("Signs"),
    ]
    rows = []
    for view in views:
        shape, word = words.standing(view, at=request.visit.now)
        last = words.last_minute(view)
        due = Cell(text=table_moment(last), at=last) if last else ""
        rows.append(
            [
                Cell(text=_label(view), url=reverse("console:moderation_one", args=[view.id])),
                words.origin_name(view, _language()),
                areas.get(view.area, ""),
                Cell(text=str(word), state=shape),
                due,
                str(SIGNED[spam.level(view.marks)]),
            ]
        )
    return Table(caption=caption, columns=[Column(label=one) for one in labels], rows=rows)


def _label(view: SubmissionView) -> str:
    return view.titles.get(_language()) or view.titles.get(view.language, view.tag)


@permitted(PERMIT)
def show(request: HttpRequest, submission: UUID) -> HttpResponse:
    """One text: as it was sent beside what would be shown, what was pointed out, and what may be done with it now."""
    view = submissions.submission_for(request.visit, submission)
    pictures = [one for one in files.files_of(request.visit, view.id) if one.is_picture]
    act = request.POST.get("act", "")
    forms = _forms(view, pictures, request)
    if act in forms and forms[act].is_valid() and _done(request, view, act, forms[act]):
        return redirect("console:moderation_one", submission)
    look(request, [view.id], "moderation")
    form = forms.get(act)
    context = _told(request, view) | {"forms": forms, "act": act, "form": form} | _drawn(forms, pictures)
    return render(request, "console/moderation/show.html", context, status=status_of(form) if form else 200)


def _forms(view: SubmissionView, pictures: list[Any], request: HttpRequest) -> dict[str, Any]:
    """The forms of what this person may do now; the one that was sent is bound."""

    def typed(act: str) -> QueryDict | None:
        return request.POST if request.POST.get("act") == act else None

    makers: dict[str, Callable[[], Form]] = {
        "let_out": lambda: LetOutForm(typed("let_out"), pictures=pictures, language=_own(view)),
        "edit": lambda: EditForm(typed("edit"), view=view),
        "ask_refusal": lambda: ReasonForm(typed("ask_refusal")),
        "second": lambda: SecondForm(typed("second")),
        "decide": lambda: DecideForm(typed("decide")),
        "take_back": lambda: ReasonsForm(typed("take_back")),
    }
    return {act: makers[act]() for act in ACTS if _may(act, view, request)}


def _own(view: SubmissionView) -> str:
    return territory.area(id=view.place, with_geometry=False).language.split("-")[0]


def _may(act: str, view: SubmissionView, request: HttpRequest) -> bool:
    if act == "take_back":
        return _stands(view)
    try:
        rules.check_act(act, submissions.facts_of(view), who=request.visit.account, permitted=True)
    except Refusal:
        return False
    return True


def _stands(view: SubmissionView) -> bool:
    return bool(view.notice) and public.notice(view.notice).withdrawn_at is None


def _done(request: HttpRequest, view: SubmissionView, act: str, form: Any) -> bool:
    """Whether it was done; otherwise what was refused stands on the form, with everything that was typed."""
    try:
        _verb(request, act, form)(submission=view.id, by=request.visit, at=request.visit.now)
    except Invalid as refusal:
        add_problems(form, refusal.problems, lambda problem: reasons.say(problem.code))
    except Refusal as refusal:
        form.add_error(None, " ".join(reasons.sentences(refusal)))
    return form.is_valid()


def _verb(request: HttpRequest, act: str, form: Any) -> Callable[..., Any]:
    """The action with what the form says."""
    agree = bool(request.POST.get("agree"))
    said = {name: form.cleaned_data[name] for name in ("reason", "words") if name in form.cleaned_data}
    return {
        "let_out": lambda **more: let_out_submission(pictures=form.chosen(), **more),
        "edit": lambda **more: moderating.edit(**form.proposal(), **said, **more),
        "ask_refusal": lambda **more: moderating.ask_refusal(**said, **more),
        "second": lambda **more: moderating.second(agree=agree, **said, **more),
        "decide": lambda **more: moderating.decide_objection(grant=agree, **said, **more),
        "take_back": lambda **more: take_back_submission(reasons=form.reasons(), **more),
    }[act]


def _told(request: HttpRequest, view: SubmissionView) -> dict[str, Any]:
    people = {step.by for step in view.steps if step.by}
    names = {one: known.name for one in people if (known := accounts.account(one))}
    body = accounts.organisation(view.organisation)
    return {
        "view": view,
        "title": _label(view),
        "state": words.standing(view, at=request.visit.now),
        "last": words.last_minute(view),
        "origin": words.origin_name(view, _language()),
        "body": territory.name_in(body.names, _language()) if body else "",
        "area": territory.area(id=view.area, with_geometry=False).name(_language()),
        "taken_back": bool(view.notice) and not _stands(view),
        "parts": words.parts(view, _language()),
        "changed": (view.titles.get(view.language), view.texts.get(view.language))
        != (view.original_title, view.original_text),
        "findings": words.findings(view, _language()),
        "signs": words.signs(view, _language()),
        "reason": words.reason(view.reason, _language()),
        "objection": next((step.words for step in reversed(view.steps) if step.step == "objected"), ""),
        "events": words.history(view, names, _language()),
        **purpose.context(request),
    }


def _drawn(forms: dict[str, Any], pictures: list[Any]) -> dict[str, Any]:
    """Each picture under its grid with its fields; without the form it is only looked at."""
    form = forms.get("let_out")
    return {
        "pictures": [
            {
                "drawing": draw(
                    one,
                    form.covered(one.tag) if form else frozenset(),
                    label=one.describe(_language()) or gettext("Picture without a description"),
                ),
                "fields": form.fields_of(one.tag) if form else [],
                "description": one.describe(_language()),
            }
            for one in pictures
        ]
    }


@permitted(PERMIT)
def figures(request: HttpRequest) -> HttpResponse:
    """The counts of a year in the place of one's own organisation: the same that residents read."""
    own = accounts.organisation(request.visit.organisation) if request.visit.organisation else None
    at = territory.area(id=own.area_id, with_geometry=False) if own and own.area_id else territory.homes()[0]
    place = territory.area(id=at.home, with_geometry=False)
    return render(request, "console/moderation/figures.html", published.told(request, place))


def board(visit: Any) -> Iterator[Task]:
    """What is late, or due within a day, and what needs somebody else than who began."""
    for view in submissions.queue_for(visit, count=MOST):
        shape, word = words.standing(view, at=visit.now)
        if shape in ("late", "soon") or view.state in ("asked", "objected"):
            url = reverse("console:moderation_one", args=[view.id])
            yield Task(label=_label(view), url=url, state=shape, word=str(word))


urlpatterns = [
    path("moderation/", queue, name="moderation"),
    path("moderation/figures/", figures, name="moderation_figures"),
    path("moderation/<uuid:submission>/", show, name="moderation_one"),
]
