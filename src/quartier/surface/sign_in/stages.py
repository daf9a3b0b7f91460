"""Stages of signing in that differ from the library's."""

from typing import Any

from allauth.account.internal.flows.login import get_authentication_records
from allauth.account.models import EmailAddress
from allauth.account.stages import EmailVerificationStage


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
        if user is not None and self._code_came_back(user):
            EmailAddress.objects.update_or_create(
                user=user, email=user.email, defaults={"verified": True, "primary": True}
            )
            return None, True
        return super().handle()

    def _code_came_back(self, user: Any) -> bool:
        """A code that was sent to the account's own address was typed in this attempt."""
        records = get_authentication_records(self.request, user)
        return any(one["method"] == "code" and one.get("email") == user.email for one in records)
