"""Who holds which role: the list, giving, ending; colleagues' accounts."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from quartier.core.accounts import actions, queries
from quartier.core.kit.errors import NotFound, Refusal
from quartier.surface import reasons
from quartier.surface.console import accounts_tables as tables
from quartier.surface.console.accounts_forms import Colleague, Give, Why, givable
from quartier.surface.console.gate import permitted
from quartier.surface.sign_in.adapter import bare_phone
from quartier.ui.forms.base import form_page
from quartier.ui.rooms import Hit, Room, Task
from quartier.ui.tags.texts import short_date

ROOM = Room(
    code="accounts", label=_("Accounts and roles"), url="console:grants", permit="accounts.read", order=90
)
SOON = timedelta(days=14)


@permitted("accounts.read")
def grants(request: HttpRequest) -> HttpResponse:
    visit, ended = request.visit, "ended" in request.GET
    given = queries.grants_within(queries.holdings(visit.account, at=visit.now), at=visit.now, ended=ended)
    context = {
        "table": tables.grants(given, at=visit.now),
        "ended": ended,
        "may_give": visit.may("accounts.give"),
    }
    return render(request, "console/accounts/grants.html", context)


@permitted("accounts.give")
def give(request: HttpRequest) -> HttpResponse:
    visit = request.visit
    held = queries.holdings(visit.account, at=visit.now)
    form = Give(
        request.POST or None,
        roles=givable(visit.roles),
        areas=tables.areas_within(held),
        bodies=tables.bodies_within(held),
        initial={"address": request.GET.get("to", ""), "organisation": visit.organisation},
    )
    if request.method == "POST" and form.is_valid() and _given(request, form):
        return redirect("console:grants")
    return form_page(request, "console/accounts/give.html", form)


def _given(request: HttpRequest, form: Give) -> bool:
    """Give what the form says; a refusal goes onto the form in words."""
    visit, said = request.visit, form.cleaned_data
    typed = said["address"]
    receiver = queries.account_by_address(typed if "@" in typed else bare_phone(typed))
    try:
        if receiver is None:
            raise NotFound("accounts.no_account")
        actions.give(
            account=receiver.id,
            role=said["role"],
            area=said["area"],
            organisation=said["organisation"],
            compartments=frozenset(said["compartments"]),
            secrecy=said["secrecy"],
            until=form.ends(),
            reason=said["reason"],
            by=visit,
            at=visit.now,
        )
    except Refusal as refusal:
        _lay(form, refusal)
        return False
    return True


def _lay(form: Any, refusal: Refusal) -> None:
    for text in reasons.sentences(refusal):
        form.add_error(None, text)


@permitted("accounts.give")
def end(request: HttpRequest, which: UUID) -> HttpResponse:
    """A page of its own: ending a role is a legal act and wants a reason."""
    visit = request.visit
    found = queries.grant(which, held=queries.holdings(visit.account, at=visit.now))
    if found is None:
        raise NotFound("accounts.no_grant")
    form = Why(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.end(grant=which, reason=form.cleaned_data["reason"], by=visit, at=visit.now)
        return redirect("console:grants")
    return form_page(request, "console/accounts/end.html", form, {"grant": tables.told(found, at=visit.now)})


@permitted("accounts.read")
def colleagues(request: HttpRequest) -> HttpResponse:
    visit = request.visit
    bodies = tables.bodies_held(queries.holdings(visit.account, at=visit.now))
    people = queries.accounts_of(bodies) + queries.accounts_of(bodies, kind="service")
    context = {"table": tables.colleagues(people), "may_give": visit.may("accounts.give")}
    return render(request, "console/accounts/colleagues.html", context)


@permitted("accounts.give")
def new_colleague(request: HttpRequest) -> HttpResponse:
    visit = request.visit
    bodies = tables.bodies_within(queries.holdings(visit.account, at=visit.now), everybody=False)
    form = Colleague(request.POST or None, bodies=bodies)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            actions.open_account(**said | {"phone": bare_phone(said["phone"])}, by=visit, at=visit.now)
            return redirect("console:colleagues")
        except Refusal as refusal:
            _lay(form, refusal)
    return form_page(request, "console/accounts/new_colleague.html", form)


def board(visit: Any) -> list[Task]:
    """Roles that end soon, so that nobody stands before a closed door on Monday."""
    if not visit.may("accounts.give"):
        return []
    held = queries.holdings(visit.account, at=visit.now)
    return [
        Task(
            label=gettext("%(name)s: %(role)s")
            % {"name": one.name, "role": tables.role_words.name(one.role)},
            url=reverse("console:end_grant", args=[one.id]),
            note=one.reason,
            state="soon",
            word=gettext("ends on %(day)s") % {"day": short_date(one.until)},
        )
        for one in queries.ending_soon(held, at=visit.now, before=visit.now + SOON)
    ]


def find(visit: Any, text: str) -> list[Hit]:
    """Colleagues by name."""
    bodies = tables.bodies_held(queries.holdings(visit.account, at=visit.now))
    folded = text.casefold()
    found = [one for one in queries.accounts_of(bodies) if folded in one.name.casefold()]
    return [
        Hit(label=one.name, url=f"{reverse('console:colleagues')}#{one.id}", note=one.address)
        for one in found[:10]
    ]


urlpatterns = [
    path("accounts/", grants, name="grants"),
    path("accounts/give/", give, name="give"),
    path("accounts/grants/<uuid:which>/end/", end, name="end_grant"),
    path("accounts/colleagues/", colleagues, name="colleagues"),
    path("accounts/colleagues/new/", new_colleague, name="new_colleague"),
]
