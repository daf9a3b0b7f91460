"""Settings of the tests: a throw-away server, plain static files, and one connection for both aliases (see conftest)."""

import atexit
import os
import shutil
import tempfile

# Each process of a parallel run has a server of its own; what it starts finds it by QUARTIER_DATA. A folder that
# somebody named in the shell is never used: the tests remove theirs at the end.
WORKER = os.environ.get("PYTEST_XDIST_WORKER", "")
if os.environ.get("QUARTIER_TEST_WORKER") != WORKER:
    os.environ["QUARTIER_DATA"] = tempfile.mkdtemp(prefix=f"quartier-test-{WORKER}")
    os.environ["QUARTIER_TEST_WORKER"] = WORKER
    atexit.register(shutil.rmtree, os.environ["QUARTIER_DATA"], ignore_errors=True)
os.environ.setdefault("QUARTIER_SECRET_KEY", "only-for-tests")
os.environ.setdefault("QUARTIER_HTTPS", "0")
os.environ.setdefault("QUARTIER_SMS_BACKEND", "file")

from .production import *  # noqa: E402, F403

LEDGER_LENIENT = True
LEDGER_STOP_AT = os.environ.get("QUARTIER_LEDGER_STOP_AT", "")
QUARTIER_GUARD = False  # fixtures and sign-in share the connection here; the attack lane has the guard
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
ALLOWED_HOSTS = ["*"]
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = True  # static files are served from where they lie
