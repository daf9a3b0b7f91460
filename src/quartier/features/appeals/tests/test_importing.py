"""Taking over running requests: a rehearsal leaves nothing, one bad row keeps all outside, due dates are the law's."""

import json
from datetime import timedelta
from typing import Any
from uuid import UUID

import html5lib
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests import signing

from quartier.core.kit import sheets
from quartier.core.registry import lock
from quartier.features.appeals import held, importing, queries
from quartier.features.appeals.models import Appeal

pytestmark = pytest.mark.database
HEADS = ["Номер", "Надійшло", "Категорія", "Зміст", "Строк", "Продовжено", "Імʼя", "Орган"]


def strict(response: Any) -> str:
    text = response.content.decode()
    html5lib.HTMLParser(strict=True).parse(text)
    return text


def signed_in(account: UUID) -> Client:
    client = Client()
    client.get("/account/login/?language=en")
    signing.as_staff(client, account)
    return client


@pytest.fixture
def today(town: Any) -> Any:
    with lock.as_account(town.clerk) as visit:
        return visit.now.astimezone(town.place.zone if hasattr(town.place, "zone") else None).date()


def row(number: str, arrived: Any, **more: str) -> list[str]:
    values = {
        "category": "Шум",
        "text": "Музика вночі.",
        "due": "",
        "extended": "",
        "name": "Олена",
        "body": "",
    } | more
    return [number, arrived.strftime("%d.%m.%Y"), *(values[name] for name in ("category", "text", "due"))] + [
        values[name] for name in ("extended", "name", "body")
    ]


def table(*rows: list[str]) -> bytes:
    return sheets.write_xlsx("Реєстр", HEADS, rows)


def run(town: Any, data: bytes, *, keep: bool) -> importing.Report:
    with lock.as_account(town.clerk) as visit:
        importing.prepare(place=town.place.id, by=visit)
    with lock.as_account(town.clerk) as visit:
        work = importing.take_in if keep else importing.rehearse
        return work(data=data, place=town.place.id, by=visit, at=visit.now)


def count(town: Any) -> int:
    with lock.as_account(town.clerk) as visit:
        return queries.count_for(visit)


def test_a_rehearsal_computes_due_dates_and_leaves_nothing(town, today) -> None:
    report = run(town, table(row("А-1", today - timedelta(days=5))), keep=False)
    assert report.whole
    assert not report.done
    assert report.taken[0].due_at is not None
    assert count(town) == 0


def test_all_rows_come_in_with_their_former_number_and_arrival(town, today) -> None:
    arrived = today - timedelta(days=5)
    assert run(town, table(row("А-1", arrived), row("А-2", arrived)), keep=True).done
    assert count(town) == 2
    held_rows = Appeal.objects.order_by("external").values_list("external", "channel", "person__name")
    with lock.as_account(town.clerk):
        assert list(held_rows) == [("А-1", "import", "Олена"), ("А-2", "import", "Олена")]
    again = run(town, table(row("А-1", arrived)), keep=True)
    assert [bad.reason for bad in again.bad] == ["here_already"]


def test_one_bad_row_keeps_all_outside(town, today) -> None:
    good, bad = (
        row("А-1", today - timedelta(days=5)),
        row("А-2", today - timedelta(days=5), category="погода"),
    )
    report = run(town, table(good, bad), keep=True)
    assert not report.done
    assert [(one.line, one.reason) for one in report.bad] == [(3, "category_unknown")]
    assert report.as_json()["refused"] == 1
    assert count(town) == 0


def test_a_due_date_that_the_law_does_not_give_is_pointed_out(town, today) -> None:
    arrived = today - timedelta(days=5)
    earlier = row("А-1", arrived, due=(arrived + timedelta(days=10)).isoformat())
    later = row("А-2", arrived, due=(arrived + timedelta(days=40)).isoformat())
    report = run(town, table(earlier, later), keep=False)
    assert [one.differs for one in report.taken] == ["earlier", "later"]


def test_an_extension_that_was_told_elsewhere_holds_within_the_law_and_not_beyond(town, today) -> None:
    arrived = today - timedelta(days=20)
    told = (arrived + timedelta(days=10)).isoformat()
    within = row("А-1", arrived, due=(arrived + timedelta(days=40)).isoformat(), extended=told)
    beyond = row("А-2", arrived, due=(arrived + timedelta(days=90)).isoformat(), extended=told)
    report = run(town, table(within), keep=False)
    assert [one.details for one in report.bad] == []
    assert [one.differs for one in report.taken] == [""]
    assert report.taken[0].due_at.date() >= arrived + timedelta(days=40)
    refused = run(town, table(beyond), keep=False)
    assert [one.details["why"] for one in refused.bad] == ["appeals.past_the_most"]


def test_the_page_checks_first_then_takes_in_all(town, today) -> None:
    client = signed_in(town.clerk)
    assert strict(client.get("/console/appeals/import/?language=en"))
    assert (
        sheets.read(client.get("/console/appeals/import/empty.xlsx?language=fr").content).header[1]
        == "reçue le"
    )
    wrong = client.post(
        "/console/appeals/import/?language=en", {"file": SimpleUploadedFile("x.xls", b"\xd0\xcf\x11\xe0")}
    )
    assert wrong.status_code == 422
    assert "Save it as .xlsx or CSV" in strict(wrong)
    good, bad = (
        row("А-1", today - timedelta(days=5)),
        row("А-2", today - timedelta(days=5), category="погода"),
    )
    client.post("/console/appeals/import/", {"file": SimpleUploadedFile("a.xlsx", table(good, bad))})
    report = strict(client.get("/console/appeals/import/report/?language=en"))
    assert "There is no such category" in report
    assert "Take in all" not in report
    assert client.post("/console/appeals/import/take/").status_code == 409
    assert client.post("/console/appeals/import/abandon/").status_code == 302
    client.post("/console/appeals/import/", {"file": SimpleUploadedFile("a.xlsx", table(good))})
    assert "Take in all" in strict(client.get("/console/appeals/import/report/?language=en"))
    assert "Every row is here" in strict(client.post("/console/appeals/import/take/?language=en"))
    assert client.get("/console/appeals/import/report/").status_code == 302
    assert "Музика вночі" in strict(client.get("/console/appeals/?channel=import"))


def test_a_file_is_held_for_this_program_alone_and_for_one_day(tmp_path, settings) -> None:
    key = held.hold(b"secret")
    path = next(held._folder().glob(key))
    assert path.stat().st_mode & 0o777 == 0o600
    assert held.held(key) == b"secret"
    assert held.held("../" + key) is None
    held.let_go(key)
    assert held.held(key) is None


def test_the_report_is_plain_json(town, today) -> None:
    report = run(town, table(row("А-1", today - timedelta(days=5))), keep=False)
    assert json.loads(json.dumps(report.as_json()))["rows"] == 1
