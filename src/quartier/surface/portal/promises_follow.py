"""Following a promise and saying what one sees of it: signed in, or with a code that came by e-mail or SMS.

Nothing of the person stands in an address: what was proven goes from page to page in a sealed field of the form.
"""

from typing import Any
from uuid import UUID

from django import forms
from django.conf import settings
from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache

from quartier.core.gate import actions as gate
from quartier.core.gate.actions import Wait
from quartier.core.kit.errors import Invalid, NotFound, Refusal
from quartier.core.messages import actions as messages
from quartier.core.promises import queries
from quartier.core.promises.queries import PromiseView
from quartier.core.territory import queries as territory
from quartier.journeys import follow_promise
from quartier.journeys.follow_promise import Heard
from quartier.surface import reasons
from quartier.surface.portal import promises_reading as reading
from quartier.surface.portal.place import kept, language
from quartier.surface.portal.shell import address
from quartier.ui.forms.base import Form, form_page

SALT, LASTS = "portal.promises.follow", 2 * 60 * 60  # seconds in which a code is typed and a word is said
WORDS = {
    "kept": gettext_lazy("I see that it is kept"),
    "not_kept": gettext_lazy("I see that it is not kept"),
}


class AskForm(Form):
    """Where the code goes, and the messages after it."""

    to = forms.CharField(
        label=gettext_lazy("E-mail address or telephone number"),
        max_length=254,
        widget=forms.TextInput({"autocomplete": "email", "inputmode": "email"}),
        help_text=gettext_lazy("We send a code there. Nothing is sent to an address that nobody confirmed."),
    )

    def channel(self) -> str:
        return "email" if "@" in self.cleaned_data["to"] else "sms"


class CodeForm(Form):
    """The six digits."""

    held = forms.CharField(widget=forms.HiddenInput)
    code = forms.CharField(
        label=gettext_lazy("Code from the message"),
        max_length=20,
        widget=forms.TextInput({"autocomplete": "one-time-code", "inputmode": "numeric"}),
        help_text=gettext_lazy("Six digits, good for 15 minutes."),
    )


def box(request: HttpRequest, view: PromiseView) -> dict[str, Any]:
    """What the page of a promise says about its followers, and what one may do here."""
    found = follow_promise.heard(view, by=request.visit)  # type: ignore[attr-defined]
    return {
        "heard": found,
        "signed_in": request.visit.account is not None,  # type: ignore[attr-defined]
        "words": _words(found),
        "follow_url": address("portal-promise-follow", kept(request), view.tag),
        "say_url": address("portal-promise-say", kept(request), view.tag),
        "end_url": address("portal-promise-unfollow", kept(request), view.tag),
    }


def _words(found: Heard) -> list[tuple[str, Any]]:
    return list(WORDS.items()) if found.may_say else []


def _view(request: HttpRequest, tag: str) -> PromiseView:
    try:
        view = queries.public_one(tag, at=request.visit.now)  # type: ignore[attr-defined]
    except NotFound as error:
        raise Http404(_("There is no such promise.")) from error
    request.quartier_place = territory.area(id=view.place, with_geometry=False)  # type: ignore[attr-defined]
    if not follow_promise.standing_promises([view]):
        raise Http404(_("There is no such promise."))
    return view


def _shown(request: HttpRequest, view: PromiseView) -> dict[str, Any]:
    return {"one": reading.shown(view, reading.names([view]), request)}


@never_cache
def follow(request: HttpRequest, tag: str) -> HttpResponse:
    """Signed in: one button. Without an account: where the code shall go."""
    view, visit = _view(request, tag), request.visit
    if visit.account is not None:
        if request.method == "POST":
            follow_promise.follow(tag=tag, by=visit, at=visit.now)
        return redirect(address("portal-promise", kept(request), tag))
    form = AskForm(request.POST or None)
    held = _asked(form, view, request) if form.is_valid() else None
    if held is not None:
        return _typing(request, view, CodeForm(initial={"held": held}))
    return form_page(request, "portal/promises/follow.html", form, _shown(request, view))


