"""Following a public request: by account with one press, else by an address that is proven by a code."""

from uuid import UUID

from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from quartier.core.kit.errors import NotFound
from quartier.core.messages import actions as messages
from quartier.core.territory import queries as territory
from quartier.core.territory.queries import AreaView
from quartier.features.appeals import actions, listing
from quartier.features.appeals.listing import PublicView
from quartier.features.appeals.web import public_gate
from quartier.features.appeals.web.public_forms import CodeForm, FollowForm
from quartier.features.appeals.web.public_shown import Shown, names, shown
from quartier.features.appeals.web.tongue import language, settle
from quartier.ui.forms.base import form_page

SALT = "appeals.follow"


@require_http_methods(["GET", "HEAD", "POST"])
def follow(request: HttpRequest, tag: str) -> HttpResponse:
    """The form, then the code, then that it is done."""
    try:
        view = listing.public(tag, at=request.visit.now)
    except NotFound as error:
        raise Http404 from error
    place = settle(request, territory.area(id=view.place, with_geometry=False))
    one = shown(view, names([view]), request)
    if request.method == "POST" and request.visit.account is not None:
        return _by_account(request, view, one)
    if request.POST.get("asked"):
        return _by_code(request, view, one)
    form = FollowForm(request.POST or None, country=place.country)
    if request.method == "POST" and form.is_valid() and not _too_often(request, form):
        return _ask(request, view, one, place, form)
    return form_page(request, "appeals/follow.html", form, {"one": one})


def _too_often(request: HttpRequest, form: FollowForm) -> bool:
    if public_gate.later(request, public_gate.CODE) is None:
        return False
    form.add_error(None, _("Too many requests from your network. Wait a few minutes."))
    return True


def _by_account(request: HttpRequest, view: PublicView, one: Shown) -> HttpResponse:
    visit = request.visit
    actions.follow(tag=view.tag, by=visit, at=visit.now)
    return _done(request, one)


def _ask(
    request: HttpRequest, view: PublicView, one: Shown, place: AreaView, form: FollowForm
) -> HttpResponse:
    """Known and unknown addresses look alike."""
    data, visit = form.cleaned_data, request.visit
    recipient = messages.ask_code(
        organisation=view.organisation,
        channel=data["channel"],
        value=data["value"],
        language=language(),
        zone=place.time_zone,
        by=visit,
        at=visit.now,
    )
    asked = signing.dumps({"recipient": str(recipient), "tag": view.tag, "to": data["value"]}, salt=SALT)
    return _code_page(request, one, CodeForm(), asked, data["value"])


def _by_code(request: HttpRequest, view: PublicView, one: Shown) -> HttpResponse:
    form, visit = CodeForm(request.POST), request.visit
    try:
        asked = signing.loads(request.POST["asked"], salt=SALT, max_age=3600)
    except signing.BadSignature:
        asked = {}
    holder = None
    if form.is_valid() and asked.get("tag") == view.tag:
        holder = messages.type_code(
            recipient=UUID(asked["recipient"]), code=form.cleaned_data["code"], by=visit, at=visit.now
        )
    if holder is None:
        form.add_error(
            "code", _("This is not the code, or it is too old. Compare the digits, or let us send another.")
        )
        return _code_page(request, one, form, request.POST["asked"], asked.get("to", ""))
    actions.follow(tag=view.tag, recipient=holder, by=visit, at=visit.now)
    return _done(request, one)


def _code_page(request: HttpRequest, one: Shown, form: CodeForm, asked: str, to: str) -> HttpResponse:
    return form_page(request, "appeals/follow.html", form, {"one": one, "asked": asked, "to": to})


def _done(request: HttpRequest, one: Shown) -> HttpResponse:
    return render(request, "appeals/follow.html", {"one": one, "form": CodeForm(), "done": True})
