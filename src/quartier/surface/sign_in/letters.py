"""What sign-in says by e-mail: five short letters and the notices of a changed account. Plain text, no link to follow."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

IF_NOT_YOU = gettext_lazy(
    "If this was not you, nobody gets in without this code. You can leave this message unanswered."
)
ACT_IF_NOT_YOU = gettext_lazy(
    "If this was not you, sign in, end all sessions and tell the office that runs this service."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """Subject and text; `%(code)s` and `%(url)s` are filled in."""

    subject: str
    text: str
    foot: str = ""


LETTERS = {
    "account/email/login_code": Letter(
        subject=gettext_lazy("Code to sign in: %(code)s"),
        text=gettext_lazy("Your code to sign in is %(code)s. It is good for 10 minutes and for one use."),
        foot=IF_NOT_YOU,
    ),
    "account/email/email_confirmation": Letter(
        subject=gettext_lazy("Code to confirm your address: %(code)s"),
        text=gettext_lazy("Your code is %(code)s. With it you confirm that this address is yours."),
        foot=IF_NOT_YOU,
    ),
    "account/email/password_reset_code": Letter(
        subject=gettext_lazy("Code for a new password: %(code)s"),
        text=gettext_lazy("Your code is %(code)s. With it you choose a new password."),
        foot=IF_NOT_YOU,
    ),
    "account/email/account_already_exists": Letter(
        subject=gettext_lazy("You already have an account"),
        text=gettext_lazy(
            "Somebody wanted to open an account with this address. There is one already. "
            "Sign in with a code at %(url)s; no password is needed."
        ),
    ),
    "account/email/unknown_account": Letter(
        subject=gettext_lazy("No account with this address"),
        text=gettext_lazy(
            "Somebody wanted to sign in with this address. There is no account for it. "
            "If it was you, try your other address or open an account at %(url)s."
        ),
    ),
}
CHANGES = {
    "password_changed": gettext_lazy("The password of your account was changed."),
    "password_reset": gettext_lazy("The password of your account was changed."),
    "password_set": gettext_lazy("A password was set for your account."),
    "email_changed": gettext_lazy("The e-mail address of your account was changed."),
    "email_deleted": gettext_lazy("An e-mail address was removed from your account."),
    "totp_activated": gettext_lazy("An authenticator app was added to your account."),
    "totp_deactivated": gettext_lazy("The authenticator app was removed from your account."),
    "webauthn_added": gettext_lazy("A passkey was added to your account."),
    "webauthn_removed": gettext_lazy("A passkey was removed from your account."),
    "recovery_codes_generated": gettext_lazy("New recovery codes were made for your account."),
    "account_connected": gettext_lazy("Your account was linked to an identity service."),
    "account_disconnected": gettext_lazy("The link of your account to an identity service was removed."),
}


def write(prefix: str, *, code: str = "", url: str = "") -> tuple[str, str]:
    """Subject and body in the active language. An unknown change is told as a change, never left out."""
    if prefix in LETTERS:
        letter = LETTERS[prefix]
        values = {"code": code, "url": url}
        parts = [str(letter.text) % values, str(letter.foot)]
        return str(letter.subject) % values, "\n\n".join(part for part in parts if part) + "\n"
    said = CHANGES.get(prefix.rpartition("/")[2], gettext_lazy("Your account was changed."))
    return _("Your account was changed"), f"{said}\n\n{ACT_IF_NOT_YOU}\n"


def short(code: str) -> str:
    """The SMS: one segment in every language, no content, no link."""
    return _("Code: %(code)s. Good for 10 minutes. Tell it to nobody.") % {"code": code}
