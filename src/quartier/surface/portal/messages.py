"""What a message leads to, without signing in: confirm an address, change wishes, end messages.

The key in the address opens nothing but these wishes: neither address nor messages nor records are shown. The pages are
kept by no cache and no search engine, and pass no referrer on.
"""

from collections.abc import Callable
from datetime import time
from functools import wraps
from typing import Any

from django import forms
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import csrf_exempt

from quartier.core.kit.errors import NotFound
from quartier.core.messages import actions, queries, templates
from quartier.core.messages.actions import Chosen
from quartier.core.territory import queries as territory
from quartier.surface.portal.place import language, place_of
from quartier.surface.portal.shell import OWN_NAMES
from quartier.ui.forms.base import Form, form_page

View = Callable[..., HttpResponse]
HOURS = [("", _("not set"))] + [(f"{hour:02d}:00", f"{hour:02d}:00") for hour in range(24)]


class WishesForm(Form):
    """How somebody wants to be written to."""

    language = forms.ChoiceField(label=_("Language of messages"))
    rhythm = forms.ChoiceField(
        label=_("How often"),
        choices=[("at_once", _("At once")), ("daily", _("Once a day")), ("weekly", _("Once a week"))],
        help_text=_("Alerts come at once in any case."),
    )
    quiet_from = forms.ChoiceField(label=_("No messages from"), choices=HOURS, required=False)
    quiet_to = forms.ChoiceField(label=_("until"), choices=HOURS, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["language"].choices = [(code, OWN_NAMES[code]) for code, _name in settings.LANGUAGES]

    def chosen(self, *, way: str, discreet: bool) -> Chosen:
        data = self.cleaned_data
        start, end = data["quiet_from"], data["quiet_to"]
        return Chosen(
            language=data["language"],
            way=way,
            discreet=discreet,
            quiet_from=time.fromisoformat(start) if start and end else None,
            quiet_to=time.fromisoformat(end) if start and end else None,
            rhythm=data["rhythm"],
        )


def private(view: View) -> View:
    """Kept by no cache, found by no search engine, told to no other site."""

    @wraps(view)
    def around(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        response = view(request, *args, **kwargs)
        response["Cache-Control"] = "no-store"
        response["Referrer-Policy"] = "no-referrer"
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
    context = {"key": key, "follows": followed(found["follows"]), "saved": "saved" in request.GET}
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


def initial(found: dict[str, Any]) -> dict[str, Any]:
    """What the form shows of wishes that are there."""
    hours = {name: (found[name] or "")[:5] for name in ("quiet_from", "quiet_to")}
    return {"language": found["language"], "rhythm": found["rhythm"]} | hours


def followed(follows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """What is followed, in words; a record only as such: the page is opened by a key, not by a person."""
    found = territory.areas(ids={each["area"] for each in follows if each["area"]})
    areas = {one.id: one.name(language()) for one in found}
    return [
        {
            "id": each["id"],
            "label": templates.theme(each["topic"]) if each["topic"] else _("Your own request"),
            "area": areas.get(each["area"], ""),
        }
        for each in follows
    ]
