"""Promises for staff: what waits and is due soon, writing one down, letting it out, and each step after that."""

from collections.abc import Callable, Iterable, Iterator
from datetime import timedelta
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from quartier.core.accounts import queries as accounts
from quartier.core.kit.errors import Invalid, Refusal
from quartier.core.messages import panel
from quartier.core.promises import actions, queries, rules
from quartier.core.promises.queries import PromiseView
from quartier.core.territory import queries as territory
from quartier.journeys.follow_promise import heard
from quartier.journeys.promise_steps import take
from quartier.journeys.publish_promise import publish_promise, standing_promises, withdraw_promise
from quartier.surface import reasons
from quartier.surface.console.gate import permitted
from quartier.surface.console.promises_forms import CorrectForm, PostponeForm, PromiseForm, WordsForm
from quartier.surface.console.publication import ReasonsForm
from quartier.surface.portal import promises_reading as reading
from quartier.ui.forms.base import Form, add_problems, form_page
from quartier.ui.parts import Cell, Column, Table
from quartier.ui.rooms import Hit, Room, Task
from quartier.ui.tags.texts import plain_date

ROOM = Room(code="promises", label=_("Promises"), url="console:promises", permit="console.open", order=55)
AHEAD = timedelta(days=30)
# Each step: its words on the button, what is asked for, and its form.
STEPS: dict[str, tuple[Any, Any, type[Form]]] = {
    "told": (
        _("Tell how far it is"),
        _("What was done since, in a sentence or two."),
        WordsForm,
    ),
    "claimed": (
        _("Say that it is kept"),
        _("By what can somebody see it? It counts once somebody else has looked."),
        WordsForm,
    ),
    "postponed": (
        _("Name a later date"),
        _("Say why. The first date stays visible, and time is counted against it."),
        PostponeForm,
    ),
    "dropped": (_("Withdraw the promise"), _("Who decided that, and why."), WordsForm),
    "confirmed": (
        _("Confirm that it is kept"),
        _("What you saw, where and when."),
        WordsForm,
    ),
    "disputed": (
        _("Dispute that it is kept"),
        _("What you saw, where and when."),
        WordsForm,
    ),
    "corrected": (
        _("Correct the words"),
        _("The words as first written stay beside the correction."),
        CorrectForm,
    ),
}
SHAPES = {state: shape for states, shape, _label in reading.GROUPS.values() for state in states}
STATES = {state: label for states, _shape, label in reading.GROUPS.values() for state in states}


def _language() -> str:
    return (get_language() or "en").split("-")[0]


@permitted("console.open")
def listing(request: HttpRequest) -> HttpResponse:
    """What waits to be let out, what is due or late of one's own organisation, what others say is kept."""
    visit = request.visit
    views = standing_promises(queries.public(at=visit.now))
    own = [view for view in views if view.organisation == visit.organisation]
    theirs = [view for view in _near(request, views) if view.standing.state == "claimed"]
    soon = [view for view in own if _presses(view)]
    context = {
        "waiting": _table(gettext("Waits to be let out"), queries.waiting_for(visit)),
        "soon": _table(gettext("Late, or due within 30 days"), soon),
        "confirm": _table(gettext("Said to be kept by others"), theirs),
        "others": _table(gettext("All other promises"), [view for view in own if view not in soon]),
        "may_write": visit.may(rules.WRITE),
        "may_confirm": visit.may(rules.CONFIRM),
    }
    return render(request, "console/promises/list.html", context)


def _presses(view: PromiseView) -> bool:
    own = view.standing
    return own.state == "late" or (own.state in ("open", "postponed") and own.days <= AHEAD.days)


def _near(request: HttpRequest, views: list[PromiseView]) -> list[PromiseView]:
    """Those of others in the places of one's own organisation; all of them for one that has no place."""
    own = accounts.organisation(request.visit.organisation) if request.visit.organisation else None
    if own is None:
        return []
    found = [view for view in views if view.organisation != own.id]
    if not own.area_id:
        return found
    home = territory.area(id=own.area_id, with_geometry=False).home
    return [view for view in found if view.place == home]


def _table(caption: str, views: list[PromiseView]) -> Table:
    names = {one.id: territory.name_in(one.names, _language()) for one in accounts.organisations()}
    labels = [gettext("Promise"), gettext("Organisation"), gettext("State"), gettext("Due")]
    rows = [
        [
            Cell(text=_label(view), url=reverse("console:promise", args=[view.tag])),
            names.get(view.organisation, ""),
            Cell(text=str(STATES[view.standing.state]), state=SHAPES[view.standing.state]),
            Cell(text=plain_date(view.standing.due), at=view.standing.due),
        ]
        for view in views
    ]
    return Table(caption=caption, columns=[Column(label=one) for one in labels], rows=rows)


def _label(view: PromiseView) -> str:
    text = view.translations.get(_language(), view.newest) if not view.corrected else view.newest
    return text if len(text) < 90 else f"{text[:88]}…"


@permitted(rules.WRITE)
def write(request: HttpRequest) -> HttpResponse:
    """Write one down. Opening the page also makes the desks, so that the promise can be seen at once."""
    visit = request.visit
    own = accounts.organisation(visit.organisation)
    at = territory.area(id=own.area_id, with_geometry=False) if own and own.area_id else territory.homes()[0]
    home = territory.area(id=at.home, with_geometry=False)
    areas = [home, *territory.beats(home.id)]
    for area in areas:
        actions.desk(area=area.id, organisation=visit.organisation, by=visit)
    choices = [(area.id, area.name(_language())) for area in areas]
    initial = {"area": home.id, "language": home.language.split("-")[0]}
    form = PromiseForm(request.POST or None, areas=choices, initial=initial)
    if form.is_valid():
        tag = _tried(form, lambda: actions.write(said=form.said(), by=visit, at=visit.now))
        if tag:
            return redirect("console:promise", tag=tag)
    return form_page(request, "console/promises/write.html", form)


