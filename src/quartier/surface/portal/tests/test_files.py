"""Files at their addresses: what anybody loads, what a code on paper opens, and what nobody gets."""

from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from quartier.core.files import actions
from quartier.core.files.tests import samples
from quartier.core.files.tests.conftest import Office, town
from quartier.core.registry import doors, lock

pytestmark = [pytest.mark.django_db, pytest.mark.database]


@pytest.fixture
def office(db: None, as_fixture: Any, settings: Any, tmp_path: Path) -> Office:
    settings.MEDIA_ROOT = tmp_path
    with as_fixture():
        return Office(*town(), folder=tmp_path)


def body(answer: Any) -> bytes:
    return bytes(answer.content)


def test_a_public_picture_is_loaded_by_anybody_until_it_is_taken_back(client: Client, office: Office) -> None:
    _, (tag,) = office.lodge(samples.photo())
    assert client.get(f"/files/{tag}").status_code == 404
    with lock.as_account(office.clerk) as clerk:
        public = actions.let_out(tag=tag, cells={3}, descriptions={"en": "A lamp."}, by=clerk, at=clerk.now)
    for address in (f"/files/{public}", f"/files/{public}/small"):
        answer = client.get(address)
        assert answer.status_code == 200 and body(answer).startswith(b"\xff\xd8\xff")
        assert answer["Content-Type"] == "image/jpeg" and "immutable" in answer["Cache-Control"]
        assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
        assert answer["X-Content-Type-Options"] == "nosniff"
    with lock.as_account(office.clerk) as clerk:
        actions.take_back(tag=public, by=clerk, at=clerk.now)
    assert client.get(f"/files/{public}").status_code == 410
    assert client.get("/files/nothing").status_code == client.get("/files/own/nothing").status_code == 404


def test_a_door_shows_its_holder_their_own_file_and_nobody_elses(client: Client, office: Office) -> None:
    record, (photo, paper) = office.lodge(samples.photo(), samples.paper())
    _, (other,) = office.lodge(samples.photo(90, 90))
    assert client.get(f"/files/own/{photo}").status_code == 404
    with lock.as_account(office.clerk) as clerk:
        code = doors.give_door(subject=record.id, by=clerk, at=clerk.now)
    client.cookies["quartier_door"] = doors.open_door(code=code)
    shown = client.get(f"/files/own/{photo}")
    assert shown.status_code == 200 and samples.SECRET not in body(shown)
    assert shown["Cache-Control"] == "private, no-store"
    assert "attachment" not in shown.get("Content-Disposition", "")
    saved = client.get(f"/files/own/{photo}?original")
    assert body(saved) == samples.photo() and saved["Content-Disposition"].startswith("attachment")
    assert client.get(f"/files/own/{paper}")["Content-Disposition"].startswith("attachment")
    assert client.get(f"/files/own/{other}").status_code == 404


def test_a_door_opens_its_own_pages_and_is_nobody_elsewhere(client: Client, office: Office) -> None:
    record, _ = office.lodge(samples.photo())
    with lock.as_account(office.clerk) as clerk:
        code = doors.give_door(subject=record.id, by=clerk, at=clerk.now)
    client.cookies["quartier_door"] = doors.open_door(code=code)
    assert client.get("/en/ledger/").wsgi_request.visit.account is None
    assert client.get("/files/own/nothing").wsgi_request.visit.account is not None
