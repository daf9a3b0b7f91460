"""Every page of the URLconf, in every language: one visit, everything it owes."""

from itertools import product

import pytest

from tests.browser import checks, pages
from tests.browser.atlas import Atlas

WIDE = {"width": 1280, "height": 900}
ROUTES = [route for route in pages.routes() if route.pattern not in pages.EXCUSED]


def test_at_most_ten_pages_are_excused_each_with_a_reason() -> None:
    known = {route.pattern for route in pages.routes()}
    assert len(pages.EXCUSED) <= 10 and all(pages.EXCUSED.values())
    assert set(pages.EXCUSED) <= known


@pytest.mark.parametrize(("route", "language"), list(product(ROUTES, pages.LANGUAGES)), ids=str)
def test_page(atlas: Atlas, route: pages.Route, language: str) -> None:
    found = atlas.address(route, language)
    if found is None:
        # No link leads here: then it must be an act that answers to POST alone.
        address = pages.sample(route.pattern, language)
        said = {atlas.context(language, persona).request.get(address).status for persona in pages.STARTS}
        assert 405 in said, f"no link leads to {route.pattern} in {language}, and GET says {sorted(said)}"
        return
    address, persona = found
    page = atlas.page(language, persona)
    page.set_viewport_size(WIDE)
    with checks.listening(page) as ears:
        answer = page.goto(address, wait_until="load")
        page.wait_for_timeout(50)
        html = answer.text()
        problems = checks.whole(html, language) + checks.axe(page) + checks.narrow(page) + ears.wrong
        if persona is None and "<map-view" not in html and not route.pattern.startswith("ui/"):
            weight = ears.weight + len(html.encode())
            problems += [f"{weight:,} bytes on first load"] if weight > checks.WEIGHT else []
        assert answer.status == 200 and not problems, "\n".join([address, *problems])
