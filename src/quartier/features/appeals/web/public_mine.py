"""One's own requests: by account, or one of them by the code of its receipt."""

from collections.abc import Callable

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from quartier.core.kit.errors import NotFound, Refusal
from quartier.core.ledger import queries as ledger
from quartier.core.publication import submissions
from quartier.core.registry import doors
from quartier.core.territory import queries as territory
from quartier.features.appeals import queries
from quartier.features.appeals.queries import AppealView
from quartier.features.appeals.web import mine_acts, mine_shown, public_gate, public_send
from quartier.features.appeals.web.public_forms import DoorForm
from quartier.features.appeals.web.public_shown import history, names
from quartier.features.appeals.web.public_words import say
from quartier.features.appeals.web.tongue import place_of, settle
from quartier.ui.forms.base import form_page

View = Callable[..., HttpResponse]


def private(response: HttpResponse) -> HttpResponse:
    """Kept by no cache, found by no search engine, told to no other site; to our own, or forms would count as foreign."""
    response["Cache-Control"] = "no-store"
    response["Referrer-Policy"] = "same-origin"
    response["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    return response


@require_http_methods(["GET", "HEAD", "POST"])
def mine(request: HttpRequest) -> HttpResponse:
    """The list of an account, the one of a door, or the question for the code."""
    place_of(request)
    if request.method == "POST":
        return _knock(request)
    if request.visit.account is None:
        return private(form_page(request, "appeals/mine/enter.html", DoorForm()))
    views = queries.mine(request.visit)
    if len(views) == 1 and doors.DOOR_COOKIE in request.COOKIES:
        return HttpResponseRedirect(reverse("appeals:own", args=[views[0].tag]))
    known = names(views)
    items = [mine_shown.own(queries.appeal_for(request.visit, id=view.id), known, request) for view in views]
    return private(render(request, "appeals/mine/list.html", {"items": items}))


def _knock(request: HttpRequest) -> HttpResponse:
    """A code that was typed: what opens nothing answers alike, whatever the reason."""
    form = DoorForm(request.POST)
    if form.is_valid() and not _too_often(request, form):
        token = doors.open_door(code=form.cleaned_data["code"])
        if token:
            return _opened(HttpResponseRedirect(reverse("appeals:mine")), token)
        form.add_error(
            "code", _("This code opens nothing. Compare it with the receipt: 16 letters and digits.")
        )
    return private(form_page(request, "appeals/mine/enter.html", form))


def _too_often(request: HttpRequest, form: DoorForm) -> bool:
    if public_gate.later(request, public_gate.DOOR) is None:
        return False
    form.add_error("code", _("Too many codes were tried from your network. Wait a few minutes."))
    return True


def _opened(response: HttpResponse, token: str) -> HttpResponse:
    response.set_cookie(
        doors.DOOR_COOKIE,
        token,
        max_age=int(doors.LASTS.total_seconds()),
        httponly=True,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )
    return private(response)


@require_safe
def arrive(request: HttpRequest) -> HttpResponse:
    """From sending to the receipt: the code that was just given opens its own door."""
    new = public_send.newest(request)
    if not new:
        return HttpResponseRedirect(reverse("appeals:mine"))
    there = HttpResponseRedirect(reverse("appeals:receipt", args=[new["tag"]]))
    token = doors.open_door(code=new["code"]) if new["code"] else None
    return _opened(there, token) if token else private(there)


def _view(request: HttpRequest, tag: str) -> AppealView:
    """One's own alone: who handles it has other pages."""
    try:
        view = queries.appeal_for(request.visit, tag=tag)
    except NotFound as error:
        raise Http404 from error
    if not view.mine:
        raise Http404
    settle(request, territory.area(id=view.place, with_geometry=False))
    return view


@require_safe
def receipt(request: HttpRequest, tag: str) -> HttpResponse:
    """On screen, and on an A5 sheet."""
    if request.visit.account is None:
        return HttpResponseRedirect(reverse("appeals:mine"))
    view = _view(request, tag)
    known = names([view])
    new = public_send.newest(request)
    context = {
        "one": mine_shown.own(view, known, request),
        "events": list(mine_shown.ahead(view, known)),
        "code": new.get("code", "") if new.get("tag") == tag else "",
        "door": request.get_host() + reverse("appeals:mine"),
        "digits": _digits(tag),
    }
    return private(render(request, "appeals/mine/receipt.html", context))


def _digits(tag: str) -> str:
    """The fingerprint of its first entry; nothing while it is on its way."""
    found = ledger.existence(tag)
    return found[0].leaf.hex()[:16] if found else ""


@require_http_methods(["GET", "HEAD", "POST"])
def own(request: HttpRequest, tag: str) -> HttpResponse:
    """One's own request: where it stands, what was said, and what one may do."""
    if request.visit.account is None:
        return HttpResponseRedirect(reverse("appeals:mine"))
    view = _view(request, tag)
    offered = submissions.of_record(request.visit, origin_tag=view.tag)
    form = mine_acts.posted(request, view, offered) if request.method == "POST" else None
    if form is not None and form.is_valid():
        try:
            return HttpResponseRedirect(f"{request.path}?done={mine_acts.act(request, view, form, offered)}")
        except Refusal as refusal:
            form.add_error(None, say(refusal.code, **refusal.details))
    context = _page(request, view) | {"form": form}
    context |= mine_acts.forms_for(view, form, offered)
    status = 422 if form is not None and form.errors else 200
    return private(render(request, "appeals/mine/show.html", context, status=status))


def _page(request: HttpRequest, view: AppealView) -> dict[str, object]:
    known = names([view])
    return {
        "one": mine_shown.own(view, known, request),
        "events": history(view.steps, known, view.language),
        "parts": mine_shown.parts(view, known),
        "files": mine_shown.files_of(request.visit, view),
        "said": mine_acts.DONE.get(request.GET.get("done", ""), ""),
    }
