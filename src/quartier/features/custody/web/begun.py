"""What somebody began to record and did not send, among what needs a hand; and the schema of an exported record."""

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest, JsonResponse
from django.utils.translation import gettext, gettext_lazy
from django.views.decorators.http import require_safe

from quartier.core.registry.visits import Visit
from quartier.features.custody import drafting, queries
from quartier.features.custody.rules import bundle
from quartier.features.custody.rules.acts.catalogue import ACTS
from quartier.features.custody.web.act_book import address
from quartier.features.custody.web.frame import tongue
from quartier.ui.rooms import Task
from quartier.ui.tags.texts import table_moment

WRITES = ("custody.care", "custody.decide", "custody.arrest", "custody.medical", "custody.review")
NOT_SENT = gettext_lazy("begun, not in the record yet")


def begun(visit: Any) -> Iterable[Task]:
    """One's own drafts, newest first. No name stands there: others pass by."""
    if not any(visit.may(permit) for permit in WRITES):
        return []
    return [task for draft in drafting.mine(by=visit)[:5] if (task := _task(visit, draft))]


def _task(visit: Visit, draft: drafting.Draft) -> Task | None:
    act = ACTS.get(draft.act)
    url = _url(visit, draft, act.on) if act else ""
    if act is None or not url:
        return None
    note = gettext("Typed until %(when)s") % {"when": table_moment(draft.saved_at)}
    return Task(label=act.do.say(tongue()), url=url, note=note, state="open", word=str(NOT_SENT))


def _url(visit: Visit, draft: drafting.Draft, on: str) -> str:
    if on == "stay":
        return address("act", draft.about, draft.act)
    codes = [suite.code for suite in queries.suites(visit) if suite.subject == draft.about]
    return address("suite_act", codes[0], draft.act) if codes else ""


@require_safe
def schema(request: HttpRequest) -> JsonResponse:
    """By which anybody can check an exported record. It holds no record."""
    made = bundle.schema(ACTS.values()) | {"$id": request.build_absolute_uri()}
    answer = JsonResponse(made, json_dumps_params={"ensure_ascii": False, "indent": 1})
    answer["Content-Type"] = "application/schema+json"
    answer["Cache-Control"] = "public, max-age=3600"
    return answer
