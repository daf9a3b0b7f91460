"""Error pages: what happened, why, what to do next, in the reader's language."""

from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template import loader

from quartier.core.kit.errors import NotFound, Refusal
from quartier.core.registry import lock

from . import reasons
from .observe import failures

TRY_AGAIN = 30  # seconds, for programs that read Retry-After


def forbidden(request: HttpRequest, exception: Any = None) -> HttpResponse:
    return render(request, "ui/errors/403.html", status=403)


def absent(request: HttpRequest, exception: Any = None) -> HttpResponse:
    return render(request, "ui/errors/404.html", status=404)


def answer(request: HttpRequest, exception: Exception) -> HttpResponse | None:
    """A refusal that no view has caught, as a page. Whatever was half written is taken back."""
    if not isinstance(exception, Refusal):
        return None
    if isinstance(exception, NotFound):
        response = absent(request)
    else:
        context = {"sentences": reasons.sentences(exception), "code": exception.code}
        response = render(request, "console/refused.html", context, status=exception.status)
    transaction.set_rollback(True, using=lock.APPLICATION)
    return response


def broken(request: HttpRequest) -> HttpResponse:
    """Our own mistake is 500 with a number; a database that is away is 503, and passes."""
    number, status = failures.report(request)
    # Without the context of other pages: it may ask the database, which is what failed.
    text = loader.render_to_string(f"ui/errors/{status}.html", {"code": number})
    response = HttpResponse(text, status=status)
    if status == 503:
        response["Retry-After"] = str(TRY_AGAIN)
    return response
