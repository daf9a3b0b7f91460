"""Signing in as a person of the demo town, by the demo's own short cut."""

import json
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext

from tests.browser.server import Server

# Who looks, by what they do; each speaks the language of the page where the town has such a person.
PEOPLE = {
    "officer": {"uk": "lesia_horbal", "fr": "idriss_belhadri", "en": "leila_hartnoll"},
    "analyst": dict.fromkeys(("uk", "fr", "en"), "priya_venkatraj"),
    "writer": {"uk": "oksana_dibrova", "fr": "joris_vanhaecht", "en": "oksana_dibrova"},
    "moderator": dict.fromkeys(("uk", "fr", "en"), "yurii_semeniaka"),
    "auditor": dict.fromkeys(("uk", "fr", "en"), "ruth_kerrison"),
    "inspector": dict.fromkeys(("uk", "fr", "en"), "olha_myronyk"),
    "arresting": dict.fromkeys(("uk", "fr", "en"), "denys_kolodnyi"),
    "doctor": dict.fromkeys(("uk", "fr", "en"), "nadiia_hrabko"),
    "administrator": dict.fromkeys(("uk", "fr", "en"), "tomasz_wilczur"),
}


def sign_in(server: Server, context: BrowserContext, role: str, language: str) -> None:
    """The context belongs to that person from now on."""
    said = server.run("demo", "sign-in", PEOPLE[role][language], "--json")
    answer = context.request.get(server.url + urlsplit(json.loads(said)["address"]).path)
    if answer.status >= 400:
        raise RuntimeError(f"{role} could not sign in: {answer.status}")
