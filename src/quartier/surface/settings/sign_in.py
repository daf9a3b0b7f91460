"""Sign-in: what django-allauth reads. A code by e-mail or SMS is the ordinary way; a password is never needed."""

from urllib.parse import unquote, urlsplit

from .env import read

_ENV = read()

AUTH_USER_MODEL = "accounts.Account"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/account/"
LOGOUT_REDIRECT_URL = "/"

SESSION_ENGINE = "quartier.surface.sign_in.stored"  # the table holds hashes of keys, never a key
SESSION_COOKIE_NAME = "quartier_session"
SESSION_COOKIE_AGE = (
    60 * 24 * 3600
)  # the longest of the terms in accounts.rules, which end most sessions earlier

# Counts of attempts must be the same for every worker: they live in PostgreSQL.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "accounts_cache",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}

# Letters with codes: smtp+tls://name:word@host (STARTTLS), smtps://… or smtp://…. Without an address they stay in files
# that only the machine's owner reads, which is enough for a first administrator and for nobody else.
_MAIL = urlsplit(_ENV.mail_url)
DEFAULT_FROM_EMAIL = _ENV.mail_from
if _MAIL.hostname:
    EMAIL_HOST, EMAIL_PORT = (
        _MAIL.hostname,
        _MAIL.port or {"smtps": 465, "smtp+tls": 587}.get(_MAIL.scheme, 25),
    )
    EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = unquote(_MAIL.username or ""), unquote(_MAIL.password or "")
    EMAIL_USE_SSL, EMAIL_USE_TLS = _MAIL.scheme == "smtps", _MAIL.scheme == "smtp+tls"
    EMAIL_TIMEOUT = 10
else:
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    EMAIL_FILE_PATH = _ENV.data / "mail"

# Without an SMS backend telephone numbers cannot be proven, so they are not asked for.
QUARTIER_SMS = _ENV.sms_backend
_PHONE = ["phone"] if QUARTIER_SMS else []

ACCOUNT_ADAPTER = "quartier.surface.sign_in.adapter.Adapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_USER_DISPLAY = str
ACCOUNT_LOGIN_METHODS = {"email", *_PHONE}
ACCOUNT_SIGNUP_FIELDS = ["email", *_PHONE, "password1"] if _PHONE else ["email*", "password1"]
_FORMS = "quartier.surface.sign_in.forms."
ACCOUNT_FORMS = {
    "login": _FORMS + "Login",
    "signup": _FORMS + "SignUp",
    "request_login_code": _FORMS + "RequestCode",
    "confirm_login_code": _FORMS + "LoginCode",
    "confirm_email_verification_code": _FORMS + "EmailCode",
    "verify_phone": _FORMS + "PhoneCode",
    "reset_password": _FORMS + "ResetPassword",
    "confirm_password_reset_code": _FORMS + "ResetCode",
    "reset_password_from_key": _FORMS + "NewPassword",
    "change_password": _FORMS + "ChangePassword",
    "set_password": _FORMS + "SetPassword",
    "change_email": _FORMS + "ChangeEmail",
    "add_email": _FORMS + "AddEmail",
    "change_phone": _FORMS + "ChangePhone",
    "reauthenticate": _FORMS + "Reauthenticate",
}
MFA_FORMS = {
    "authenticate": _FORMS + "SecondCode",
    "reauthenticate": _FORMS + "SecondCodeAgain",
    "activate_totp": _FORMS + "AddApp",
    "deactivate_totp": _FORMS + "RemoveApp",
    "add_webauthn": _FORMS + "AddPasskey",
    "edit_webauthn": _FORMS + "RenamePasskey",
    "generate_recovery_codes": _FORMS + "NewCodes",
}
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND = True
ACCOUNT_PHONE_VERIFICATION_SUPPORTS_RESEND = True
ALLAUTH_USER_CODE_FORMAT = {"numeric": True, "length": 8, "dashed": True}
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 10 * 60
ACCOUNT_PASSWORD_RESET_BY_CODE_ENABLED = True
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = True
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https" if _ENV.secure else "http"

MFA_ADAPTER = "quartier.surface.sign_in.adapter.SecondFactor"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Quartier"
MFA_TOTP_TOLERANCE = 1  # a telephone's clock may be half a minute off
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_ALLOW_UNVERIFIED_EMAIL = True  # an account may have a telephone number only
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not _ENV.secure  # http on the loopback: the demo and the tests

SOCIALACCOUNT_ADAPTER = "quartier.surface.sign_in.adapter.NationalIdentity"
SOCIALACCOUNT_STORE_TOKENS = False
SOCIALACCOUNT_EMAIL_AUTHENTICATION = False  # an address told by somebody else's server proves nothing
SOCIALACCOUNT_PROVIDERS = (
    {
        "openid_connect": {
            "OAUTH_PKCE_ENABLED": True,
            "APPS": [
                {
                    "provider_id": "national",
                    "name": _ENV.oidc.get("name", "OpenID Connect"),
                    "client_id": _ENV.oidc["client"],
                    "secret": _ENV.oidc.get("secret", ""),
                    "settings": {"server_url": _ENV.oidc["server"], "fetch_userinfo": True},
                }
            ],
        }
    }
    if "server" in _ENV.oidc and "client" in _ENV.oidc
    else {}
)
