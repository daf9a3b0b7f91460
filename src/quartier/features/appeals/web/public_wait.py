"""The waiting room: what was typed waits under its code, asks again by itself, and is sent when its turn comes."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from quartier.core.gate import actions as gate
from quartier.core.gate.actions import NotYet
from quartier.core.kit.errors import NotFound, Refusal
from quartier.features.appeals.web import carried, public_lodge, public_send
from quartier.features.appeals.web.public_forms import WaitForm
from quartier.features.appeals.web.public_send import WAITS
from quartier.features.appeals.web.tongue import place_of
from quartier.ui.forms.base import form_page


@require_http_methods(["GET", "HEAD", "POST"])
def waiting(request: HttpRequest) -> HttpResponse:
    """A code that was noted opens the place in the queue on another device too."""
    place_of(request)
    form = WaitForm(request.POST or None)
    code = request.COOKIES.get(WAITS, "")
    if request.method == "POST" and form.is_valid():
        code = form.cleaned_data["code"]
    if not code:
        return form_page(request, "appeals/waiting.html", form)
    try:
        found = gate.unseal(code=code, by=request.visit, at=request.visit.now)
    except NotFound:
        return _unknown(request, code)
    if isinstance(found, NotYet):
        return public_send.waits(request, code, found.ready_at)
    return _sent(request, found.payload)


def _unknown(request: HttpRequest, code: str) -> HttpResponse:
    form = WaitForm({"code": code})
    form.add_error(
        "code", _("Nothing waits under this code. Compare it with your note; it is kept for 3 days.")
    )
    response = form_page(request, "appeals/waiting.html", form)
    response.delete_cookie(WAITS)
    return response


def _sent(request: HttpRequest, payload: bytes) -> HttpResponse:
    draft = carried.opened(payload.decode())
    if draft is None:
        return HttpResponseRedirect(reverse("appeals:new"))
    place = place_of(request, draft.place)
    try:
        response = public_send.lodged(request, place, draft)
    except Refusal as refusal:
        response = public_lodge.refused(request, place, draft, refusal)
    response.delete_cookie(WAITS)
    return response
