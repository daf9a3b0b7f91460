"""A form that is pressed twice writes once: a gloved finger trembles, a slow link invites another try."""

import secrets

from django.http import HttpRequest

NAME, KEPT = "custody_once", 40


def number(request: HttpRequest) -> str:
    """The number of a form that was not sent yet; a form that came back keeps its own."""
    return request.POST.get("once", "") or secrets.token_hex(8)


def is_new(request: HttpRequest) -> bool:
    """Whether this form has not been taken before in this session."""
    return request.POST.get("once", "") not in request.session.get(NAME, [])


def done(request: HttpRequest) -> None:
    """It was taken."""
    taken = [*request.session.get(NAME, []), request.POST.get("once", "")]
    request.session[NAME] = [one for one in taken if one][-KEPT:]
