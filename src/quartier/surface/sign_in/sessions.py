"""Ending sessions: the sign-in's row, its visit in the database, its session. In this order, at once."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib.auth import get_user_model, login
from django.http import HttpRequest

from quartier.core.accounts import actions, queries
from quartier.core.registry import lock
from quartier.surface.sign_in import factors
from quartier.surface.sign_in.stored import forget


def begin(request: HttpRequest, account: UUID) -> None:
    """Sign an account in, both factors included. Only for whoever has made sure of both: the demo's short cut.

    The keeper opens the visit when the request ends.
    """
    user = get_user_model().objects.get(pk=account, is_active=True)
    login(request, user, backend="allauth.account.auth_backends.AuthenticationBackend")
    request.session[factors.SHORT_CUT] = True


def listed(request: HttpRequest, *, at: datetime) -> list[dict[str, Any]]:
    """Open sessions for the page; `here` marks the one that asks."""
    here = request.sign_in.pk if request.sign_in else None
    return [
        {
            "id": one.pk,
            "device": one.device,
            "opened_at": one.opened_at,
            "seen_at": one.seen_at,
            "until": one.until,
        }
        | {"here": one.pk == here}
        for one in queries.sign_ins(request.user.pk, at=at)
    ]


def end(*, which: UUID, account: UUID, at: datetime) -> None:
    """End one session of an account, wherever it is open. Raises NotFound for anybody else's."""
    row = actions.end_sign_in(which=which, account=account, reason="ended", at=at)
    lock.close_visit_of(bytes(row.visit_hash))
    forget(row.session_key)


def end_others(request: HttpRequest, *, at: datetime) -> None:
    """End every session of the account but the one that asks, which ends by signing out."""
    here = request.sign_in.pk if request.sign_in else None
    for one in queries.sign_ins(request.user.pk, at=at):
        if one.pk != here:
            end(which=one.pk, account=request.user.pk, at=at)
