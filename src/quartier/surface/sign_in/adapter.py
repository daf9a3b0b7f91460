"""Where django-allauth asks us: addresses, letters, SMS, second factors, national identity."""

import base64
import re
import time
from typing import Any

import segno
from allauth.account import app_settings as account_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.fields import PhoneField
from allauth.account.internal.flows.login import get_authentication_records
from allauth.core import context as current
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.mail import EmailMessage
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from quartier.surface.sign_in import letters, sms


def bare_phone(text: str) -> str:
    """A number without the spaces, hyphens and brackets that people type; 00 at the start is +."""
    digits = re.sub(r"[\s()./-]", "", text)
    return "+" + digits[2:] if digits.startswith("00") else digits


class Phone(PhoneField):
    """A number as people type it."""

    def to_python(self, value: Any) -> str:
        return bare_phone(super().to_python(value))


class Adapter(DefaultAccountAdapter):
    """Accounts have an e-mail address, a telephone number, or both; a code proves either."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "incorrect_code": _("This is not the code that we sent. Type it again, or ask for a new one."),
        "email_password_mismatch": _(
            "Address and password do not belong together. Leave the password empty: we send a code."
        ),
        "phone_password_mismatch": _(
            "Number and password do not belong together. Leave the password empty: we send a code."
        ),
        "invalid_login": _("Enter your e-mail address or your telephone number, such as +380500000000"),
        "too_many_login_attempts": _("Too many attempts. Wait 5 minutes, then try again."),
        "rate_limited": _("Too many attempts. Wait 5 minutes, then try again."),
        "incorrect_password": _("This is not the password of the account."),
        "enter_current_password": _("This is not the password of the account."),
        "duplicate_email": _("This address already belongs to your account."),
        "same_as_current": _("This is the address that the account has now. Enter another one."),
    }

    def new_user(self, request: HttpRequest) -> Any:
        language = (get_language() or settings.LANGUAGE_CODE)[:2]
        return get_user_model()(created_at=timezone.now(), language=language)

    def is_safe_url(self, url: str) -> bool:
        """Only this very host, whatever other hosts the installation answers for."""
        request = current.request
        return url_has_allowed_host_and_scheme(
            url, allowed_hosts={request.get_host()}, require_https=request.is_secure()
        )

    def get_login_stages(self) -> list[str]:
        ours = {
            "allauth.account.stages.EmailVerificationStage": "quartier.surface.sign_in.stages.ProvenAddress",
            "allauth.account.stages.PhoneVerificationStage": "quartier.surface.sign_in.stages.ProvenNumber",
        }
        return [ours.get(stage, stage) for stage in super().get_login_stages()]

    def add_message(self, *args: Any, **kwargs: Any) -> None:
        """Our pages say themselves what happened; a message that vanishes is none."""

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        prefix = template_prefix.replace("_signup", "")
        url = self.request.build_absolute_uri(reverse("account_login"))
        subject, body = letters.write(prefix, code=str(context.get("code", "")), url=url)
        EmailMessage(subject, body, self.get_from_email(), [email]).send()

    def send_verification_code_sms(self, user: Any, phone: str, code: str, **kwargs: Any) -> None:
        sms.send(to=phone, text=letters.short(code))

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Whoever has just signed in need not say it again: that counts for five minutes like a new proof."""
        records = get_authentication_records(self.request, self.request.user)
        since = time.time() - account_settings.REAUTHENTICATION_TIMEOUT
        held = getattr(self.request, "sign_in", None)
        if any(record["at"] >= since for record in records) or (held and held.opened_at.timestamp() >= since):
            return False
        return bool(super().is_reauthentication_required(app=app, **kwargs))

    def phone_form_field(self, **kwargs: Any) -> Any:
        return Phone(**kwargs)

    def clean_phone(self, phone: str) -> str:
        return bare_phone(phone)

    def set_phone(self, user: Any, phone: str, verified: bool) -> None:
        user.phone = phone
        user.phone_verified_at = timezone.now() if verified else None
        user.save(update_fields=["phone", "phone_verified_at"])

    def get_phone(self, user: Any) -> tuple[str, bool] | None:
        return (user.phone, user.phone_verified_at is not None) if user.phone else None

    def set_phone_verified(self, user: Any, phone: str) -> None:
        self.set_phone(user, phone, True)

    def get_user_by_phone(self, phone: str) -> Any:
        return get_user_model().objects.filter(phone=bare_phone(phone)).first()


class SecondFactor(DefaultMFAAdapter):
    """Seeds and recovery codes are sealed with a key that the database does not have."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": _(
            "This is not the code that your app shows now. Wait for the next one and type it."
        ),
    }

    def encrypt(self, text: str) -> str:
        return _seal().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        try:
            return _seal().decrypt(encrypted_text.encode()).decode()
        except InvalidToken:
            return ""  # sealed with another key: matches nothing, recovery is by another way

    def build_totp_svg(self, url: str) -> str:
        return segno.make(url, error="m").svg_inline(scale=4, border=4, dark="#000", light="#fff")


def _seal() -> Fernet:
    derived = HKDF(algorithm=SHA256(), length=32, salt=None, info=b"quartier second factor")
    return Fernet(base64.urlsafe_b64encode(derived.derive(settings.SECRET_KEY.encode())))


class NationalIdentity(DefaultSocialAccountAdapter):
    """OpenID Connect. It signs in who was linked before, or opens an account; it never takes one over by address."""

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        """What a provider tells about addresses is not taken over: it is not proven to us."""
        sociallogin.email_addresses = []

    def is_auto_signup_allowed(self, request: HttpRequest, sociallogin: Any) -> bool:
        return True

    def new_user(self, request: HttpRequest, sociallogin: Any) -> Any:
        return get_user_model()(created_at=timezone.now(), language=(get_language() or "uk")[:2])

    def populate_user(self, request: HttpRequest, sociallogin: Any, data: dict[str, Any]) -> Any:
        user = super().populate_user(request, sociallogin, data)
        user.display_name = (data.get("name") or "")[:120]
        user.email = ""  # told by the provider, not proven to us: the person may add it
        return user
