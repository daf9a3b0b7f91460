"""Where each route can be seen: found by following links, as the people of the demo town would."""

import re
from collections import Counter, deque
from typing import Any
from urllib.parse import urldefrag, urljoin, urlsplit

from django.urls import Resolver404
from playwright.sync_api import Browser, BrowserContext, Page

from tests.browser import pages
from tests.browser.personas import sign_in
from tests.browser.server import Server

MOST = 2  # addresses looked at for one route
LINKS = re.compile(r'<a\b[^>]*?href="([^"]+)"')


class Atlas:
    """One address for each route and language, with who may see it."""

    def __init__(self, server: Server, browser: Browser) -> None:
        self.server, self.browser = server, browser
        self.contexts: dict[Any, BrowserContext] = {}
        self.pages: dict[tuple[str, str | None], Page] = {}
        self.found: dict[tuple[str, str], tuple[str, str | None]] = {}
        self.walked: set[str] = set()

    def walk(self, language: str) -> None:
        """Follow the links in this language, once."""
        if language in self.walked:
            return
        self.walked.add(language)
        for persona, starts in pages.STARTS.items():
            self._crawl(language, persona, [start.format(language=language) for start in starts])

    def context(self, language: str, persona: str | None, **looks: Any) -> BrowserContext:
        """A browser of this person in this language; kept for the session unless it looks differently."""
        key = (language, persona, *sorted(looks.items()))
        if key not in self.contexts:
            held = self.browser.new_context(
                base_url=self.server.url, locale=language, viewport={"width": 1280, "height": 900}, **looks
            )
            if persona:
                sign_in(self.server, held, persona, language)
            self.contexts[key] = held
        return self.contexts[key]

    def page(self, language: str, persona: str | None) -> Page:
        """A page of that person to look with, the same one each time: opening one takes longer than many answers."""
        key = (language, persona)
        if key not in self.pages or self.pages[key].is_closed():
            self.pages[key] = self.context(language, persona).new_page()
        return self.pages[key]

    def address(self, route: pages.Route, language: str) -> tuple[str, str | None] | None:
        self.walk(language)
        return self.found.get((route.pattern, language))

    def _crawl(self, language: str, persona: str | None, starts: list[str]) -> None:
        request = self.context(language, persona).request
        seen: Counter[str] = Counter()
        waiting, known = deque(starts), set(starts)
        while waiting:
            address = waiting.popleft()
            route = _route(address)
            if route is None or seen[route] >= MOST:
                continue
            answer = request.get(address)
            if answer.status != 200 or "text/html" not in answer.headers.get("content-type", ""):
                continue
            seen[route] += 1
            self.found.setdefault((route, language), (address, persona))
            for link in LINKS.findall(answer.text()):
                there = urldefrag(urljoin(answer.url, link.replace("&amp;", "&"))).url
                if there.startswith(self.server.url) and not _other_language(there, language):
                    path = there.removeprefix(self.server.url)
                    if path not in known:
                        known.add(path)
                        waiting.append(path)

    def close(self) -> None:
        for held in self.contexts.values():
            held.close()


def _route(address: str) -> str | None:
    try:
        return pages.pattern_of(urlsplit(address).path)
    except Resolver404:
        return None


def _other_language(address: str, language: str) -> bool:
    found = re.search(r"//[^/]+/(uk|fr|en)/|language=(uk|fr|en)", address)
    return bool(found) and language not in found.groups()
