"""Pictures of news, readers that are counted and not remembered, and advice by theme and area."""

from io import BytesIO
from pathlib import Path
from typing import Any

import html5lib
import pytest
from django.db import connection
from django.test import Client
from PIL import Image
from tests import signing

from quartier.core.files import actions as files
from quartier.core.kit.errors import Invalid
from quartier.core.registry import lock
from quartier.features.news import actions, queries

pytestmark = pytest.mark.database
SEEN = {"uk": "Три ліхтарі.", "en": "Three lamps."}


@pytest.fixture(autouse=True)
def folder(settings: Any, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


def photo() -> bytes:
    out = BytesIO()
    Image.new("RGB", (600, 400), "navy").save(out, "JPEG")
    return out.getvalue()


def upload(name: str = "lamps.jpg", content: bytes | None = None) -> BytesIO:
    held = BytesIO(photo() if content is None else content)
    held.name = name
    return held


def signed_in(account: Any) -> Client:
    client = Client()
    client.get("/account/login/?language=en")
    signing.as_staff(client, account)
    return client


def strict(response: Any) -> str:
    text = response.content.decode()
    html5lib.HTMLParser(strict=True).parse(text)
    return text


def pictured(town: Any, **words: str) -> Any:
    """A draft with a picture; `words`: what was said of it."""
    item = town.write()
    with lock.as_account(town.writer) as visit:
        key = files.receive(stream=upload(), name="lamps.jpg", by=visit, at=visit.now).key
        actions.set_picture(
            item=item, key=key, descriptions=words, cells=[], version=1, by=visit, at=visit.now
        )
    return item


def publish(town: Any, item: Any) -> str:
    with lock.as_account(town.second) as visit:
        return actions.publish(item=item, by=visit, at=visit.now)


def test_a_picture_without_a_description_in_each_language_is_not_published(town) -> None:
    item = pictured(town, uk="Три ліхтарі.")
    with lock.as_account(town.second) as visit, pytest.raises(Invalid) as refusal:
        actions.publish(item=item, by=visit, at=visit.now)
    assert [(each.field, each.code) for each in refusal.value.problems] == [("image_en", "image_missing")]


def test_a_clerk_chooses_covers_describes_and_readers_see_it(town, client: Client) -> None:
    item = town.write()
    clerk, page = signed_in(town.writer), f"/console/news/{item}/picture/"
    told = {f"image_{code}": text for code, text in SEEN.items()}
    assert "Go without a picture" not in strict(clerk.get(page))
    refused = clerk.post(page, told | {"photo": upload(content=b"<svg>"), "version": 1})
    assert refused.status_code == 422 and "JPEG, PNG or WebP" in strict(refused)
    assert "Three lamps." in strict(refused)
    assert clerk.post(page, told | {"photo": upload(), "version": 1})["Location"] == page
    shown = strict(clerk.get(page))
    assert shown.count('name="cells"') == 108 and 'aria-label="row 9, column 12"' in shown
    late = clerk.post(page, told | {"cells": [0], "version": 1})
    assert late.status_code == 422 and "Somebody else has changed" in strict(late)
    assert clerk.post(page, told | {"cells": [0, 13], "version": 2}).status_code == 302
    assert "/files/own/" in strict(clerk.get(f"/console/news/{item}/"))
    tag = publish(town, item)
    text = strict(client.get(f"/en/news/{tag}/?place=lypivka"))
    assert 'alt="Three lamps."' in text and 'width="600"' in text
    picture = queries.beside([tag])[tag].picture
    with Image.open(BytesIO(client.get(f"/files/{picture}").content)) as public:
        assert public.size == (600, 400) and not public.getexif()
    with lock.as_account(town.second) as visit:
        actions.withdraw(item=item, reasons=SEEN, by=visit, at=visit.now)
    assert client.get(f"/files/{picture}").status_code == 410


def test_a_picture_of_a_newer_notice_takes_the_place_of_the_one_before(town, client: Client) -> None:
    item = pictured(town, **SEEN)
    first = queries.beside([tag := publish(town, item)])[tag].picture
    with lock.as_account(town.writer) as visit:
        actions.drop_picture(item=item, version=2, by=visit, at=visit.now)
    again = publish(town, item)
    assert queries.beside([again])[again].picture == ""
    assert client.get(f"/files/{first}").status_code == 410
    assert "<img" not in strict(client.get(f"/en/news/{again}/?place=lypivka"))


def test_readers_are_counted_once_a_day_and_nobody_is_remembered(town, client: Client) -> None:
    tag = town.published()
    for address in ("192.0.2.1", "192.0.2.1", "198.51.100.7"):
        answer = client.get(f"/en/news/{tag}/?place=lypivka", REMOTE_ADDR=address)
        assert not answer.cookies
    assert queries.readers([tag]) == {tag: 2}
    client.get("/en/news/nothing/")
    assert queries.readers(["nothing"]) == {}
    with connection.cursor() as cursor:
        cursor.execute("set local role quartier_fixture")
        cursor.execute("update news.reader set day = day - 1")
        cursor.execute("update news.reader_key set day = day - 1")
        cursor.execute("reset role")
    assert actions.forget_readers() == 2 and actions.forget_readers() == 0
    assert queries.readers([tag]) == {tag: 2}


def test_advice_is_found_by_theme_and_area(town, client: Client) -> None:
    fraud = town.published(theme="fraud")
    page = f"/en/news/?place=lypivka&kind=prevention&theme=%s&area={town.beat.slug}"
    assert fraud in strict(client.get(page % "fraud"))
    assert fraud not in strict(client.get(page % "fire"))
    assert fraud in strict(client.get(page % "nonsense"))
    assert "Fraud" in strict(client.get(f"/en/news/{fraud}/?place=lypivka"))
