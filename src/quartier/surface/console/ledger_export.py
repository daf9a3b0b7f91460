"""Carrying the ledger out: a pack for somebody who will check it, and the entry that says who took it and what for."""

from collections.abc import Iterator
from datetime import datetime

from django import forms
from django.http import HttpRequest, HttpResponseBase
from django.urls import path
from django.utils.translation import gettext_lazy as _

from quartier.core.kit.errors import Refusal
from quartier.core.ledger import packs
from quartier.core.ledger.packs import Choice
from quartier.core.ledger.queries import Published
from quartier.core.ledger.site import site
from quartier.core.registry import lock
from quartier.surface import ledger_files, reasons
from quartier.surface.console.gate import permitted
from quartier.surface.entry import VISIT_COOKIE
from quartier.surface.zipped import attachment, zipped
from quartier.ui.forms.base import Form, form_page

PERMIT = "ledger.export"


class Export(Form):
    """What goes into the pack, and what for."""

    scope = forms.ChoiceField(
        label=_("What it holds"),
        widget=forms.RadioSelect,
        choices=[
            ("all", _("Every entry with its kind, its record’s code and its times; the fields stay closed")),
            ("structure", _("Fingerprints and signatures alone, as anyone may have them")),
        ],
        initial="all",
    )
    purpose = forms.CharField(
        label=_("Who gets it, and what for"),
        help_text=_("This is entered in the ledger with your account."),
        widget=forms.Textarea(attrs={"rows": 3}),
        min_length=10,
        max_length=300,
    )


@permitted(PERMIT)
def export(request: HttpRequest) -> HttpResponseBase:
    """Ask what for; then the pack itself, as it is made."""
    form = Export(request.POST or None)
    head = _newest()
    if head is not None and request.method == "POST" and form.is_valid():
        try:
            return _pack(request, form, head)
        except Refusal as refusal:
            for text in reasons.sentences(refusal):
                form.add_error(None, text)
    size = head.size if head else 0
    return form_page(request, "console/ledger/export.html", form, {"size": size, "head": head})


def _newest() -> Published | None:
    """What a pack would be about; None while nothing is published, or where the key that signs packs is not here."""
    if not ledger_files.signs_packs():
        return None
    try:
        return packs.newest()
    except Refusal:
        return None


def _pack(request: HttpRequest, form: Export, head: Published) -> HttpResponseBase:
    """Entered before the first byte leaves: what was carried away half is carried away."""
    said, visit = form.cleaned_data, request.visit
    choice = Choice(scope=said["scope"], openings=False)
    if choice.scope == "all":
        packs.refuse_unexplained(head.size, alias=lock.APPLICATION)
    packs.note_export(choice=choice, size=head.size, purpose=said["purpose"], by=visit, at=visit.now)
    chunks = _chunks(request.COOKIES.get(VISIT_COOKIE), choice, head, visit.now)
    return attachment(chunks, f"pack-{head.size}.zip")


def _chunks(token: str | None, choice: Choice, head: Published, at: datetime) -> Iterator[bytes]:
    """The archive, in a visit of its own: the request's is over when the first chunk is asked for."""
    with lock.visit(token):
        made = packs.files(
            site=site(), choice=choice, envelopes=packs.envelopes_for_visit, published=head, at=at
        )
        yield from zipped(made, folder=f"pack-{head.size}")


urlpatterns = [path("ledger/export/", export, name="ledger_export")]
