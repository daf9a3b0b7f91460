"""Production settings. The demo and the tests change what they name, nothing else does."""

from pathlib import Path

from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from quartier.surface import catalogues

from .databases import databases
from .env import read

ENV = read()
SOURCE = Path(__file__).resolve().parent.parent.parent

DEBUG = False
SECRET_KEY = ENV.secret_key
ALLOWED_HOSTS = list(ENV.hosts)
DATABASES = databases(ENV)
DATABASE_ROUTERS = ["quartier.core.registry.router.Router"]
QUARTIER_ENV = ENV
QUARTIER_FEATURES = ENV.features
QUARTIER_OPEN_TABLES = SOURCE / "surface" / "open_tables.toml"
QUARTIER_GUARD = True  # a query outside a visit raises
QUARTIER_DEMO = False
QUARTIER_ADDRESS_OF = ""  # dotted name of a function from a short name to an address: the demo's personas
QUARTIER_ADDRESS = ENV.address  # what links in messages begin with
QUARTIER_MAILBOXES = ENV.mailboxes  # whose letters become appeals
LEDGER_ORIGIN = ENV.ledger_origin
LEDGER_FOLDER = ENV.ledger_folder  # tiles and checkpoint, served below /log/
LEDGER_LOCK = ENV.ledger_lock  # the last signed head; best on another disk or machine
LEDGER_KEYS = ENV.data / "ledger" / "keys"
LEDGER_POLICY = ENV.data / "ledger" / "policy"
LEDGER_WITNESS_EVERY = ENV.ledger_witness_every
LEDGER_LENIENT = False  # names and keys of examples and tests are refused
LEDGER_STOP_AT = ""  # the step at which a test kills the sequencer

INSTALLED_APPS = [
    "quartier.core.ledger",
    "quartier.core.territory",
    "quartier.core.accounts",
    "quartier.core.registry",
    "quartier.core.gate",
    "quartier.core.incidents",
    "quartier.core.publication",
    "quartier.core.messages",
    "quartier.core.promises",
    "quartier.core.files",
    *(f"quartier.features.{feature}" for feature in ENV.features),
    "quartier.journeys",
    "quartier.ui",
    "quartier.surface.sign_in",
    "quartier.surface.portal",
    "quartier.surface.console",
    "quartier.surface.api",
    "quartier.surface.ogc",
    "quartier.surface.jobs",
    "allauth",
    "allauth.account",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.mfa",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.forms",
    "django_htmx",
    "ninja",
    "csp",
]

MIDDLEWARE = [
    "quartier.surface.observe.middleware.Observe",
    "django.middleware.security.SecurityMiddleware",
    "quartier.surface.log.serving.Serve",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "quartier.surface.sign_in.keeper.Keeper",
    "quartier.surface.entry.Entry",
    "quartier.surface.console.gate.Gate",
]

ROOT_URLCONF = "quartier.surface.urls"
FORM_RENDERER = "quartier.ui.forms.renderer.Renderer"
WSGI_APPLICATION = "quartier.surface.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "django.template.context_processors.i18n",
                "quartier.surface.shells.shell",
            ],
            "builtins": ["django.templatetags.i18n", "django.templatetags.static"],
        },
    }
]

LANGUAGE_CODE = ENV.languages[0]
LANGUAGES = [
    (code, name)
    for code, name in (("uk", _("Ukrainian")), ("fr", _("French")), ("en", _("English")))
    if code in ENV.languages
]
LOCALE_PATHS = catalogues.folders()
catalogues.compile_stale()  # before anything is translated
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"
DEFAULT_AUTO_FIELD = "django.db.models.AutoField"

STATIC_URL = "/static/"
STATIC_ROOT = ENV.data / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "quartier.surface.static.Statics"},
}
WHITENOISE_KEEP_ONLY_HASHED_FILES = True
MEDIA_ROOT = ENV.data / "files"

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "connect-src": [SELF],
        "worker-src": [SELF],
        "font-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SECURE_SSL_REDIRECT = False  # whoever ends TLS redirects; the server itself speaks plain HTTP on the loopback
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if ENV.secure else None
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = ENV.secure
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
FILE_UPLOAD_HANDLERS = [
    "quartier.surface.uploads.Bounded",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_621_440
LOGGING_CONFIG = "quartier.surface.observe.logs.configure"
LOGGING = {"version": 1}  # Django calls the above only when something is set

from .sign_in import *  # noqa: E402, F403
