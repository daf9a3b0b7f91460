"""The clerk's room: who sees what, due first on top, search without a trace in an address, lists to take away."""

import io
import re
from typing import Any
from uuid import UUID

import html5lib
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from openpyxl import load_workbook
from PIL import Image
from tests import signing

from quartier.core.kit import sheets
from quartier.core.registry import lock
from quartier.core.registry import queries as registry
from quartier.features.appeals import queries

pytestmark = pytest.mark.database


def strict(response: Any) -> str:
    text = response.content.decode()
    html5lib.HTMLParser(strict=True).parse(text)
    return text


def signed_in(account: UUID) -> Client:
    client = Client()
    client.get("/account/login/?language=en")
    signing.as_staff(client, account)
    return client


@pytest.mark.parametrize("language", ["uk", "fr", "en"])
def test_the_queue_shows_what_runs_and_one_page_shows_all_of_it(town, language) -> None:
    made = town.lodge()
    client = signed_in(town.worker)
    page = strict(client.get(f"/console/appeals/?language={language}"))
    assert made.number in page
    one = strict(client.get(f"/console/appeals/{made.id}/?language={language}"))
    for text in ("Прошу вплинути", "Тарас Голубняк", made.number):
        assert text in one
    assert "393/96" in one or "U7" in one


def test_an_empty_queue_says_where_requests_come_from(town) -> None:
    assert "They come from" in strict(signed_in(town.clerk).get("/console/appeals/?language=en"))


def test_another_body_sees_nothing_and_a_visitor_signs_in_first(town) -> None:
    made = town.lodge()
    other = signed_in(town.officer)
    assert made.number not in strict(other.get("/console/appeals/?view=all&language=en"))
    assert other.get(f"/console/appeals/{made.id}/").status_code == 404
    assert Client().get("/console/appeals/").status_code == 302


def test_every_view_filter_and_page_of_an_address_opens(town) -> None:
    made = town.lodge()
    client = signed_in(town.worker)
    for query in (
        "view=late",
        "view=week",
        "view=new",
        "view=mine",
        "view=escalated",
        "view=answered&page=9",
    ):
        assert client.get(f"/console/appeals/?{query}").status_code == 200
    for query in ("category=lighting", "channel=web", "view=new&area=x&page=zz", f"area={town.place.id}"):
        assert made.number in strict(client.get(f"/console/appeals/?{query}"))
    assert made.number not in strict(client.get("/console/appeals/?category=noise"))


def test_search_finds_by_number_word_and_name_and_never_by_address(town) -> None:
    made = town.lodge()
    client = signed_in(town.worker)
    for text in (made.number, "ліхтар", "Голубняк"):
        assert made.number in strict(client.post("/console/appeals/search/", {"text": text}))
    assert client.get("/console/appeals/search/?text=x").status_code == 405


def test_each_page_about_a_request_is_a_look(town) -> None:
    made = town.lodge()
    client = signed_in(town.worker)
    client.get(f"/console/appeals/{made.id}/")
    with lock.as_account(town.worker) as visit:
        assert [look["page"] for look in registry.looks_at(visit, subject=made.id)] == ["appeal"]


def test_a_list_is_taken_away_without_names_or_contacts(town) -> None:
    made = town.lodge()
    client = signed_in(town.worker)
    csv = client.get("/console/appeals/list.csv?language=en")
    assert csv["Content-Type"] == sheets.CSV_TYPE
    rows = sheets.read(csv.content).rows
    assert rows[0].cells[0] == made.number
    assert "Голубняк" not in csv.content.decode()
    page = load_workbook(io.BytesIO(client.get("/console/appeals/list.xlsx").content)).active
    assert page.cell(2, 1).value == made.number
    assert client.get("/console/appeals/list.exe").status_code == 404


def test_the_board_of_the_console_and_its_command_bar_know_requests(town) -> None:
    made = town.lodge()
    client = signed_in(town.worker)
    assert client.get("/console/?language=en").status_code == 200
    found = client.get(f"/console/find/?q={made.number}", headers={"accept": "application/json"}).json()
    assert made.number in found["items"][0]["label"]


