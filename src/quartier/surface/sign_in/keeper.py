"""The keeper of visits: opens one when somebody has fully signed in, closes it when they leave or their time is up.

It stands outside the request's transaction (surface.entry), because a visit must not be closed by a second
connection while the first one may have touched its row.
"""

from collections.abc import Callable
from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.auth import logout
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone, translation

from quartier.core.accounts import actions, queries, rules
from quartier.core.registry import lock
from quartier.core.registry.visits import VisitKind
from quartier.surface.entry import OUTSIDE, VISIT_COOKIE
from quartier.surface.sign_in import devices, factors
from quartier.surface.sign_in.stored import stored

TOUCH_EVERY = timedelta(minutes=1)
# Where somebody may go who has signed in but not proven enough: to prove it, or to leave.
OPEN_DOORS = ("/account/", "/static/", "/-/")


class Keeper:
    """Middleware, between the session and the entry."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path.startswith(OUTSIDE):
            return self.get_response(request)
        at = timezone.now()
        request.sign_in = None
        chosen = choose_language(request)
        gone = self.arrive(request, at=at)
        response = self.stop(request, at=at) or self.answer(request)
        self.leave(request, response, at=at, gone=gone)
        if chosen:
            response.set_cookie(
                settings.LANGUAGE_COOKIE_NAME, chosen, samesite="Lax", secure=request.is_secure()
            )
        return response

    def answer(self, request: HttpRequest) -> HttpResponse:
        """Pages of sign-in in one transaction of their own connection; the library opens one on the other only."""
        if not request.path.startswith("/account/"):
            return self.get_response(request)
        with transaction.atomic(using=lock.SIGN_IN):
            response = self.get_response(request)
            if response.status_code >= 500:
                transaction.set_rollback(True, using=lock.SIGN_IN)
        return response

    def arrive(self, request: HttpRequest, *, at: datetime) -> bool:
        """Match the visit's cookie with the session; whatever does not fit is ended. True: drop the cookie."""
        token = request.COOKIES.get(VISIT_COOKIE)
        if not token:
            return False
        found = queries.sign_in(lock.digest(token))
        ours = found is not None and request.user.is_authenticated and found.account_id == request.user.pk
        if ours and found.ended_at is None and not self._is_over(found, at=at):
            request.sign_in = found
            if at - found.seen_at >= TOUCH_EVERY:
                actions.touch(sign_in=found, at=at)
            return False
        lock.close_visit(token)
        request.COOKIES.pop(VISIT_COOKIE)
        if ours:
            if found.ended_at is None:
                actions.end_sign_in(which=found.pk, account=found.account_id, reason="idle", at=at)
            logout(request)
        return True

    def _is_over(self, found: object, *, at: datetime) -> bool:
        terms = rules.terms_for(queries.roles_to_come(found.account_id, at=at))
        return rules.is_over(seen_at=found.seen_at, until=found.until, idle=terms.idle, at=at)

    def stop(self, request: HttpRequest, *, at: datetime) -> HttpResponse | None:
        """Whoever has signed in with too little goes and sets up the rest, and nowhere else."""
        if request.sign_in is not None or not request.user.is_authenticated:
            return None
        if request.path.startswith(OPEN_DOORS) or factors.is_enough(request, at=at):
            return None
        return HttpResponseRedirect(reverse("sign_in:second_factor"))

    def leave(self, request: HttpRequest, response: HttpResponse, *, at: datetime, gone: bool) -> None:
        """After the request: open the visit that is due, close the one that is over."""
        held = request.sign_in
        if held is not None and self._is_gone(request):
            logout(request)
        user = request.user
        if held is not None and (not user.is_authenticated or user.pk != held.account_id):
            actions.end_sign_in(which=held.pk, account=held.account_id, reason="signed_out", at=at)
            lock.close_visit(request.COOKIES[VISIT_COOKIE])
            held, gone = None, True
        if held is None and user.is_authenticated and factors.is_enough(request, at=at):
            self._open(request, response, at=at)
        elif gone:
            response.delete_cookie(VISIT_COOKIE, samesite="Lax")

    def _is_gone(self, request: HttpRequest) -> bool:
        """Its visit was closed in the database: a new role, a closed account, somebody who pulled the plug."""
        visit = getattr(request, "visit", None)
        return visit is not None and visit.account is None

    def _open(self, request: HttpRequest, response: HttpResponse, *, at: datetime) -> None:
        terms = rules.terms_for(queries.roles_to_come(request.user.pk, at=at))
        token = lock.open_visit(account=request.user.pk, kind=VisitKind.ACCOUNT, lasts=terms.absolute)
        actions.record_sign_in(
            account=request.user.pk,
            visit_hash=lock.digest(token),
            session_key=stored(request.session.session_key or ""),
            device=devices.describe(request.headers.get("User-Agent", "")),
            way=factors.proof(request).way,
            until=at + terms.absolute,
            at=at,
        )
        response.set_cookie(
            VISIT_COOKIE,
            token,
            max_age=terms.absolute,
            httponly=True,
            samesite="Lax",
            secure=settings.SESSION_COOKIE_SECURE,
        )


def choose_language(request: HttpRequest) -> str:
    """`?language=` on pages whose address names none; else the account's own language where no cookie says it."""
    chosen = request.GET.get("language", "")
    known = dict(settings.LANGUAGES)
    if chosen not in known:
        chosen = ""
    elif translation.get_language_from_path(request.path_info):
        return ""
    else:
        translation.activate(chosen)
        request.LANGUAGE_CODE = chosen
    return chosen
