"""Settings of the demo town: production's, with a simulated clock, a ledger origin of its own and nothing sent out.

Production settings never name this module; a test proves it.
"""

import os

os.environ.setdefault("QUARTIER_HTTPS", "0")  # the demo speaks plain HTTP on the loopback
os.environ["QUARTIER_LEDGER_ORIGIN"] = "demo.quartier.example/log"
os.environ.setdefault("QUARTIER_LEDGER_WITNESS_EVERY", "8")  # a newcomer sees it happen
os.environ.setdefault("QUARTIER_SMS_BACKEND", "file")
os.environ.setdefault("QUARTIER_ADDRESS", f"http://127.0.0.1:{os.environ.get('PORT', '8000')}")

from quartier.surface.settings.production import *  # noqa: F403
from quartier.surface.settings.production import ENV, INSTALLED_APPS

QUARTIER_DEMO = True
QUARTIER_ADDRESS_OF = "quartier.demo.personas.address_of"
LEDGER_LENIENT = True  # the demo's names lie below .example
INSTALLED_APPS = ["quartier.demo", *INSTALLED_APPS]  # first, so that its frame stands around every page
ROOT_URLCONF = "quartier.demo.urls"
# No build step: static files are served from where they lie.
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True
# What would be sent lies in files, where a newcomer can read it.
EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = ENV.data / "demo" / "mail"
QUARTIER_SMS_FOLDER = ENV.data / "demo" / "sms"
