"""Moderators read, change, let out and refuse by page; the author's objection is decided by somebody else."""

from datetime import timedelta
from io import BytesIO

import html5lib
import pytest
from django.test import Client
from tests import signing

from quartier.core.files import actions as files
from quartier.core.files.tests.samples import photo as sample
from quartier.core.publication import moderating, queries, submissions
from quartier.core.publication.rules.spam import Circumstances
from quartier.core.publication.tests.conftest import town as moderated
from quartier.core.registry import lock
from quartier.surface.console.moderation_pictures import NotCells, read_cells

pytestmark = pytest.mark.database
town = moderated
REASONS = {"act": "ask_refusal", "reason": "cannot_be_freed", "words": "Лише імена."}


def strict(response) -> str:
    text = response.content.decode()
    html5lib.HTMLParser(strict=True).parse(text)
    return text


@pytest.fixture
def staff(town):
    for account in (town.first, town.second, town.third, town.clerk):
        signing.add_app(account)

    def signed_in(account) -> Client:
        client = Client()
        client.get("/account/login/?language=en")
        signing.as_staff(client, account)
        return client

    return signed_in


def page_of(submission) -> str:
    return f"/console/moderation/{submission}/?language=en"


def test_the_queue_and_one_text_show_what_was_pointed_out(town, staff) -> None:
    submission, _tag = town.lodge()
    town.lodge(title="Казино", text="Онлайн казино, гарантований дохід, телеграм @x_offers")
    client = staff(town.first)
    queue = strict(client.get("/console/moderation/?language=en"))
    assert "Темно на Зарічній" in queue and "Strong signs of spam" in queue
    assert strict(client.get("/console/moderation/?show=refused&language=en"))
    shown = strict(client.get(page_of(submission)))
    assert '<mark title="telephone number">050 000 00 14</mark>' in shown
    assert "telephone number: <q>050 000 00 14</q>" in shown
    assert staff(town.clerk).get(page_of(submission)).status_code == 403


def test_a_text_is_changed_and_made_public(town, staff) -> None:
    submission, tag = town.lodge()
    client, page = staff(town.first), page_of(submission)
    typed = {"act": "edit", "title_uk": "Темно", "text_uk": "Немає ліхтарів.", "reason": ""}
    wrong = client.post(page, typed)
    assert wrong.status_code == 422 and "Немає ліхтарів." in strict(wrong)
    half = client.post(page, typed | {"reason": "translation", "title_en": "Dark"})
    assert half.status_code == 422 and "Fill this in." in strict(half)
    done = client.post(page, typed | {"reason": "personal_data"})
    assert done.status_code == 302, done.content.decode()
    shown = strict(client.get(page))
    assert "As the author sent it" in shown and "<mark" not in shown
    assert client.post(page, {"act": "let_out"}).status_code == 302
    assert queries.notices_of([tag])[tag].bodies == {"uk": "Немає ліхтарів."}
    assert "Make it public" not in strict(client.get(page))


def test_a_picture_goes_out_covered_and_described(town, staff, settings, tmp_path) -> None:
    settings.MEDIA_ROOT = tmp_path
    with lock.as_account(town.resident) as visit:
        offer = town.offer()
        submission = moderating.submit(submission=offer, by=visit, at=visit.now)
        scope = moderating.room(area=offer.area, moderation=offer.moderation, by=visit)
        key = files.receive(stream=BytesIO(sample()), name="a.jpg", by=visit, at=visit.now).key
        photo = files.attach(
            key=key, subject=submission, scope=scope, kind="photo", description="", language="uk",
            nameless=True, by=visit, at=visit.now,
        )  # fmt: skip
    client, page = staff(town.first), page_of(submission)
    assert f'href="/files/own/{photo}"' in strict(client.get(page))
    typed = {"act": "let_out", f"show_{photo}": "on", f"cover_{photo}": "B3-D5 M1"}
    assert "M1 is no cell" in strict(client.post(page, typed))
    typed[f"cover_{photo}"] = "B3-D5"
    wrong = client.post(page, typed)
    assert wrong.status_code == 422 and "<rect" in strict(wrong)
    done = client.post(page, typed | {f"description_uk_{photo}": "Темна вулиця"})
    assert done.status_code == 302, done.content.decode()
    with lock.as_account(town.first) as visit:
        (public,) = submissions.submission_for(visit, submission).photos
    assert Client().get(f"/files/{public}").status_code == 200
    assert "Take its public page back" in strict(client.get(page))
    assert client.post(page, {"act": "take_back"}).status_code == 422
    assert client.post(page, {"act": "take_back", "reason_uk": "Видно обличчя."}).status_code == 302
    assert Client().get(f"/files/{public}").status_code == 410
    assert "Its public page was taken back." in strict(client.get(page))


def test_a_refusal_goes_through_two_people_and_an_objection_to_a_third(town, staff) -> None:
    submission, _tag = town.lodge()
    first, second, third = (staff(who) for who in (town.first, town.second, town.third))
    page = page_of(submission)
    assert first.post(page, REASONS | {"reason": "other_reason", "words": ""}).status_code == 422
    assert first.post(page, REASONS).status_code == 302
    assert "Somebody else decides" in strict(first.get(page))
    assert "You are the second reader" in strict(second.get(page))
    assert "second reader needed" in second.get("/console/?language=en").content.decode()
    assert second.post(page, {"act": "second", "words": "", "agree": ""}).status_code == 422
    assert second.post(page, {"act": "second", "words": "", "agree": "1"}).status_code == 302
    town.act(town.resident, moderating.object_to, submission, words="Імен там немає.")
    assert "Імен там немає." in strict(third.get(page))
    assert second.post(page, {"act": "decide", "words": "Ні.", "agree": ""}).status_code == 200
    done = third.post(page, {"act": "decide", "words": "Імена є.", "agree": ""})
    assert done.status_code == 302, done.content.decode()
    assert "refused for good" in strict(third.get(page))


def test_what_is_late_says_so_by_the_clock(town, staff) -> None:
    with lock.as_account(town.resident) as visit:
        at = visit.now - timedelta(days=9)
        moderating.submit(submission=town.offer(circumstances=Circumstances(trap=True)), by=visit, at=at)
    assert "late: to be read" in strict(staff(town.first).get("/console/moderation/?language=en"))


def test_everybody_reads_how_much_was_refused_and_why(town, staff) -> None:
    submission, _tag = town.lodge()
    town.lodge()
    town.act(town.first, moderating.ask_refusal, submission, reason="advertising")
    town.act(town.second, moderating.second, submission, agree=True)
    for language in ("uk", "fr", "en"):
        page = strict(Client().get(f"/{language}/moderation/?place={town.place.slug}"))
        assert town.offer().title not in page
    assert "This is advertising, not a request" in page
    assert "No text was offered" in strict(Client().get(f"/en/moderation/?place={town.place.slug}&year=2021"))
    assert "Refused by two people" in strict(
        staff(town.first).get("/console/moderation/figures/?language=en")
    )


@pytest.mark.parametrize(("text", "count"), [("", 0), ("a1", 1), ("B3-D5, b3", 9), ("D5:B3", 9), ("L9", 1)])
def test_cells_are_read_as_people_type_them(text, count) -> None:
    assert len(read_cells(text)) == count


@pytest.mark.parametrize("text", ["M1", "A0", "A10", "hello", "A1-"])
def test_what_is_no_cell_is_refused(text) -> None:
    with pytest.raises(NotCells):
        read_cells(text)
