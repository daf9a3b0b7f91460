"""The list of pages is the URLconf. What is not a page, and which pages are excused, is said here with the reason."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import URLPattern, URLResolver, get_resolver
from django.utils import translation

LANGUAGES = ("uk", "fr", "en")

# Addresses for machines: they answer with data, and have tests of their own.
MACHINES = {
    "-/": "health, metrics and static files",
    "api/": "the API answers with JSON",
    "files/": "pictures and documents themselves",
    "log/": "checkpoint and tiles of the ledger",
    "ogc/": "OGC API Features answers with JSON",
}
DATA = re.compile(
    r"\.(json|geojson|csv|xlsx|pdf|txt|xml|svg|webmanifest|ics|atom|py|zip)$|/verify\.html$|/tiles/|/data/$"
)

# Pages that are reached by doing, not by links: another test walks through them and looks at each in the same way.
FLOWS = {
    "account/": "test_sign_in.py: signing up, in and out, second factor, recovery",
    "{language}/appeals/mine/": "test_appeals.py: the receipt and one's own request, by the code of the receipt",
    "console/custody/medical/<uuid:id>/": "test_medical_room.py: one person, for doctors only",
    "console/custody/complaints/<uuid:id>/": "test_complaints_room.py: one complaint, for those who hear it",
    "console/custody/stays/<uuid:id>/complaint_made/": "test_complaints_room.py: writing a complaint down",
    "console/custody/stays/<uuid:id>/complaint_made/<slug:tag>/": "test_complaints_room.py: what is said after it",
    "console/custody/stays/<uuid:id>/correct/<uuid:entry>/": "test_correction_page.py: the old answers and why",
    "console/custody/stays/<uuid:id>/body_map/": "test_medical_room.py: the body map, by tap and by list",
    "console/custody/stays/<uuid:id>/rights": "test_rights_pages.py: read with the person",
    "console/custody/stays/<uuid:id>/notice/": "test_rights_pages.py: the letter of rights in three languages",
    "console/custody/stays/<uuid:id>/<slug:act>/": "test_act_page.py: the form of every act, with drafts and signatures",
    "console/custody/suites/<slug:code>/<slug:act>/": "test_act_page.py: the same for a suite",
    "console/custody/door/": "test_doors_pages.py: where a touched tag leads; an address of it counts once",
    "{language}/appeals/waiting/": "test_appeals.py: the waiting room, which one is sent to",
}

# Acts that answer to POST only.
ACTS = {
    "console/messages/letters/<uuid:which>/posted/": "says that a letter is in the post",
    "console/purpose/": "keeps the purpose of the next looks",
    "messages/<str:key>/stop/": "ends messages; reading it leads to the page of wishes",
    "{language}/promises/<slug:tag>/follow/code/": "takes a typed code; reading it leads to the page that asks for one",
    "{language}/promises/<slug:tag>/follow/end/": "follows a promise no more",
    "{language}/promises/<slug:tag>/say/": "counts what a follower sees",
}

# Pages that no crawl can reach without changing something; at most ten, each with its reason.
EXCUSED: dict[str, str] = {
    "console/messages/letters/<uuid:which>/": "nobody in the town asked for letters: tried in the console's own tests",
    "console/appeals/import/report/": "needs a table that somebody uploaded: tried in the tests of the import",
    "console/appeals/texts/<str:code>/": "the town keeps no text for answers: tried in the tests of the clerk's room",
    "messages/confirm/<str:code>/": "the code stands in a message only: tried in the portal's own tests",
    "messages/<str:key>/": "the key stands in a message only: tried in the portal's own tests",
    "console/custody/suites/<slug:code>/doors/<str:cell>/card/": "no card hangs in the town: made and printed in the tests",
    "console/keys/<uuid:which>/end/": "the town holds no key: making one is tried in the console's own tests",
}

# Where the crawl starts, by who looks (see `personas`).
STARTS = {
    None: ("/{language}/", "/ui/?language={language}"),
    "officer": ("/console/",),
    "analyst": ("/console/",),
    "administrator": ("/console/",),
    "writer": ("/console/",),
    "moderator": ("/console/",),
    "auditor": ("/console/",),
    "inspector": ("/console/custody/",),
    "arresting": ("/console/custody/arrests/",),
    "doctor": ("/console/custody/medical/",),
}


@dataclass(frozen=True, slots=True)
class Route:
    """One pattern of the URLconf, written as Django writes it."""

    pattern: str
    name: str

    def __str__(self) -> str:
        return self.pattern or "/"


def routes() -> list[Route]:
    """Every page of the URLconf, in its order."""
    found = dict.fromkeys(_walk(get_resolver().url_patterns, "", ""))
    return [route for route in found if _is_page(route.pattern)]


def all_patterns() -> set[str]:
    """Every address of the URLconf, pages or not."""
    return {route.pattern for route in _walk(get_resolver().url_patterns, "", "")}


def _walk(patterns: list, before: str, space: str) -> Iterator[Route]:
    for one in patterns:
        part = "{language}/" if type(one.pattern).__name__ == "LocalePrefixPattern" else str(one.pattern)
        if isinstance(one, URLResolver):
            inner = f"{space}{one.namespace}:" if one.namespace else space
            yield from _walk(one.url_patterns, before + part, inner)
        elif isinstance(one, URLPattern):
            yield Route(before + part, f"{space}{one.name or ''}")


def _is_page(pattern: str) -> bool:
    others = tuple(MACHINES) + tuple(FLOWS)
    return not pattern.startswith(others) and pattern not in ACTS and not DATA.search(pattern)


def pattern_of(path: str) -> str:
    """The route that answers a path, written as `routes()` writes it. Raises Resolver404."""
    bare = re.sub(rf"^/({'|'.join(LANGUAGES)})/", "/{language}/", path)
    language = path[1:3] if bare.startswith("/{language}/") else LANGUAGES[0]
    with translation.override(language):  # the prefix of another language than the active one is no address
        match = get_resolver().resolve(path)
    return "{language}/" + match.route.split("/", 1)[1] if bare.startswith("/{language}/") else match.route


def sample(pattern: str, language: str) -> str:
    """An address of the pattern in which every part is of the right kind and names nothing."""
    filled = pattern.replace("{language}", language)
    filled = re.sub(r"<uuid:\w+>", "00000000-0000-7000-8000-000000000000", filled)
    return "/" + re.sub(r"<\w+:\w+>|<\w+>", "nothing", filled)
