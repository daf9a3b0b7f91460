"""Becoming a persona: an ordinary session, with the mark that stands for both factors."""

from django.conf import settings
from django.contrib.auth import get_user_model, login, logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import override

from quartier.surface.sign_in.factors import SHORT_CUT

from . import personas

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def enter(request: HttpRequest, person: dict[str, object], *, language: str) -> HttpResponse:
    """Sign in as the persona and go where they begin; somebody without an account comes as a visitor."""
    logout(request)
    begins, _ = personas.look(person, language)
    address = personas.address(person)
    if address is not None:
        account = get_user_model().objects.get_by_natural_key(address)
        with override(language):
            login(request, account, backend=BACKEND)
        request.session[SHORT_CUT] = True
    response = redirect(begins)
    response.set_cookie(settings.LANGUAGE_COOKIE_NAME, language, samesite="Lax")
    return response
