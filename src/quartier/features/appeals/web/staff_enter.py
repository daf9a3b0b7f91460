"""Entering for somebody: a caller, a visitor, a letter. The person leaves with a number and a code, as from the page."""

from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache

from quartier.core.accounts import queries as accounts
from quartier.core.kit.errors import Invalid, Refusal
from quartier.core.registry.visits import Visit
from quartier.core.territory import queries as territory
from quartier.core.territory.queries import AreaView
from quartier.features.appeals import lodging
from quartier.features.appeals.lodging import ENTER, Lodged, Lodging, PendingFile, Person
from quartier.features.appeals.rules.conflicts import Concerned
from quartier.features.appeals.web import scans, staff_frame, staff_words
from quartier.features.appeals.web.staff_filters import category_choices
from quartier.features.appeals.web.staff_forms import EnterForm
from quartier.features.appeals.web.staff_frame import last_day, permitted
from quartier.ui.forms.base import form_page

FIELDS = {
    "occurred_at": "written_on",
    "arrived_at": "arrived_on",
    "files": "scan",
}  # the action's name → the form's


@never_cache
@permitted(ENTER)
def enter(request: HttpRequest) -> HttpResponse:
    """The form; once it is taken, the receipt to print and hand over, with the code that opens it."""
    place = staff_frame.place_of(request.visit)
    initial = {"language": place.language.split("-")[0], "channel": request.GET.get("by", "phone")}
    form = _form(request, initial)
    if request.method == "POST" and form.is_valid() and (made := _entered(form, place, request.visit)):
        return render(request, "appeals_staff/entered.html", _receipt(request, form.cleaned_data, made))
    return form_page(request, "appeals_staff/enter.html", form, staff_frame.context(request, "enter"))


def _form(request: HttpRequest, initial: dict[str, Any]) -> EnterForm:
    """A scan is received before anything else is judged, so that it need not be chosen again when something is wrong."""
    categories = category_choices(empty="")
    if request.method != "POST":
        return EnterForm(initial=initial, categories=categories)
    data, upload, refusal = request.POST.copy(), request.FILES.get("scan"), None
    if upload is not None:
        try:
            data["scan_key"] = scans.receive(upload, by=request.visit, at=request.visit.now)
        except Refusal as caught:
            refusal = caught
    form = EnterForm(data, request.FILES, initial=initial, categories=categories)
    if refusal is not None:
        form.add_error("scan", scans.sentence(refusal))
    elif data.get("scan_key"):
        form.fields["scan"].help_text = _("The scan is kept. Choose another file only to replace it.")
    return form


def _entered(form: EnterForm, place: AreaView, visit: Visit) -> Lodged | None:
    """What was made of it, or None with the refusal laid on the form."""
    try:
        return lodging.enter(lodging=_lodging(form.cleaned_data, place, visit), by=visit, at=visit.now)
    except Invalid as refusal:
        for problem in refusal.problems:
            name = FIELDS.get(problem.field, problem.field)
            form.add_error(name if name in form.fields else None, staff_words.say(problem))
    except Refusal as refusal:
        form.add_error(None, staff_words.sentence(refusal))
    return None


def _lodging(data: dict[str, Any], place: AreaView, visit: Visit) -> Lodging:
    person = {name: data[name] for name in ("name", "residence", "email", "phone", "way")}
    return Lodging(
        place=place.id,
        **{
            name: data[name]
            for name in ("category", "title", "text", "language", "spot", "about_officer", "channel")
        },
        concerned=[Concerned(name=data["concerned"])] if data["concerned"] else [],
        person=Person(**person),
        identity="contact" if data["email"] or data["phone"] else "none",
        publish=data["publish"],
        public_title=(data["public_title"] or data["title"]) if data["publish"] else "",
        public_text=(data["public_text"] or data["text"]) if data["publish"] else "",
        files=[PendingFile(key=data["scan_key"], description=data["scan_description"], kind="scan")]
        if data["scan_key"]
        else [],
        occurred_at=_at(data["written_on"] or data["arrived_on"], place.zone, visit.now),
        arrived_at=_at(data["arrived_on"], place.zone, visit.now),
    )


def _at(day: date | None, zone: ZoneInfo, now: datetime) -> datetime | None:
    """Noon of a typed day, which no office's opening hours miss; nothing for today: then it is now."""
    if day is None or day == now.astimezone(zone).date():
        return None
    return datetime.combine(day, time(12), tzinfo=zone)


def _body(which: int, language: str) -> str:
    found = accounts.organisation(which)
    return territory.name_in(found.names, language) if found else ""


def _receipt(request: HttpRequest, data: dict[str, Any], made: Lodged) -> dict[str, Any]:
    return staff_frame.context(request, "enter") | {
        "made": made,
        "code": made.code,
        "title": data["title"],
        "language": data["language"],
        "body": _body(made.organisation, data["language"]),
        "due": last_day(made.due_at) if made.due_at else None,
        "forward": last_day(made.forward_due_at) if made.forward_due_at else None,
        "name": data["name"],
        "at": timezone.localtime(request.visit.now),
        "receipt_url": request.build_absolute_uri(f"/r/{made.tag}"),
        "url": reverse("appeals_staff:one", args=[made.id]),
    }
