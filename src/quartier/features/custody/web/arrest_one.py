"""One arrest as its officer sees it: what was told, what comes next, and whether the suite has taken the person over."""

from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache

from quartier.core.kit.errors import NotFound, Refusal
from quartier.core.registry.visits import Visit
from quartier.features.custody import handing, queries, recording, story
from quartier.features.custody.rules import times
from quartier.features.custody.rules.acts.catalogue import ACTS
from quartier.features.custody.views import EntryView, StayView
from quartier.features.custody.web import refusals, told
from quartier.features.custody.web.frame import permitted, tongue
from quartier.features.custody.web.quick_forms import ActsForm, named
from quartier.ui.forms.base import form_page
from quartier.ui.tags.texts import moment, table_clock

ARREST = "custody.arrest"
ARRIVED = "arrived_at_station"
ADD = ("force_used", "first_words", "rights_told_orally", "street_search", "receipt_given")
TOLD_HERE = (ARRIVED, handing.OFFERED, *ADD)


@never_cache
@permitted(ARREST)
def one(request: HttpRequest, id: UUID) -> HttpResponse:
    """The page of a stay for whoever brought the person; after the handover what they told, and nothing more."""
    part = queries.part_for(request.visit, stay=id, code="arrest")
    stay = held(request.visit, id)
    request.look([id if stay else part.id], "custody arrest")
    if stay is None:
        entries = story.entries_in_part(request.visit, part=part.id)
        suite = queries.suites_to_bring_to(request.visit)[0]
    else:
        entries, suite = story.entries_of(request.visit, id=id), stay.suite
    with timezone.override(ZoneInfo(suite.zone)):
        return render(request, "custody/arrest/one.html", _page(request, id, stay, entries, suite.pack))


def held(visit: Visit, id: UUID) -> StayView | None:
    """The stay while this visit is still a party to it; None once the suite has accepted the person."""
    try:
        return queries.stay_for(visit, id=id)
    except NotFound:
        return None


def _page(
    request: HttpRequest, id: UUID, stay: StayView | None, entries: list[EntryView], pack: str
) -> dict[str, Any]:
    title = (stay.label or gettext("Not yet named")) if stay else gettext("The arrest")
    arrived = any(entry.act == ARRIVED and entry.counts for entry in entries)
    offered = handing.open_offer(entries)
    return {
        "stay": {"title": title, "number": stay.number if stay else ""},
        "crumbs": refusals.crumbs(title),
        "first": _first(entries, pack),
        "next": _next(id, arrived=arrived, offered=offered)
        if stay and stay.state in ("street", "held")
        else None,
        "handover": _handover(offered, accepted=stay is None, zone_free=False),
        "events": [told.event(entry, pack) for entry in entries],
        "more": [_task(id, act) for act in ADD] if stay else [],
        "done": _done(entries, request.GET.get("done", ""), pack),
    }


def _first(entries: list[EntryView], pack: str) -> dict[str, Any] | None:
    """The moment from which everything counts, with both of its times."""
    entry = next((one for one in entries if one.act == "deprived_of_liberty"), None)
    if entry is None:
        return None
    return {
        "words": ACTS[entry.act].words.say(tongue()),
        "moment": moment(entry.occurred_at),
        "written": gettext("Written at %(time)s,") % {"time": table_clock(entry.recorded_at)},
        "gap": told.gap(entry),
        "late": entry.late,
    }


def _next(id: UUID, *, arrived: bool, offered: EntryView | None) -> dict[str, Any] | None:
    if not arrived:
        url = reverse("custody:arrest_act", args=[id, ARRIVED])
        return {
            "label": gettext("Arrived now"),
            "url": url,
            "note": gettext("Arrived earlier, or more to say"),
            "now": True,
        }
    if offered is None:
        url = reverse("custody:arrest_act", args=[id, handing.OFFERED])
        return {"label": ACTS[handing.OFFERED].do.say(tongue()), "url": url, "now": False}
    return None


def _handover(offered: EntryView | None, *, accepted: bool, zone_free: bool) -> dict[str, str] | None:
    if accepted:
        return {
            "state": "kept",
            "word": gettext("The suite has accepted the person"),
            "text": gettext("You still see what you told. The rest of the record is the suite’s."),
        }
    if offered is None:
        return None
    return {
        "state": "open",
        "word": gettext("You have signed. The suite has not yet"),
        "text": gettext("Handed over at %(time)s. Stay until the suite has accepted the person.")
        % {"time": table_clock(offered.occurred_at)},
    }


def _task(id: UUID, act: str) -> dict[str, str]:
    return {"label": ACTS[act].do.say(tongue()), "url": reverse("custody:arrest_act", args=[id, act])}


def _done(entries: list[EntryView], number: str, pack: str) -> str:
    entry = next((one for one in entries if str(one.number) == number), None)
    return gettext("Recorded: %(what)s") % {"what": told.story(entry, pack)} if entry else ""


@never_cache
@permitted(ARREST)
def act(request: HttpRequest, id: UUID, act: str) -> HttpResponse:
    """One act more. What can be said by one tap is taken without a form; a late one is asked why, once."""
    if act not in TOLD_HERE:
        raise Http404
    stay = queries.stay_for(request.visit, id=id)
    form = _form(request, stay, act)
    if (
        request.method == "POST"
        and form.is_valid()
        and not _asks_why(form, stay)
        and (number := _record(form, stay, request.visit))
    ):
        return redirect(f"{reverse('custody:arrest', args=[id])}?done={number}")
    page = {"stay": {"title": stay.label or gettext("Not yet named")}, "label": ACTS[act].do.say(tongue())}
    return form_page(
        request, "custody/arrest/act.html", form, page | {"crumbs": refusals.crumbs(page["label"], id)}
    )


def _form(request: HttpRequest, stay: StayView, act: str) -> ActsForm:
    zone, now = ZoneInfo(stay.suite.zone), request.visit.now
    clock = timezone.localtime(now, zone).strftime("%H:%M")
    data = request.POST if request.method == "POST" else None
    if data is not None and "now" in data:
        data = data.copy()
        data["moment"] = clock
    late = data is not None and "late_asked" in data
    return ActsForm(
        data, acts=[act], pack=stay.pack, zone=zone, now=now, late=late, initial={"moment": clock}
    )


def _asks_why(form: ActsForm, stay: StayView) -> bool:
    at = form.moment("moment") or form.now
    if "late_reason" in form.fields or not times.is_late(
        occurred_at=at, recorded_at=form.now, late_after=stay.suite.policy.late_after
    ):
        return False
    form.ask_why()
    return True


def _record(form: ActsForm, stay: StayView, visit: Visit) -> int | None:
    """The number of the new entry, or None with the refusal laid on the form."""
    act = form.acts[0]
    given: dict[str, Any] = {
        "values": form.said(act),
        "occurred_at": form.moment("moment") or visit.now,
        "late_reason": form.cleaned_data.get("late_reason", ""),
        "by": visit,
        "at": visit.now,
    }
    try:
        if act == handing.OFFERED:
            return handing.offer(stay=stay.id, **given).number
        return recording.record(about=stay.id, act=act, **given).number
    except Refusal as refusal:
        names = {one.code: named(act, one.code) for one in ACTS[act].fields}
        refusals.lay(form, refusal, {"occurred_at": "moment", **names})
    return None
