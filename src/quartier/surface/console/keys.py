"""Keys of programs: making one, which is shown once, and ending it."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache

from quartier.core.accounts import actions, queries
from quartier.core.kit.errors import Refusal
from quartier.core.registry import lock
from quartier.core.registry.visits import VisitKind
from quartier.surface import reasons
from quartier.surface.console import accounts_tables as tables
from quartier.surface.console.accounts_forms import Key, Why
from quartier.surface.console.gate import permitted
from quartier.ui.forms.base import form_page
from quartier.ui.rooms import Room

ROOM = Room(code="keys", label=_("Keys"), url="console:keys", permit="accounts.keys", order=95)


@permitted("accounts.keys")
def keys(request: HttpRequest) -> HttpResponse:
    visit = request.visit
    bodies = tables.bodies_held(queries.holdings(visit.account, at=visit.now))
    context = {"table": tables.keys(queries.keys_of(bodies), at=visit.now)}
    return render(request, "console/accounts/keys.html", context)


@never_cache
@permitted("accounts.keys")
def make(request: HttpRequest) -> HttpResponse:
    visit = request.visit
    bodies = tables.bodies_held(queries.holdings(visit.account, at=visit.now))
    programs = [(str(one.id), one.name) for one in queries.accounts_of(bodies, kind="service")]
    form = Key(request.POST or None, programs=programs)
    if request.method == "POST" and form.is_valid():
        key = _made(request, form)
        if key:
            return render(request, "console/accounts/key_made.html", {"key": key})
    return form_page(request, "console/accounts/make_key.html", form, {"programs": programs})


def _made(request: HttpRequest, form: Any) -> str:
    visit, said = request.visit, form.cleaned_data
    try:
        _which, key = actions.make_key(
            account=UUID(said["account"]),
            label=said["label"],
            permits=frozenset(said["permits"]),
            until=form.ends(),
            by=visit,
            at=visit.now,
        )
    except Refusal as refusal:
        for text in reasons.sentences(refusal):
            form.add_error(None, text)
        return ""
    # A key is the token of a visit that lasts as long as the key.
    lock.keep_visit(key, account=UUID(said["account"]), kind=VisitKind.SERVICE, lasts=form.ends() - visit.now)
    return key


@permitted("accounts.keys")
def end(request: HttpRequest, which: UUID) -> HttpResponse:
    form = Why(request.POST or None)
    if request.method == "POST" and form.is_valid():
        visit = request.visit
        token_hash = actions.end_key(key=which, reason=form.cleaned_data["reason"], by=visit, at=visit.now)
        lock.close_visit_of(token_hash)
        return redirect("console:keys")
    return form_page(request, "console/accounts/end_key.html", form)


urlpatterns = [
    path("keys/", keys, name="keys"),
    path("keys/new/", make, name="make_key"),
    path("keys/<uuid:which>/end/", end, name="end_key"),
]
