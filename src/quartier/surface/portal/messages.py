"""What a message leads to, without signing in: confirm an address, change wishes, end messages.

The key in the address opens nothing but these wishes: neither address nor messages nor records are shown. The pages are
kept by no cache and no search engine, and pass no referrer on to others.
"""

from collections.abc import Callable
from functools import wraps

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect, render
from django.views.decorators.csrf import csrf_exempt

from quartier.core.kit.errors import NotFound
from quartier.core.messages import actions, queries
from quartier.surface.portal.place import language, place_of
from quartier.surface.wishes import WishesForm, followed, initial
from quartier.ui.forms.base import form_page

View = Callable[..., HttpResponse]


def private(view: View) -> View:
    """Kept by no cache, found by no search engine, told to no other site."""

    @wraps(view)
    def around(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        response = view(request, *args, **kwargs)
        response["Cache-Control"] = "no-store"
        response["Referrer-Policy"] = "same-origin"  # with none at all our own forms would count as foreign
        response["X-Robots-Tag"] = "noindex, nofollow, noarchive"
        return response

    return around


@private
def confirm(request: HttpRequest, code: str) -> HttpResponse:
    """Opening the link confirms nothing: programs that look into mail open links too. The button does."""
    place_of(request)
    if request.method != "POST":
        return render(request, "portal/messages/confirm.html")
    try:
        actions.confirm(code=code, by=request.visit, at=request.visit.now)
    except NotFound:
        return render(request, "portal/messages/too_late.html", status=404)
    return render(request, "portal/messages/confirmed.html")


@private
def wishes(request: HttpRequest, key: str) -> HttpResponse:
    """The page behind the foot of every message."""
    place_of(request)
    found = queries.wishes_by_key(request.visit, key=key)
    if found is None:
        raise Http404
    form = WishesForm(request.POST or None, initial=initial(found))
    if request.method == "POST" and form.is_valid():
        chosen = form.chosen(way=found["way"], discreet=found["discreet"])
        actions.prefer(chosen=chosen, key=key, by=request.visit, at=request.visit.now)
        return redirect(f"{request.path}?language={chosen.language}&saved=1")
    follows = followed([(one["id"], one["topic"], one["area"]) for one in found["follows"]])
    context = {"key": key, "follows": follows, "saved": "saved" in request.GET}
    return form_page(request, "portal/messages/wishes.html", form, context)


@private
@csrf_exempt
def stop(request: HttpRequest, key: str) -> HttpResponse:
    """End one thing (`one`) or all. A mailbox's own button posts here without a page of ours (RFC 8058)."""
    if request.method == "GET":
        return redirect("message-wishes", key=key)
    if request.method != "POST":
        return HttpResponseNotAllowed(["GET", "POST"])
    ours = "one" in request.POST
    found = queries.wishes_by_key(request.visit, key=key)
    one = next(
        (each for each in (found or {}).get("follows", ()) if each["id"] == request.POST.get("one")), None
    )
    if found is None or (request.POST.get("one") and one is None):
        raise Http404
    how = "page" if ours else "one_click"
    actions.stop(key=key, one=one["id"] if one else None, how=how, by=request.visit, at=request.visit.now)
    return redirect(f"/messages/{key}/?language={language()}&saved=1") if ours else HttpResponse(status=200)
