"""The page that opens a record on the street: what was typed becomes the stay and its first entries, all or none."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache

from quartier.core.kit.errors import Invalid, NotFound, Refusal
from quartier.core.registry.visits import Visit
from quartier.core.territory import queries as territory
from quartier.features.custody import opening, queries
from quartier.features.custody.opening import Opened, Opening, Saying
from quartier.features.custody.rules import arresting, times
from quartier.features.custody.rules.grounds import pack_for
from quartier.features.custody.views import SuiteView
from quartier.features.custody.web import refusals
from quartier.features.custody.web.arrest_forms import ArrestForm
from quartier.features.custody.web.frame import permitted, tongue
from quartier.features.custody.web.quick_forms import things
from quartier.ui.forms.base import form_page

ARREST = "custody.arrest"
STREETS = 1500
DETAINED = ("place", "ground", "suspicion", "facts", "necessity", "reason_told", "at_station")
FORCED = ("means", "hands", "why", "injured", "aid", "effect")
# What an action calls something, and the field in which it was typed.
FIELDS = {"occurred_at": "moment", "label": "given"}


@never_cache
@permitted(ARREST)
def new(request: HttpRequest) -> HttpResponse:
    """The form; once it is taken, the page of the stay."""
    suites = suites_of(request.visit)
    suite = next((one for one in suites if one.code == request.POST.get("suite")), suites[0])
    form = _form(request, suites, suite)
    if (
        request.method == "POST"
        and form.is_valid()
        and not _asks_why(form)
        and (made := _opened(form, suite, request.visit))
    ):
        return redirect("custody:arrest", id=made.stay)
    return form_page(request, "custody/arrest/new.html", form, _page(suite))


def suites_of(visit: Visit) -> list[SuiteView]:
    """Where somebody may be brought. Raises NotFound where the place has no suite at all."""
    found = queries.suites_to_bring_to(visit)
    if not found:
        raise NotFound("no_such_record")
    return found


def _form(request: HttpRequest, suites: list[SuiteView], suite: SuiteView) -> ArrestForm:
    zone, now = ZoneInfo(suite.zone), request.visit.now
    return ArrestForm(
        request.POST if request.method == "POST" else None,
        pack=suite.pack,
        zone=zone,
        now=now,
        suites=[(one.code, territory.name_in(one.names, tongue())) for one in suites],
        late="late_asked" in request.POST,
        initial={"moment": timezone.localtime(now, zone).strftime("%H:%M"), "suite": suite.code},
    )


def _page(suite: SuiteView) -> dict[str, Any]:
    home = territory.area(id=suite.area, with_geometry=False).home
    streets = territory.places(home=home, limit=STREETS)
    names = sorted({territory.name_in(one.names, tongue()) for one in streets})
    return {"streets": names, "crumbs": refusals.crumbs(gettext("A person is detained"))}


def _asks_why(form: ArrestForm) -> bool:
    """Whether the page asks first why it is written only now. Asked once; who has nothing to say is taken at their word."""
    moment = form.moment("moment")
    if moment is None or "late_reason" in form.fields:
        return False
    if not times.is_late(occurred_at=moment, recorded_at=form.now):
        return False
    form.ask_why()
    return True


def _opened(form: ArrestForm, suite: SuiteView, visit: Visit) -> Opened | None:
    """What was opened, or None with the refusal laid on the form."""
    try:
        return opening.open_stay(opening=_opening(form, suite), by=visit, at=visit.now)
    except Invalid as refusal:
        for problem in refusal.problems:
            name = FIELDS.get(problem.field, problem.field)
            form.add_error(name if name in form.fields else None, refusals.say(problem))
    except Refusal as refusal:
        form.add_error(None, refusals.sentence(refusal))
    return None


def _opening(form: ArrestForm, suite: SuiteView) -> Opening:
    data, moment = form.cleaned_data, form.moment("moment") or form.now
    first, *rest = arresting.said(_given(form, moment), _moments(form), moment=moment)
    name = " ".join(part for part in (data["given"].strip(), data["family"].strip()) if part)
    administrative = pack_for(data["ground"], suite.pack) != suite.pack
    return Opening(
        suite=suite.code,
        moment=moment,
        kind="administrative" if administrative else "criminal",
        pack=pack_for(data["ground"], suite.pack),
        label=arresting.label_of(data["given"], data["family"], data["born"]),
        minor=data["child"] in ("yes", "doubt"),
        values=first.values,
        about={key: value for key, value in (("name", name), ("born", data["born"])) if value},
        also=[Saying(act=one.act, values=one.values, occurred_at=one.occurred_at) for one in rest],
        late_reason=data.get("late_reason", ""),
    )


def _given(form: ArrestForm, moment: datetime) -> dict[str, dict[str, Any]]:
    """What was said, by act; where no force was used, nothing is said of force."""
    data = form.cleaned_data
    found = [one | {"kept": True} for one in things(data["found"], counted=False)]
    searched = {"reason": data["search_reason"], "found": found}
    told = {"told": data["rights"], "understood": data["understood"], "language": data["language"]}
    forced = {name: data[name] for name in FORCED} | {"until": form.after("force_until", moment)}
    return {
        "deprived_of_liberty": {name: data.get(name) for name in DETAINED},
        "force_used": forced if data["force"] else {},
        "first_words": {"words": data["words"]},
        "rights_told_orally": told if data["rights"] else {},
        "street_search": searched if found or data["search_reason"] else {},
    }


def _moments(form: ArrestForm) -> dict[str, datetime]:
    named = {"force_used": form.moment("force_from"), "rights_told_orally": form.moment("rights_at")}
    return {act: at for act, at in named.items() if at is not None}
