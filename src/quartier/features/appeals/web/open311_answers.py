"""How this server answers: formats, errors, which place is meant. Cookies count nothing here; keys come with the request."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language
from django.views.decorators.csrf import csrf_exempt

from quartier.core.kit.errors import Invalid, NotAllowed, NotFound, Problem, Refusal
from quartier.core.registry.visits import VisitKind
from quartier.core.territory import queries as territory
from quartier.core.territory.queries import AreaView
from quartier.features.appeals import desks
from quartier.features.appeals.rules.georeport import saying
from quartier.features.appeals.web import open311_words as words

View = Callable[..., HttpResponse]


def methods(**views: View) -> View:
    """One address, a view for each method; whatever the rules refuse becomes an error of the specification."""

    @csrf_exempt  # no cookie is looked at, so there is nothing to be abused
    @wraps(next(iter(views.values())))
    def view(request: HttpRequest, format: str = "xml", **values: Any) -> HttpResponse:
        name = "GET" if request.method == "HEAD" else str(request.method)
        if name not in views:
            response = errors([(405, words.sentence("method"))], format=format, status=405)
            response["Allow"] = ", ".join(views)
            return response
        try:
            return views[name](request, format, **values)
        except Refusal as refusal:
            return refused(refusal, format=format)

    return view


def answer(root: str, content: Any, *, format: str, status: int = 200) -> HttpResponse:
    """One document. Everybody's pages may read it: it says nothing that depends on who asks."""
    body = saying.document(root, content, format=format)
    response = HttpResponse(body, status=status, content_type=saying.FORMATS[format])
    response["Access-Control-Allow-Origin"] = "*"
    response["Vary"] = "Accept-Language"
    response["Cache-Control"] = "no-store" if status != 200 else "no-cache"
    return response


def errors(found: list[tuple[int, str]], *, format: str, status: int) -> HttpResponse:
    """Every error at once, each with its code and a sentence for the user."""
    rows = [{"code": code, "description": text} for code, text in found]
    return answer("errors", rows, format=format, status=status)


def refused(refusal: Refusal, *, format: str) -> HttpResponse:
    """404 for what is not there, 403 for a key that does not do, 400 for everything else, as the specification has it."""
    status = 404 if isinstance(refusal, NotFound) else 403 if isinstance(refusal, NotAllowed) else 400
    if isinstance(refusal, Invalid):
        told = [(400, words.of_problem(each)) for each in refusal.problems]
    else:
        told = [(status, words.sentence(refusal.code, **refusal.details))]
    return errors(told, format=format, status=status)


def place_of(jurisdiction: str) -> AreaView:
    """The place that is meant. Where only one takes reports the argument is not looked at. Raises Invalid, NotFound."""
    known = [territory.area(id=desk.place, with_geometry=False) for desk in desks.all_desks()]
    if len(known) == 1:
        return known[0]
    if not jurisdiction:
        raise Invalid([Problem(field="jurisdiction_id", code="argument_missing")])
    found = next((each for each in known if each.slug == jurisdiction), None)
    if found is None:
        raise NotFound("jurisdiction_unknown")
    return found


def keyed(request: HttpRequest) -> bool:
    """Whether a program came with a key of ours. Raises NotAllowed for a key that is none, or has ended."""
    known = request.visit.kind is not VisitKind.VISITOR
    if not known and request.POST.get("api_key", "").strip():
        raise NotAllowed("key_unknown")
    return known


def language() -> str:
    return (get_language() or "en").split("-")[0]
