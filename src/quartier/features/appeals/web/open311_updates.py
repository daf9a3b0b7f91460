"""A partner adds something to a request that it made with its key."""

from django.http import HttpRequest, HttpResponse

from quartier.core.kit.errors import NotAllowed, NotFound
from quartier.features.appeals import actions, queries
from quartier.features.appeals.queries import AppealView
from quartier.features.appeals.rules.georeport import asking
from quartier.features.appeals.rules.letters import tongue
from quartier.features.appeals.web.open311_answers import answer, keyed, language


def add(request: HttpRequest, format: str) -> HttpResponse:
    """POST servicerequestupdates. The same words a second time are the same update: lines break after the writing."""
    update = asking.update(dict(request.POST.lists()))
    visit = request.visit
    if not keyed(request):
        raise NotAllowed("key_needed")
    view = queries.appeal_for(visit, tag=update.request)
    if not view.mine:
        raise NotFound("no_such_record")
    words = {tongue.language_of(update.description, otherwise=language()): update.description}
    number = _said_before(view, words)
    if number is None:
        actions.give(appeal=view.id, words=words, by=visit, at=visit.now)
        number = len(view.steps) + 1
    row = {"update_id": f"{view.tag}-{number}", "account_id": None}
    return answer("service_request_updates", [row], format=format)


def _said_before(view: AppealView, words: dict[str, str]) -> int | None:
    return next((step.number for step in view.steps if step.step == "given" and step.words == words), None)