def test_a_caller_is_entered_and_leaves_with_number_and_code(town) -> None:
    client = signed_in(town.clerk)
    assert strict(client.get("/console/appeals/enter/?language=en"))
    typed = {
        "channel": "phone",
        "category": "noise",
        "title": "Музика вночі",
        "text": "Третю ніч поспіль.",
        "language": "uk",
        "name": "Олена",
        "way": "email",
    }
    wrong = client.post("/console/appeals/enter/?language=en", typed)
    assert wrong.status_code == 422
    assert "Третю ніч поспіль." in strict(wrong)
    assert "Without it nothing can be sent this way" in wrong.content.decode()
    page = strict(client.post("/console/appeals/enter/?language=en", typed | {"way": ""}))
    assert "LYP-" in page
    assert "Код, щоб стежити" in page  # the receipt speaks the language of the person, not of the clerk
    assert "Музика вночі" in strict(client.get("/console/appeals/"))


def test_texts_are_kept_changed_and_taken_off(town) -> None:
    client = signed_in(town.clerk)
    assert "No texts yet" in strict(client.get("/console/appeals/texts/?language=en"))
    typed = {"title_uk": "Ліхтарі", "words_uk": "Звернення {number}", "category": "lighting"}
    assert client.post("/console/appeals/texts/new/", typed | {"words_uk": ""}).status_code == 422
    assert client.post("/console/appeals/texts/new/", typed).status_code == 302
    assert "Ліхтарі" in strict(client.get("/console/appeals/texts/"))
    address = "/console/appeals/texts/ліхтарі/"
    assert client.post(address, typed | {"words_uk": "Інакше"}).status_code == 302
    assert "Інакше" in strict(client.get(address))
    assert "Ліхтарі" not in strict(signed_in(town.worker).get("/console/appeals/texts/"))
    assert client.post(f"{address}end/").status_code == 302
    assert "Ліхтарі" not in strict(client.get("/console/appeals/texts/"))


def test_the_desk_and_its_figures_open(town) -> None:
    town.lodge()
    client = signed_in(town.worker)
    desk = strict(client.get("/console/appeals/desk/?language=en"))
    assert "Street lights" in desk
    assert "LYP" in desk
    assert "Street lights" in strict(client.get("/console/appeals/figures/?language=en"))


def test_a_letter_comes_with_its_scan_which_is_kept_while_the_form_is_mended(town) -> None:
    client = signed_in(town.clerk)
    picture = io.BytesIO()
    Image.new("RGB", (40, 30), "white").save(picture, "PNG")
    typed = {
        "channel": "letter",
        "category": "noise",
        "title": "Лист",
        "text": "Прошу тиші.",
        "language": "uk",
    }
    scan = SimpleUploadedFile("scan.png", picture.getvalue(), "image/png")
    wrong = client.post("/console/appeals/enter/?language=en", typed | {"scan": scan})
    assert wrong.status_code == 422
    assert "Say what it shows" in strict(wrong)
    key = re.search(r'name="scan_key" value="([^"]+)"', wrong.content.decode())[1]
    mended = typed | {"scan_key": key, "scan_description": "Лист на одному аркуші"}
    assert "LYP-" in strict(client.post("/console/appeals/enter/", mended))
    with lock.as_account(town.clerk) as visit:
        (row,) = queries.queue_for(visit).rows
    page = strict(client.get(f"/console/appeals/{row.id}/"))
    address = re.search(rf"/console/appeals/{row.id}/files/[^\"]+", page)[0]
    file = client.get(address)
    assert (file.status_code, file["Cache-Control"]) == (200, "private, no-store")
    assert b"".join(file.streaming_content)
    assert signed_in(town.officer).get(address).status_code == 404
    torn = SimpleUploadedFile("scan.exe", b"MZ not a scan")
    assert "JPEG" in strict(client.post("/console/appeals/enter/?language=en", typed | {"scan": torn}))
