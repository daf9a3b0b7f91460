"""How somebody has proven who they are in this session, and whether that is enough for their roles."""

import time
from dataclasses import dataclass
from datetime import datetime

from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa.models import Authenticator
from django.http import HttpRequest

from quartier.core.accounts import queries
from quartier.core.accounts.roles import need_second_factor

STRONG = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
SHORT_CUT = "quartier_proven_twice"  # set by whoever stands in for both factors: the demo's one-time link


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """`way` for the page "my sessions"; `twice` when a second factor was used or set up in this session."""

    way: str
    twice: bool


def proof(request: HttpRequest) -> Proof:
    """What the session's records of authentication say."""
    records = get_authentication_records(request, request.user)
    methods = [record.get("type") or record["method"] for record in records]
    since = min((record["at"] for record in records), default=time.time())
    twice = any(record["method"] == "mfa" for record in records) or _set_up_since(request, since)
    if request.session.get(SHORT_CUT):
        return Proof(way="demo", twice=True)
    return Proof(way="+".join(dict.fromkeys(methods)), twice=twice)


def _set_up_since(request: HttpRequest, since: float) -> bool:
    """Setting a factor up shows that one holds it: its first code or signature was checked."""
    made = Authenticator.objects.filter(user_id=request.user.pk, type__in=STRONG).values_list(
        "created_at", flat=True
    )
    return any(one.timestamp() >= since for one in made)


def is_enough(request: HttpRequest, *, at: datetime) -> bool:
    """Whether a visit may open: the roles held now or later ask for no more than was proven."""
    codes = queries.roles_to_come(request.user.pk, at=at)
    return not need_second_factor(codes) or proof(request).twice


def has_second_factor(request: HttpRequest) -> bool:
    return Authenticator.objects.filter(user_id=request.user.pk, type__in=STRONG).exists()
