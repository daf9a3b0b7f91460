"""Pages of one's own account: how I sign in, my sessions, the second factor that my role asks for."""

from typing import Any
from uuid import UUID

from allauth.account.views import LoginView
from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from quartier.core.accounts.roles import ROLES
from quartier.surface.sign_in import factors, sessions


class SignIn(LoginView):
    """The library's page, with the national identity where one is set up."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found = next(iter(settings.SOCIALACCOUNT_PROVIDERS.get("openid_connect", {}).get("APPS", [])), None)
        if found:
            url = reverse("openid_connect_login", args=[found["provider_id"]])
            kwargs |= {"national": url, "national_name": found["name"]}
        return super().get_context_data(**kwargs)


@never_cache
@login_required
def home(request: HttpRequest) -> HttpResponse:
    at, language = timezone.now(), get_language() or "en"
    held = [ROLES[code] for code in request.visit.roles if code in ROLES]
    context = {
        "account": request.user,
        "roles": [{"name": one.name.say(language), "text": one.description.say(language)} for one in held],
        "sessions": sessions.listed(request, at=at),
        "has_second_factor": factors.has_second_factor(request),
        "has_visit": request.visit.account is not None,
        "has_phones": bool(settings.QUARTIER_SMS),
        "is_staff": request.visit.may("console.open"),
    }
    return render(request, "sign_in/home.html", context)


@never_cache
@login_required
def second_factor(request: HttpRequest) -> HttpResponse:
    """What to do when a role asks for a second factor and none was shown."""
    if request.visit.account is not None:
        return redirect("sign_in:home")
    return render(request, "sign_in/second_factor.html", {"has_one": factors.has_second_factor(request)})


@require_POST
@login_required
def end_session(request: HttpRequest, which: UUID) -> HttpResponse:
    if request.sign_in is not None and request.sign_in.pk == which:
        logout(request)
        return redirect("account_login")
    sessions.end(which=which, account=request.user.pk, at=timezone.now())
    return redirect("sign_in:home")


@require_POST
@login_required
def end_all(request: HttpRequest) -> HttpResponse:
    """Everywhere, here as well."""
    sessions.end_others(request, at=timezone.now())
    logout(request)
    return redirect("account_login")
