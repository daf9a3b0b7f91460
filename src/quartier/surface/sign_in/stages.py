"""Stages of signing in that differ from the library's."""

from typing import Any

from allauth.account.stages import EmailVerificationStage


class ProvenAddress(EmailVerificationStage):
    """An e-mail address must be proven where there is one; a proven telephone number is enough without."""

    def handle(self) -> tuple[Any, bool]:
        user = self.login.user
        if user is None and not self.login.email:
            return None, False  # a sign-up with a known number: its own stage has answered
        if user is not None and not user.email and not self.login.email:
            return None, True
        return super().handle()
