"""Stages of signing in that differ from the library's."""

from typing import Any

from allauth.account.internal.flows.login import get_authentication_records
from allauth.account.models import EmailAddress
from allauth.account.stages import EmailVerificationStage, PhoneVerificationStage
from django.http import HttpRequest


class ProvenAddress(EmailVerificationStage):
    """An e-mail address must be proven where there is one; a proven telephone number is enough without.

    Somebody whose account was opened by a colleague proves the address with the first code.
    """

    def handle(self) -> tuple[Any, bool]:
        user = self.login.user
        if user is None and not self.login.email:
            return None, False  # a sign-up with a known number: its own stage has answered
        if user is not None and not user.email and not self.login.email:
            return None, True
        if user is not None and code_came_back(self.request, user):
            EmailAddress.objects.update_or_create(
                user=user, email=user.email, defaults={"verified": True, "primary": True}
            )
            return None, True
        return super().handle()


class ProvenNumber(PhoneVerificationStage):
    """A telephone number must be proven, unless the e-mail address of the account has been."""

    def handle(self) -> tuple[Any, bool]:
        user = self.login.user
        if user is not None and user.email and not self.login.signup:
            proven = EmailAddress.objects.filter(user=user, email=user.email, verified=True).exists()
            if proven or code_came_back(self.request, user):
                return None, True
        return super().handle()


def code_came_back(request: HttpRequest, user: Any) -> bool:
    """A code that was sent to the account's own e-mail address was typed in this attempt."""
    records = get_authentication_records(request, user)
    return any(one["method"] == "code" and one.get("email") == user.email for one in records)
