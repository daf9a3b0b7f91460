"""Errors after RFC 9457: one shape for all, with a stable code and every problem of the input at once."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import Schema
from ninja.errors import ValidationError
from pydantic import Field

from quartier.core.kit.errors import Invalid, Refusal

MEDIA_TYPE = "application/problem+json"


class InputProblem(Schema):
    """One thing wrong with one input."""

    field: str = Field(description="Where: a parameter or a field of the body, parts joined with dots.")
    code: str = Field(description="Why, as a stable code.")
    detail: str = ""


class ProblemDetails(Schema):
    """RFC 9457."""

    type: str = Field("about:blank", description="Always about:blank; `code` tells the problems apart.")
    title: str
    status: int
    code: str = Field(description="Stable code of the reason.")
    detail: str = ""
    problems: list[InputProblem] = []


def answers(*codes: int) -> dict[int, Any]:
    """What an operation declares beside its success, so that its description is whole."""
    return {code: ProblemDetails for code in (422, *codes)}


def of_refusal(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """The rules said no."""
    problems = []
    if isinstance(refusal, Invalid):
        problems = [InputProblem(field=each.field, code=each.code) for each in refusal.problems]
    return response(refusal.status, refusal.code, problems=problems)


def of_validation(request: HttpRequest, error: ValidationError) -> HttpResponse:
    """The request does not have the described shape."""
    problems = [
        InputProblem(
            field=".".join(str(part) for part in each.get("loc", ())[1:]) or "body",
            code=str(each.get("type", "invalid")),
            detail=str(each.get("msg", "")),
        )
        for each in error.errors
    ]
    return response(422, "invalid", problems=problems)


def of_absence(request: HttpRequest, error: Any) -> HttpResponse:
    """No such thing, or not for you: the same answer."""
    return response(404, "not_found")


def of_status(request: HttpRequest, error: Any) -> HttpResponse:
    """Ninja's own refusals: an unreadable body, a missing key."""
    return response(
        error.status_code, {400: "unreadable", 401: "key_missing"}.get(error.status_code, "refused")
    )


def response(
    status: int, code: str, *, detail: str = "", problems: list[InputProblem] | None = None
) -> HttpResponse:
    """The problem as the answer."""
    said = ProblemDetails(
        title=title(status), status=status, code=code, detail=detail, problems=problems or []
    )
    answer = HttpResponse(said.model_dump_json(), status=status, content_type=MEDIA_TYPE)
    if status == 401:
        answer["WWW-Authenticate"] = 'Bearer realm="quartier"'
    return answer


def title(status: int) -> str:
    """What happened, in the reader's language."""
    titles = {
        400: _("The request cannot be read."),
        401: _("A key is needed."),
        403: _("This key does not permit that."),
        404: _("There is no such thing here."),
        405: _("This address does not take that method."),
        406: _("This format is not offered."),
        409: _("Somebody else was faster, or the state does not allow it."),
        412: _("The thing has changed since you read it."),
        422: _("The input cannot be used."),
        428: _("Say which version you mean: send If-Match."),
    }
    return titles.get(status, _("The server failed. Nothing was stored."))
