"""Settings of the tests: a throw-away server, plain static files, and one connection for both aliases (see conftest)."""

import os
import tempfile

os.environ.setdefault("QUARTIER_DATA", tempfile.mkdtemp(prefix="quartier-test-"))
os.environ.setdefault("QUARTIER_SECRET_KEY", "only-for-tests")
os.environ.setdefault("QUARTIER_HTTPS", "0")
os.environ.setdefault("QUARTIER_SMS_BACKEND", "file")

from .production import *  # noqa: F403

QUARTIER_GUARD = False  # fixtures and sign-in share the connection here; the attack lane has the guard
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
ALLOWED_HOSTS = ["*"]
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = True  # static files are served from where they lie
