"""The library's forms in our words: no placeholders, labels that say what to type, a password only if wanted."""

from typing import Any

from allauth.account import forms as account
from allauth.mfa.base import forms as mfa
from allauth.mfa.recovery_codes.forms import GenerateRecoveryCodesForm
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as webauthn
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from quartier.surface.sign_in.adapter import bare_phone
from quartier.ui.forms.fields import CodeInput

LABELS = {
    "email": _("E-mail address"),
    "phone": _("Mobile telephone number"),
    "password": _("Password"),
    "password1": _("Password"),
    "password2": _("The same password again"),
    "oldpassword": _("The password you have now"),
    "code": _("Code"),
    "name": _("Name of this passkey"),
    "passwordless": _("Use it alone to sign in, without another code"),
}
HINTS = {
    "phone": _("With the country code, for example +380 50 000 00 00"),
    "password1": _("At least 12 characters. Three or four words that do not belong together are good."),
    "name": _("So that you know it again, for example: telephone, blue key"),
}
MISSING = {
    "email": _("Enter your e-mail address, for example olena@example.org"),
    "phone": _("Enter your telephone number, for example +380500000000"),
    "code": _("Enter the code"),
    "password": _("Enter your password"),
    "password1": _("Enter a password"),
}


class Ours:
    """Mixed into the library's forms."""

    use_required_attribute = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.label_suffix = ""
        for name, field in self.fields.items():  # type: ignore[attr-defined]
            field.widget.attrs.pop("placeholder", None)
            field.label = LABELS.get(name, field.label)
            field.help_text = HINTS.get(name, "")
            if name in MISSING:
                field.error_messages["required"] = MISSING[name]
            if name == "code":
                field.widget = CodeInput()


class Login(Ours, account.LoginForm):
    """An address or a number; the password is for those who have one and want to use it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        both = "phone" in settings.ACCOUNT_LOGIN_METHODS
        login = self.fields["login"]
        login.label = _("E-mail address or mobile telephone number") if both else LABELS["email"]
        login.error_messages["required"] = MISSING["email"]
        login.widget.attrs["autocomplete"] = "username webauthn"
        self.fields["password"].required = False
        self.fields["password"].help_text = _("Leave it empty and we send you a code.")

    def clean_login(self) -> str:
        typed = super().clean_login()
        return typed.lower() if "@" in typed else bare_phone(typed)


class SignUp(Ours, account.SignupForm):
    """One address is enough; a password is not needed."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "password1" in self.fields:
            self.fields["password1"].required = False

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        typed = {"email", "phone"} & set(self.data)
        if "phone" in self.fields and not any(self.data.get(name) for name in typed):
            self.add_error("email", _("Enter an e-mail address or a telephone number"))
        return cleaned


class RequestCode(Ours, account.RequestLoginCodeForm):
    """Ask for a code."""


class LoginCode(Ours, account.ConfirmLoginCodeForm):
    """The code that lets one in."""


class EmailCode(Ours, account.ConfirmEmailVerificationCodeForm):
    """The code that proves an e-mail address."""


class PhoneCode(Ours, account.VerifyPhoneForm):
    """The code that proves a number."""


class ResetPassword(Ours, account.ResetPasswordForm):
    """Recovery: where to send the code."""


class ResetCode(Ours, account.ConfirmPasswordResetCodeForm):
    """The code that lets one choose a new password."""


class NewPassword(Ours, account.ResetPasswordKeyForm):
    """The new password after recovery."""


class ChangePassword(Ours, account.ChangePasswordForm):
    """Another password."""


class SetPassword(Ours, account.SetPasswordForm):
    """A first password."""


class ChangeEmail(Ours, account.ChangeEmailForm):
    """Another e-mail address."""


class AddEmail(Ours, account.AddEmailForm):
    """An e-mail address."""


class ChangePhone(Ours, account.ChangePhoneForm):
    """Another number."""


class Reauthenticate(Ours, account.ReauthenticateForm):
    """The password once more, before something grave."""


class SecondCode(Ours, mfa.AuthenticateForm):
    """The second code at sign-in: of the app, or one of the recovery codes."""


class SecondCodeAgain(Ours, mfa.ReauthenticateForm):
    """The second code once more, before something grave."""


class AddApp(Ours, totp.ActivateTOTPForm):
    """The first code of an authenticator app."""


class RemoveApp(Ours, totp.DeactivateTOTPForm):
    """Nothing to type."""


class AddPasskey(Ours, webauthn.AddWebAuthnForm):
    """A passkey and its name; used alone unless one says otherwise."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "passwordless" in self.fields:
            self.fields["passwordless"].initial = True


class RenamePasskey(Ours, webauthn.EditWebAuthnForm):
    """Another name."""


class NewCodes(Ours, GenerateRecoveryCodesForm):
    """Nothing to type."""
