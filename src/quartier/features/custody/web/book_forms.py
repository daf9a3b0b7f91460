"""What each step of a booking asks: its acts in order, and other ways to go on."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from quartier.core.registry.visits import Visit
from quartier.features.custody import queries
from quartier.features.custody.rules.acts.catalogue import ACTS
from quartier.features.custody.rules.booking import Step
from quartier.features.custody.views import StayView
from quartier.features.custody.web import act_page, frame
from quartier.features.custody.web.act_book import Book
from quartier.features.custody.web.act_fields import One
from quartier.features.custody.web.act_forms import PREFIX, ActForm
from quartier.features.custody.web.frame import tongue

# The acts that a step asks one after another; a step without any has a page of its own.
ASKS: dict[str, tuple[str, ...]] = {
    "arrival": ("arrived_at_station",),
    "handover": ("handed_over", "bringing_account", "detainee_account"),
    "identity": ("identity",),
    "decision": ("detention_authorised",),
    "telling": ("legal_aid_informed", "third_person_informed"),
    "child": ("guardianship_told", "appropriate_adult"),
    "vulnerability": ("vulnerability",),
    "risk": ("risk_assessed", "level_set"),
    "search": ("search",),
    "property": ("property_taken",),
    "cell": ("cell_allocated",),
}
# Other ways to go on from a step.
OTHERWISE: dict[str, tuple[str, ...]] = {
    "arrival": ("arrived_after_transfer",),
    "decision": ("detention_refused", "grounds"),
    "telling": ("lawyer_contacted", "consulate_told"),
    "risk": ("medical_requested",),
    "body": ("injury_noted", "medical_requested"),
}
PAGES: dict[str, tuple[tuple[str, Any], ...]] = {
    "rights": (("rights", _("Tell the rights")),),
    "decision": (("decision", _("Who decides, and what is known")),),
    "body": (("body_map", _("Point at the body map")),),
}
ROOMS = ("cell", "holding")


def act_of(request: HttpRequest, step: Step) -> str:
    """The act that the step asks now: the first one that is missing and is this visit's to write; "" for none."""
    asked = request.GET.get("act", "")
    mine = [code for code in ASKS.get(step.code, ()) if frame.may_write(request, ACTS[code])]
    open_ones = [code for code in mine if code in step.missing] if step.is_open else []
    return asked if asked in mine else next(iter(open_ones or mine[:0]), "")


def form_of(request: HttpRequest, book: Book, code: str, stay: StayView) -> tuple[ActForm, Any]:
    """The act's form; the first question has the focus."""
    form, draft = act_page.begun(request, book, ACTS[code])
    if code == "cell_allocated":
        _rooms(form, request.visit, stay)
    first = next(iter(form.fields.values()), None)
    if first is not None:
        first.widget.attrs["autofocus"] = True
    return form, draft


def _rooms(form: ActForm, visit: Visit, stay: StayView) -> None:
    """Rooms where somebody may be kept, in their order, and which of them are taken."""
    board = queries.board(visit, stay.suite)
    taken = {one.cell for one in board.stays if one.cell and one.id != stay.id}
    rooms = [
        (one.code, gettext("%(cell)s, taken") % {"cell": one.code} if one.code in taken else one.code)
        for one in board.places
        if one.kind in ROOMS and one.state == "ready"
    ]
    form.frame = replace(form.frame, cells=rooms)
    field = form.fields[f"{PREFIX}cell"]
    assert isinstance(field, One)
    field.choices = rooms


def links(stay: StayView, step: str, here: str) -> list[dict[str, str]]:
    """Pages beside the form of a step; from there one comes back here."""
    pages: Sequence[tuple[str, Any]] = PAGES.get(step, ())
    found = [{"label": str(label), "url": _address(name, stay.id)} for name, label in pages]
    for act in OTHERWISE.get(step, ()):
        url = f"{frame.act_url(stay.id, act)}?next={here}"
        found.append({"label": ACTS[act].do.say(tongue()), "url": url})
    return [one for one in found if one["url"]]


def _address(name: str, *args: Any) -> str:
    try:
        return reverse(f"custody:{name}", args=args)
    except NoReverseMatch:
        return ""
