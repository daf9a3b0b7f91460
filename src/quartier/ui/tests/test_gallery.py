"""Every example renders in every language and density, is whole HTML, and speaks the reader's language."""

import re
from itertools import product

import html5lib
import pytest
from django.http import Http404
from django.test import RequestFactory
from django.utils import translation

from quartier.ui import gallery
from quartier.ui.examples.shape import speaker
from quartier.ui.examples.shelf import all_components

LANGUAGES = ("uk", "fr", "en")
SLUGS = [component.slug for component in all_components(speaker("en"))]


def page(slug: str, language: str, density: str = "portal") -> str:
    request = RequestFactory().get(f"/ui/{slug}/", {"language": language, "density": density})
    return gallery.component(request, slug).content.decode()


def test_slugs_are_distinct() -> None:
    assert len(SLUGS) == len(set(SLUGS)) >= 20


@pytest.mark.parametrize(("slug", "language"), list(product(SLUGS, LANGUAGES)))
def test_component_is_whole_html(slug: str, language: str) -> None:
    html = page(slug, language)
    parser = html5lib.HTMLParser(strict=True)
    parser.parse(html)
    ids = re.findall(r'\sid="([^"]+)"', html)
    assert len(ids) == len(set(ids))
    assert html.count("<h1") == 1
    assert " style=" not in html
    assert f'<html lang="{language}"' in html


@pytest.mark.parametrize("slug", SLUGS)
def test_density_changes_no_words(slug: str) -> None:
    def words(html: str) -> str:
        return re.sub(r"<[^>]+>", " ", html.split('<section class="section"', 1)[1])

    assert words(page(slug, "uk")) == words(page(slug, "uk", "console"))


@pytest.mark.parametrize("language", ["uk", "fr"])
def test_nothing_is_left_in_english(language: str) -> None:
    with translation.override(language):
        request = RequestFactory().get("/ui/", {"language": language})
        html = gallery.index(request).content.decode()
    for english in ("Skip to", "Parts of the", "Language"):
        assert english not in html


def test_index_names_every_part() -> None:
    html = gallery.index(RequestFactory().get("/ui/")).content.decode()
    assert all(f"/ui/{slug}/" in html for slug in SLUGS)


def test_an_unknown_part_is_absent() -> None:
    with pytest.raises(Http404):
        gallery.component(RequestFactory().get("/ui/x/"), "x")
