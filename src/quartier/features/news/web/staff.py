"""The staff's pages of news: what there is, writing, letting out, taking back."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from quartier.core.accounts import queries as accounts
from quartier.core.kit.errors import Invalid, NotAllowed, Refusal
from quartier.core.messages import queries as messages
from quartier.core.territory import queries as territory
from quartier.core.territory.queries import AreaView
from quartier.features.news import actions, queries
from quartier.features.news.queries import ItemView
from quartier.features.news.themes import THEMES
from quartier.features.news.web import words
from quartier.features.news.web.forms import NewsForm, SendBackForm, WithdrawForm, initial_of
from quartier.ui.forms.base import add_problems, form_page
from quartier.ui.parts import Cell, Column, Event, Table
from quartier.ui.tags.texts import table_moment


def _language() -> str:
    return (get_language() or "en").split("-")[0]


def _own(request: HttpRequest) -> tuple[AreaView, int]:
    """The place and the organisation in whose name this visit writes."""
    own = next((one for one in accounts.organisations() if one.id == request.visit.organisation), None)
    if own is None or not request.visit.may("news.write"):
        raise NotAllowed("not_permitted", permit="news.write")
    area = territory.area(id=own.area_id, with_geometry=False) if own.area_id else territory.homes()[0]
    return territory.area(id=area.home, with_geometry=False), own.id


def _title(item: ItemView) -> str:
    return item.titles.get(_language()) or next((text for text in item.titles.values() if text), item.tag)


def listing(request: HttpRequest) -> HttpResponse:
    """All texts within reach, newest first."""
    columns = [_("Title"), _("What it is"), _("State"), _("Written")]
    rows = [_row(item) for item in queries.items_for(request.visit)]
    table = Table(
        caption=_("Texts, newest first"),
        columns=[Column(label=c) for c in columns],
        rows=rows,
        hide_caption=True,
    )
    return render(
        request, "news/staff_list.html", {"table": table, "may_write": request.visit.may("news.write")}
    )


def _row(item: ItemView) -> list[Any]:
    state, word = words.STATES[item.state]
    return [
        Cell(text=_title(item), url=f"/console/news/{item.id}/"),
        str(words.KINDS.get(item.kind, item.kind)),
        Cell(text=str(word), state=state),
        Cell(text=table_moment(item.created_at), at=item.created_at),
    ]


def _form(request: HttpRequest, place: AreaView, item: ItemView | None = None) -> NewsForm:
    areas = [(area.id, area.name(_language())) for area in [place, *territory.beats(place.id)]]
    initial = initial_of(item, place.zone) if item else {"area": place.id}
    return NewsForm(request.POST or None, initial=initial, areas=areas, zone=place.zone)


def _tried(form: Any, act: Callable[[], Any]) -> Any:
    """What the action gives, or None with its refusal laid on the form."""
    try:
        return act() or True
    except Invalid as refusal:
        add_problems(form, refusal.problems, words.say)
    except Refusal as refusal:
        form.add_error(None, words.sentence(refusal))
    return None


def write(request: HttpRequest) -> HttpResponse:
    """A new text. Opening the page also makes the desk, so that the draft can be seen at once."""
    place, organisation = _own(request)
    visit = request.visit
    actions.desk(place=place.id, organisation=organisation, by=visit)
    form = _form(request, place)
    if form.is_valid() and (
        made := _tried(
            form,
            lambda: actions.write(
                text=form.written(), place=place.id, organisation=organisation, by=visit, at=visit.now
            ),
        )
    ):
        return redirect("news_staff:item", id=made)
    return form_page(request, "news/write.html", form)


def edit(request: HttpRequest, id: UUID) -> HttpResponse:
    """Change a text; what was typed stays on the page when somebody else was faster."""
    visit = request.visit
    item = queries.item_for(visit, id)
    form = _form(request, territory.area(id=item.place, with_geometry=False), item)
    if form.is_valid() and _tried(
        form,
        lambda: actions.edit(
            item=id, text=form.written(), version=form.cleaned_data["version"], by=visit, at=visit.now
        ),
    ):
        return redirect("news_staff:item", id=id)
    return form_page(request, "news/write.html", form, {"item": item})


REACHED = ("handed_over", "delivered", "acknowledged")


def item(request: HttpRequest, id: UUID, form: Any = None, problem: str = "") -> HttpResponse:
    """One text in all its languages, its steps, and what may be done with it now."""
    found = queries.item_for(request.visit, id)
    told = [one for occasion in messages.said_about(request.visit, about=id) for one in occasion.to]
    context = _shown(found) | {
        "told": len(told),
        "reached": sum(one.state in REACHED for one in told),
        "may_write": request.visit.may("news.write"),
        "may_decide": request.visit.may("publication.decide"),
        "send_back": form if isinstance(form, SendBackForm) else SendBackForm(),
        "withdraw": form if isinstance(form, WithdrawForm) else WithdrawForm(),
        "problem": problem,
    }
    return render(
        request, "news/staff_item.html", context, status=422 if problem or form is not None else 200
    )


def _shown(found: ItemView) -> dict[str, Any]:
    """A text in all its languages and its steps."""
    names = {step.by: known.name for step in found.steps if (known := accounts.account(step.by))}
    return {
        "item": found,
        "title": _title(found),
        "state": words.STATES[found.state],
        "kind": words.KINDS.get(found.kind, found.kind),
        "where": territory.area(id=found.area, with_geometry=False).name(_language()),
        "texts": [
            {"language": code, "title": title, "text": found.texts.get(code, "")}
            for code, title in found.titles.items()
            if title
        ],
        "theme": THEMES[found.theme].say(_language()) if found.theme in THEMES else "",
        "image": found.images.get(_language()) or next(iter(found.images.values()), ""),
        "readers": queries.readers([found.notice]).get(found.notice, 0),
        "events": [
            Event(at=s.at, text=f"{words.STEPS[s.step]}. {names.get(s.by, '')}", note=s.reason)
            for s in found.steps
        ],
    }


def _act(request: HttpRequest, id: UUID, act: Callable[[], Any]) -> HttpResponse:
    """Do it and come back; a refusal stands on the page."""
    try:
        act()
    except Invalid as refusal:
        return item(request, id, problem=" ".join(words.say(each) for each in refusal.problems))
    except Refusal as refusal:
        return item(request, id, problem=words.sentence(refusal))
    return redirect("news_staff:item", id=id)


@require_POST
def offer(request: HttpRequest, id: UUID) -> HttpResponse:
    visit = request.visit
    return _act(request, id, lambda: actions.offer(item=id, by=visit, at=visit.now))


@require_POST
def publish(request: HttpRequest, id: UUID) -> HttpResponse:
    visit = request.visit
    return _act(request, id, lambda: actions.publish(item=id, by=visit, at=visit.now))


@require_POST
def send_back(request: HttpRequest, id: UUID) -> HttpResponse:
    visit, form = request.visit, SendBackForm(request.POST)
    if not form.is_valid():
        return item(request, id, form)
    reason = form.cleaned_data["reason"]
    return _act(request, id, lambda: actions.send_back(item=id, reason=reason, by=visit, at=visit.now))


@require_POST
def withdraw(request: HttpRequest, id: UUID) -> HttpResponse:
    visit, form = request.visit, WithdrawForm(request.POST)
    form.is_valid()
    return _act(
        request, id, lambda: actions.withdraw(item=id, reasons=form.reasons(), by=visit, at=visit.now)
    )