def _tried(form: Form, act: Callable[[], Any]) -> Any:
    """What the action gives, or None with its refusal laid on the form."""
    try:
        return act() or True
    except Invalid as refusal:
        add_problems(form, refusal.problems, lambda problem: reasons.say(problem.code))
    except Refusal as refusal:
        form.add_error(None, " ".join(reasons.sentences(refusal)))
    return None


@permitted("console.open")
def show(request: HttpRequest, tag: str, problems: tuple[str, ...] = ()) -> HttpResponse:
    """One promise: its words, its history, and what one may do with it now."""
    visit = request.visit
    view = queries.one_for(visit, tag=tag)
    known = reading.names([view])
    context = {
        "view": view,
        "title": _label(view),
        "state": (SHAPES[view.standing.state], STATES[view.standing.state]),
        "body": known.bodies.get(view.organisation, ""),
        "area": known.areas.get(view.area, ""),
        "events": reading.history(view, known),
        "heard": heard(view, by=visit) if view.is_public else None,
        "source": reading.source_of(view),
        "said": panel.rows(visit, about=view.subject, language=_language(), zone=str(view.zone)),
        "acts": _acts(request, view),
        "may_decide": visit.may("publication.decide"),
        "is_standing": bool(standing_promises([view])),
        "reasons": ReasonsForm(),
        "problems": problems,
    }
    return render(request, "console/promises/show.html", context, status=409 if problems else 200)


def _acts(request: HttpRequest, view: PromiseView) -> list[dict[str, Any]]:
    visit = request.visit
    codes = rules.open_acts(
        state=view.standing.state,
        owner=view.organisation,
        organisation=visit.organisation,
        may_write=visit.may(rules.WRITE),
        may_confirm=visit.may(rules.CONFIRM),
    )
    allowed = codes if view.is_public else [code for code in codes if code == "corrected"]
    return [
        {"label": STEPS[code][0], "url": reverse("console:promise_step", args=[view.tag, code])}
        for code in STEPS
        if code in allowed
    ]


@permitted("console.open")
def step(request: HttpRequest, tag: str, code: str) -> HttpResponse:
    """One step, on a page of its own: it is entered in the ledger and stays."""
    if code not in STEPS:
        raise Http404
    visit = request.visit
    view = queries.one_for(visit, tag=tag)
    label, hint, maker = STEPS[code]
    form = maker(request.POST or None)
    if form.is_valid() and _tried(form, lambda: take(code, tag=tag, by=visit, at=visit.now, **_values(form))):
        return redirect("console:promise", tag=tag)
    context = {"view": view, "title": _label(view), "label": label, "hint": hint}
    return form_page(request, "console/promises/step.html", form, context)


def _values(form: Any) -> dict[str, Any]:
    """What a step's form says, as its action takes it."""
    if isinstance(form, CorrectForm):
        return {"text": form.cleaned_data["text"]}
    found: dict[str, Any] = {"words": form.words()}
    if isinstance(form, PostponeForm):
        found["due_on"] = form.cleaned_data["due_on"]
    return found


def _done(request: HttpRequest, tag: str, act: Callable[[], Any]) -> HttpResponse:
    try:
        act()
    except Refusal as refusal:
        return show(request, tag, tuple(reasons.sentences(refusal)))
    return redirect("console:promise", tag=tag)


@require_POST
@permitted("publication.decide")
def publish(request: HttpRequest, tag: str) -> HttpResponse:
    visit = request.visit
    return _done(request, tag, lambda: publish_promise(tag=tag, by=visit, at=visit.now))


@require_POST
@permitted("publication.decide")
def withdraw(request: HttpRequest, tag: str) -> HttpResponse:
    visit, told = request.visit, ReasonsForm(request.POST).reasons()
    return _done(request, tag, lambda: withdraw_promise(tag=tag, reasons=told, by=visit, at=visit.now))


def board(visit: Any) -> Iterator[Task]:
    """What is late or due within days of one's own organisation, and what waits for a second person."""
    for view in queries.waiting_for(visit) if visit.may("publication.decide") else ():
        if view.written_by != visit.account:
            url = reverse("console:promise", args=[view.tag])
            yield Task(label=_label(view), url=url, note=gettext("to be let out"))
    if not visit.may(rules.WRITE):
        return
    for view in standing_promises(queries.public(at=visit.now, organisation=visit.organisation or -1)):
        own = view.standing
        if own.state == "late" or own.soon:
            url = reverse("console:promise", args=[view.tag])
            due = gettext("due %(day)s") % {"day": plain_date(own.due)}
            yield Task(
                label=_label(view), url=url, note=due, state=SHAPES[own.state], word=str(STATES[own.state])
            )


def find(visit: Any, text: str) -> Iterable[Hit]:
    """Promises whose words hold what was typed."""
    folded = text.casefold()
    for view in (*queries.waiting_for(visit), *standing_promises(queries.public(at=visit.now))):
        if any(folded in words.casefold() for words in (view.newest, *view.translations.values())):
            yield Hit(label=_label(view), url=reverse("console:promise", args=[view.tag]))


urlpatterns = [
    path("promises/", listing, name="promises"),
    path("promises/write/", write, name="promise_write"),
    path("promises/<slug:tag>/", show, name="promise"),
    path("promises/<slug:tag>/publish/", publish, name="promise_publish"),
    path("promises/<slug:tag>/withdraw/", withdraw, name="promise_withdraw"),
    path("promises/<slug:tag>/<slug:code>/", step, name="promise_step"),
]
