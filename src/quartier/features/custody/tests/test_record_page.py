"""The record as its page and its paper tell it: to each reader what is theirs, with both times, limits, rights and proof."""

import io
import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

import html5lib
import pikepdf
import pytest
from django.test import Client
from tests import signing

pytestmark = pytest.mark.database
SECRET = "подряпина на лівій вилиці"


def strict(response: Any) -> str:
    assert response.status_code == 200, response.content[:400]
    text = response.content.decode()
    html5lib.HTMLParser(strict=True).parse(text)
    return text


@pytest.fixture
def signed_in(as_fixture: Any) -> Callable[[UUID], Client]:
    def client_of(account: UUID) -> Client:
        with as_fixture():
            signing.add_app(account)
        client = Client()
        client.get("/account/login/?language=en")
        signing.as_staff(client, account)
        return client

    return client_of


@pytest.fixture
def stay(town) -> UUID:
    """Somebody held for 62 hours: brought in, told of rights, examined, checked, one check entered late."""
    found = town.open(
        ago=timedelta(hours=62), values={"place": "вул. Зелена, 12", "ground": "in_the_act"}
    ).stay
    town.record(town.officer, found, "arrived_at_station", ago=62 * 60 - 35)
    town.record(town.keeper, found, "rights_told", ago=61 * 60, values={"notice": "signed"})
    answer = {"right": "lawyer", "answer": "wants"}
    town.record(town.keeper, found, "right_answer", ago=61 * 60, values=answer)
    findings = {"fit_detained": "yes", "findings": SECRET}
    town.record(town.doctor, found, "medically_examined", ago=59 * 60, values=findings)
    town.record(
        town.keeper, found, "check", ago=42, values={"seen": "sleeping"}, late_reason="call to cell 2"
    )
    return found


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("uk", ("через 35 хвилин", "Запис внесено із запізненням", "у медичній частині", "Минув")),
        ("fr", ("après 35 minutes", "Mention tardive", "dans la partie médicale", "Dépassé")),
        ("en", ("after 35 minutes", "Late entry", "in the medical part", "Passed")),
    ],
)
def test_the_record_reads_as_one_story_in_three_languages(town, signed_in, stay, language, words) -> None:
    page = strict(signed_in(town.keeper).get(f"/console/custody/stays/{stay}/?language={language}"))
    for text in (*words, "62", "call to cell 2"):
        assert text in page
    assert SECRET not in page


def test_a_guard_reads_what_happened_and_not_why(town, signed_in, stay) -> None:
    page = strict(signed_in(town.guard).get(f"/console/custody/stays/{stay}/?language=en"))
    assert "Sleeping, breathing evenly" in page
    assert "вул. Зелена" not in page
    assert page.count("Not open to you") >= 2


def test_a_topic_keeps_only_its_entries(town, signed_in, stay) -> None:
    page = strict(signed_in(town.keeper).get(f"/console/custody/stays/{stay}/?topic=care&language=en"))
    assert "Sleeping, breathing evenly" in page
    assert "Arrived at the station after" not in page


def test_another_suite_and_a_stranger_find_nothing(town, signed_in, stay) -> None:
    stranger = signed_in(town.stranger)
    for ending in ("", "record.pdf"):
        assert stranger.get(f"/console/custody/stays/{stay}/{ending}").status_code == 404
        assert Client().get(f"/console/custody/stays/{stay}/{ending}").status_code == 302


def test_each_look_is_noted_and_shown(town, signed_in, stay) -> None:
    client = signed_in(town.keeper)
    client.get(f"/console/custody/stays/{stay}/")
    page = strict(signed_in(town.second).get(f"/console/custody/stays/{stay}/?language=en"))
    assert "Ordinary duty in my area" in page


def paper(client: Client, stay: UUID, language: str) -> pikepdf.Pdf:
    answer = client.get(f"/console/custody/stays/{stay}/record.pdf?language={language}")
    assert answer["Content-Type"] == "application/pdf"
    return pikepdf.open(io.BytesIO(answer.content))


@pytest.mark.parametrize(("language", "written"), [("uk", "uk-UA"), ("fr", "fr-BE"), ("en", "en-GB")])
def test_the_paper_is_tagged_and_carries_its_entries_as_data(
    town, signed_in, stay, language, written
) -> None:
    with paper(signed_in(town.keeper), stay, language) as pdf:
        assert str(pdf.Root.Lang) == written
        with pdf.open_metadata() as metadata:
            assert (metadata.pdfa_status, metadata["pdfuaid:part"]) == ("3A", "1")
        assert len(pdf.open_outline().root[0].children) >= 4
        told = json.loads(pdf.attachments["record.json"].get_file().read_bytes())
    assert len(told["entries"]) == 6
    assert len(told["fingerprint"]) == 64


def test_what_is_sealed_to_a_reader_is_not_in_the_file_at_all(town, signed_in, stay) -> None:
    with paper(signed_in(town.guard), stay, "en") as pdf:
        told = pdf.attachments["record.json"].get_file().read_bytes().decode()
    assert SECRET not in told and "Зелена" not in told
    assert '"sealed": "medical"' in told