def _asked(form: AskForm, view: PromiseView, request: HttpRequest) -> str | None:
    """Send the code; gives what the next page has to bring along, or None with the reason laid on the form."""
    visit = request.visit
    if form.channel() == "sms" and not settings.QUARTIER_SMS:
        form.add_error("to", _("No SMS can be sent here. Give an e-mail address."))
        return None
    if _too_often(request):
        form.add_error(None, _("Too many codes were asked for from your network. Wait a few minutes."))
        return None
    try:
        recipient = messages.ask_code(
            organisation=view.organisation,
            channel=form.channel(),
            value=form.cleaned_data["to"],
            language=language(),
            zone=str(view.zone),
            by=visit,
            at=visit.now,
        )
    except Invalid as refusal:
        form.add_error("to", reasons.say(refusal.problems[0].code))
        return None
    return signing.dumps([str(recipient), view.tag, "asked"], salt=SALT)


def _too_often(request: HttpRequest) -> bool:
    """Each code costs somebody money or patience; the gate counts networks, never addresses."""
    visit = request.visit
    forwarded = request.META.get("HTTP_X_FORWARDED_FOR", "")
    origin = gate.origin(remote=request.META.get("REMOTE_ADDR", ""), forwarded=forwarded)
    answer = gate.ask(what="code", origin=origin, proven=False, by=visit, at=visit.now)
    return isinstance(answer, Wait)


def _typing(request: HttpRequest, view: PromiseView, form: CodeForm) -> HttpResponse:
    context = _shown(request, view) | {"code_url": address("portal-promise-code", kept(request), view.tag)}
    return form_page(request, "portal/promises/follow_code.html", form, context)


@never_cache
def code(request: HttpRequest, tag: str) -> HttpResponse:
    """The code as it was typed; a wrong one may be typed again, five times in all."""
    view, visit = _view(request, tag), request.visit
    if request.method != "POST":
        return redirect(address("portal-promise-follow", kept(request), tag))
    form = CodeForm(request.POST)
    recipient = _unsealed(form.data.get("held", ""), tag, "asked")
    if form.is_valid():
        holder = messages.type_code(
            recipient=recipient, code=form.cleaned_data["code"], by=visit, at=visit.now
        )
        if holder is not None:
            follow_promise.follow(tag=tag, recipient=holder, by=visit, at=visit.now)
            return _followed(request, view, holder)
        form.add_error(
            "code", _("This is not the code, or its time is over. After five tries ask for a new one.")
        )
    return _typing(request, view, form)


def _followed(request: HttpRequest, view: PromiseView, holder: UUID) -> HttpResponse:
    held = signing.dumps([str(holder), view.tag, "proven"], salt=SALT)
    context = _shown(request, view) | box(request, view) | {"held": held}
    return render(request, "portal/promises/followed.html", context)


@never_cache
def say(request: HttpRequest, tag: str) -> HttpResponse:
    """One word of a follower: kept, or not."""
    view, visit = _view(request, tag), request.visit
    if request.method == "POST":
        recipient = _unsealed(request.POST["held"], tag, "proven") if request.POST.get("held") else None
        try:
            follow_promise.say(
                tag=tag, word=request.POST.get("word", ""), recipient=recipient, by=visit, at=visit.now
            )
        except Refusal as refusal:
            context = _shown(request, view) | {"problems": reasons.sentences(refusal)}
            return render(request, "portal/promises/not_said.html", context, status=refusal.status)
    return redirect(address("portal-promise", kept(request), tag) + "#followers")


@never_cache
def unfollow(request: HttpRequest, tag: str) -> HttpResponse:
    """An account follows it no more; whoever has none finds that at the foot of every message."""
    visit = request.visit
    _view(request, tag)
    if request.method == "POST" and visit.account is not None:
        follow_promise.unfollow(tag=tag, by=visit, at=visit.now)
    return redirect(address("portal-promise", kept(request), tag))


def _unsealed(held: str, tag: str, stage: str) -> UUID:
    """Who holds the address, as a page of ours sealed it for this promise. Raises Http404 for anything else."""
    try:
        recipient, of_tag, at_stage = signing.loads(held, salt=SALT, max_age=LASTS)
    except signing.BadSignature as error:
        raise Http404(_("The page is too old. Open the promise again.")) from error
    if (of_tag, at_stage) != (tag, stage):
        raise Http404(_("The page is too old. Open the promise again."))
    return UUID(recipient)
