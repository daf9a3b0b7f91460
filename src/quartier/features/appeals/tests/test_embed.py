"""A frame on other sites: this page may stand there, no other may, and there is nothing in it to press unawares."""

import html5lib
import pytest
from django.test import Client

from .test_public import SAID, let_out

pytestmark = pytest.mark.database


def strict(response) -> str:
    text = response.content.decode()
    html5lib.HTMLParser(strict=True).parse(text)
    return text


@pytest.mark.parametrize("language", ["uk", "fr", "en"])
def test_the_frame_shows_what_is_public_and_leads_here(town, client: Client, language) -> None:
    let_out(town, town.lodge(**SAID))
    found = client.get(f"/embed/appeals/?place=lypivka&in={language}")
    assert not found.cookies
    text = strict(found)
    assert f'<html lang="{language}"' in text
    assert SAID["public_title"] in text
    assert "102" in text
    assert '<base target="_blank">' in text
    assert "<form" not in text
    assert "<script" not in text
    assert "Голубняк" not in text


def test_only_the_frame_may_stand_in_frames(town, client: Client) -> None:
    frame = client.get("/embed/appeals/?place=lypivka")
    assert "frame-ancestors *" in frame["Content-Security-Policy"]
    assert "X-Frame-Options" not in frame
    for address in ("/uk/appeals/embed/?place=lypivka", "/uk/appeals/?place=lypivka", "/uk/"):
        other = client.get(address)
        assert "frame-ancestors 'none'" in other["Content-Security-Policy"]
        assert other["X-Frame-Options"] == "DENY"


@pytest.mark.parametrize("language", ["uk", "fr", "en"])
def test_the_code_page_hands_out_whole_lines(town, client: Client, language) -> None:
    text = strict(client.get(f"/{language}/appeals/embed/?place=lypivka"))
    assert "&lt;iframe src=" in text
    assert f"/embed/appeals/?place=lypivka&amp;in={language}" in text
