"""Signing in as a person of the demo town, by the demo's own short cut."""

from playwright.sync_api import BrowserContext

from tests.browser.server import Server


def sign_in(server: Server, context: BrowserContext, persona: str) -> None:
    """The context belongs to `persona` from now on."""
    link = server.run("demo", "link", persona).strip().splitlines()[-1]
    answer = context.request.get(link.replace("http://127.0.0.1:8000", server.url))
    if answer.status >= 400:
        raise RuntimeError(f"{persona} could not sign in: {answer.status} {link}")
