"""Signing in as tests do it: through the real pages, reading the code from what was sent."""

import re
from typing import Any
from uuid import UUID

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.core import mail
from django.test import Client

from quartier.core.accounts.models import Account

SEED = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def code_in_mail() -> str:
    """The code of the newest letter."""
    return re.search(r"\d{4}-\d{4}", mail.outbox[-1].body)[0]  # type: ignore[index]


def with_code(client: Client, email: str, **more: Any) -> Any:
    """Ask for a code and type it; the answer of the last step."""
    client.post("/account/login/", {"login": email} | more)
    return client.post("/account/login/code/confirm/", {"code": code_in_mail()} | more)


def add_app(account: UUID) -> None:
    """Give an account an authenticator app whose seed the tests know."""
    TOTP.activate(Account.objects.get(pk=account), SEED)


def code_of_app(seed: str = SEED) -> str:
    counters = sorted(yield_hotp_counters_from_time())
    # This half minute's: the edge of what is accepted may pass before the code arrives.
    counter = counters[len(counters) // 2]
    return format_hotp_value(hotp_value(seed, counter))


def recovery_code(account: UUID) -> str:
    """A fresh set of recovery codes, and the first of them: one that no other test has used."""
    Authenticator.objects.filter(user_id=account, type=Authenticator.Type.RECOVERY_CODES).delete()
    return RecoveryCodes.activate(Account.objects.get(pk=account)).get_unused_codes()[0]


def as_staff(client: Client, account: UUID) -> Any:
    """Both steps: a code by e-mail, then one of the app."""
    with_code(client, Account.objects.get(pk=account).email)
    answer = client.post("/account/factors/authenticate/", {"code": code_of_app()})
    assert answer.status_code == 302, "the second factor was not accepted"
    return answer
