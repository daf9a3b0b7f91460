"""Messages to one's own account: what I follow, how I want to be written to, what was said to me."""

from typing import Any
from uuid import UUID

from django import forms
from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from quartier.core.accounts import queries as accounts
from quartier.core.kit.errors import Invalid
from quartier.core.messages import actions, queries, wording
from quartier.core.registry.visits import Visit
from quartier.core.territory import queries as territory
from quartier.surface.wishes import WishesForm, followed, initial
from quartier.ui.forms.base import Form, form_page

STATES = {
    "queued": ("open", _("waits")),
    "under_way": ("open", _("under way")),
    "handed_over": ("open", _("handed over")),
    "delivered": ("kept", _("delivered")),
    "failed": ("soon", _("not yet delivered")),
    "given_up": ("late", _("not delivered")),
    "acknowledged": ("kept", _("read")),
}
CHANNELS = {
    "email": _("by e-mail"),
    "sms": _("by SMS"),
    "phone": _("on the telephone"),
    "letter": _("by letter"),
}


class OwnWishesForm(WishesForm):
    """With an account there is more to choose: which way is safe, and whether a message may tell what it is about."""

    way = forms.ChoiceField(
        label=_("Which way is safe for you"),
        required=False,
        help_text=_("If somebody else reads your mail or your telephone, choose the way that only you read."),
    )
    discreet = forms.BooleanField(
        label=_("Say nothing in the message itself"),
        required=False,
        help_text=_("It then says only that there is something new. You read it here."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ways = [("", _("any")), ("email", _("e-mail only"))]
        ways += [("sms", _("SMS only"))] if settings.QUARTIER_SMS else []
        self.fields["way"].choices = [*ways, ("phone", _("a call only")), ("letter", _("letter only"))]


class HomeForm(Form):
    """Where letters go."""

    letter = forms.CharField(
        label=_("Postal address"),
        required=False,
        widget=forms.Textarea({"rows": 4, "autocomplete": "street-address"}),
        help_text=_("Name, street and number, town: a line for each. Leave it empty if you want no letters."),
    )


@never_cache
@login_required
def page(request: HttpRequest) -> HttpResponse:
    """Everything on one page; the form of wishes is sent here."""
    visit = request.visit
    office = _office()
    if visit.account is None or office is None:
        return redirect("sign_in:home")
    own = queries.own_recipients(visit)
    form = OwnWishesForm(request.POST or None, initial=_initial(own, request))
    if request.method == "POST" and form.is_valid():
        _prefer(form, office=office, by=visit)
        return redirect(f"{request.path}?saved=1")
    home = HomeForm(initial={"letter": next((queries.postal(one) for one in own if queries.postal(one)), "")})
    return form_page(request, "sign_in/messages.html", form, _context(request) | {"home": home})


def _context(request: HttpRequest) -> dict[str, Any]:
    visit = request.visit
    rows = queries.own_follows(visit)
    return {
        "follows": followed([(row.id, row.topic, row.area_id) for row in rows]),
        "messages_to_me": [
            _shown(one) for one in queries.messages_to(visit, account=visit.account, limit=50)
        ],
        "saved": "saved" in request.GET,
        "news": reverse("news:follow") if "news" in settings.QUARTIER_FEATURES else "",
    }


def _shown(one: queries.Said) -> dict[str, Any]:
    state, word = STATES[one.state]
    return {
        "id": one.id,
        "at": one.at,
        "subject": one.subject,
        "text": one.text,
        "language": one.language,
        "state": state,
        "word": word,
        "channel": CHANNELS.get(one.channel, ""),
        "is_read": one.state == "acknowledged",
        "left": bool(one.text) and one.state not in ("queued", "failed"),
    }


def _office() -> int | None:
    """With which organisation wishes begin when none has written yet; the others take them over."""
    home = territory.home_for((get_language() or "en").split("-")[0])
    return accounts.council_of(home.id) if home else None


def _initial(own: list[Any], request: HttpRequest) -> dict[str, Any]:
    if not own:
        return {"language": request.user.language, "rhythm": "at_once", "way": ""}
    newest = own[-1]
    values = {name: getattr(newest, name) for name in ("language", "rhythm", "quiet_from", "quiet_to")}
    return initial(values) | {"way": newest.way, "discreet": newest.discreet}


def _prefer(form: OwnWishesForm, *, office: int, by: Visit) -> None:
    """The same wishes for every organisation that writes to this account."""
    actions.be_known(organisation=office, by=by, at=by.now)
    data = form.cleaned_data
    for one in queries.own_recipients(by):
        chosen = form.chosen(way=data["way"], discreet=data["discreet"])
        actions.prefer(chosen=chosen, recipient=one.id, by=by, at=by.now)


@require_POST
@login_required
def stop(request: HttpRequest) -> HttpResponse:
    """End one thing that I follow, or all of it."""
    visit, one = request.visit, request.POST.get("one", "")
    mine = {str(row.id): row for row in queries.own_follows(visit)}
    for row in [mine[one]] if one in mine else mine.values() if not one else []:
        actions.stop(recipient=row.recipient_id, one=row.id, how="page", by=visit, at=visit.now)
    return redirect("sign_in:messages")


@require_POST
@login_required
def live_at(request: HttpRequest) -> HttpResponse:
    """My postal address, with every organisation that writes to me."""
    visit, form, office = request.visit, HomeForm(request.POST), _office()
    if visit.account is None or office is None or not form.is_valid():
        return redirect("sign_in:messages")
    offices = {office} | {one.organisation_id for one in queries.own_recipients(visit)}
    try:
        for each in offices:
            actions.live_at(organisation=each, value=form.cleaned_data["letter"], by=visit, at=visit.now)
    except Invalid:
        form.add_error("letter", _("Enter at least two lines: your name, and street with number and town."))
        wishes = OwnWishesForm(initial=_initial(queries.own_recipients(visit), request))
        return render(
            request, "sign_in/messages.html", _context(request) | {"form": wishes, "home": form}, status=422
        )
    return redirect("/account/messages/?saved=1")


@never_cache
@login_required
def one(request: HttpRequest, which: UUID) -> HttpResponse:
    """One message, whole; the button says that I have read it."""
    visit = request.visit
    found = queries.message_for(visit, which)
    if request.method == "POST":
        actions.acknowledge(message=which, by=visit, at=visit.now)
        return redirect("sign_in:message", which=which)
    shown, whole = _shown(found), wording.in_full(visit, which)
    if whole is not None:
        shown |= {"subject": whole.subject, "text": whole.text}
    return render(request, "sign_in/message.html", {"one": shown})
