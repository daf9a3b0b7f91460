"""The API of incidents: a key sees what its account sees, pages follow each other, edits say which version they mean."""

import hashlib
from datetime import timedelta
from types import SimpleNamespace
from typing import Any
from urllib.parse import quote

import pytest
from django.test import Client
from tests import factories

from quartier.core.accounts.models import ApiKey
from quartier.core.incidents import importing
from quartier.core.kit.ids import uuid7
from quartier.core.registry import lock
from quartier.core.registry.visits import VisitKind

pytestmark = pytest.mark.django_db
HEADER = (
    "Crime ID,Month,Reported by,Falls within,Longitude,Latitude,Location,LSOA code,LSOA name,Crime type,"
    "Last outcome category,Context\n"
)
ROW = "{id},2018-{month:02},Surrey Police,Surrey Police,-0.33,51.23,On or near High Street,E01,Mole Valley,{kind},,\n"


def key_of(account: Any, *permits: str) -> str:
    """A key of a service account, with the visit it stands for."""
    key = lock.open_visit(account=account.id, kind=VisitKind.SERVICE, lasts=timedelta(days=30))
    ApiKey.objects.create(
        id=uuid7(),
        account=account,
        hash=hashlib.sha256(key.encode()).digest(),
        label="program",
        permits=list(permits),
        until=factories.START + timedelta(days=36_500),
        created_at=factories.START,
    )
    return key


@pytest.fixture
def town(db: None, as_fixture: Any, tmp_path: Any) -> SimpleNamespace:
    with as_fixture():
        root = factories.area(kind="county", lo=0, hi=100, country="GB", time_zone="Europe/London")
        bodies = [factories.organisation(), factories.organisation()]
        programs = []
        for body in bodies:
            programs.append(factories.account(organisation=body, kind="service"))
            factories.grant(programs[-1], role="crime_analyst", area=root, organisation=body)
    path = tmp_path / "rows.csv"
    rows = [ROW.format(id=f"i{n}", month=n + 1, kind="Drugs" if n == 2 else "Burglary") for n in range(7)]
    path.write_text(HEADER + "".join(rows))
    report = importing.import_files(
        source=importing.source([path], name="uk-police"),
        area=root.id,
        organisation=bodies[0].id,
        enter=lambda: lock.as_account(programs[0].id),
    )
    keys = [key_of(program, "incidents.read", "incidents.import") for program in programs]
    return SimpleNamespace(
        keys=keys, reader=key_of(programs[0], "incidents.read"), set=str(report.data_set), root=root
    )


def ask(key: str, path: str, **headers: str) -> Any:
    return Client().get(f"/api/{path}", headers={"Authorization": f"Bearer {key}", **headers})


def change(key: str, path: str, body: dict[str, str], **headers: str) -> Any:
    sent = {"Authorization": f"Bearer {key}", **headers}
    return Client().put(f"/api/{path}", body, content_type="application/json", headers=sent)


def test_without_a_key_nothing_is_told(town: SimpleNamespace) -> None:
    for path in ("data-sets", f"data-sets/{town.set}", "incidents"):
        answer = Client().get(f"/api/{path}")
        assert (answer.status_code, answer.json()["code"]) == (401, "key_missing")


def test_another_bodys_key_finds_what_a_key_finds_where_nothing_is(town: SimpleNamespace) -> None:
    assert ask(town.keys[1], "data-sets").json()["items"] == []
    assert ask(town.keys[1], "incidents?origin=all").json() == {"items": [], "next": None}
    hidden = ask(town.keys[1], f"data-sets/{town.set}")
    absent = ask(town.keys[1], f"data-sets/{uuid7()}")
    assert (
        (hidden.status_code, hidden.content) == (absent.status_code, absent.content) == (404, absent.content)
    )


def test_a_data_set_is_told_with_its_numbers(town: SimpleNamespace) -> None:
    (row,) = ask(town.keys[0], "data-sets").json()["items"]
    assert (row["rows"], row["precisions"], row["origins"]) == (
        7,
        {"month": 7},
        {"resident": 6, "officers": 1},
    )


def test_pages_follow_each_other_without_gap(town: SimpleNamespace) -> None:
    seen, after = [], ""
    while True:
        page = ask(town.keys[0], f"incidents?limit=2&after={quote(after)}").json()
        seen += [row["source_id"] for row in page["items"]]
        after = page["next"] or ""
        if not after:
            break
    assert seen == ["i6", "i5", "i4", "i3", "i1", "i0"]


def test_filters_choose(town: SimpleNamespace) -> None:
    def found(query: str) -> list[str]:
        return [row["source_id"] for row in ask(town.keys[0], f"incidents?{query}").json()["items"]]

    assert found("origin=officers") == ["i2"]
    assert found("kind=property&until=2018-03-01T00:00:00Z") == ["i1", "i0"]
    assert found("bbox=10,10,11,11") == []
    assert ask(town.keys[0], "incidents?kind=nonsense").json()["problems"][0]["code"] == "kind_unknown"
    assert ask(town.keys[0], "incidents?after=nonsense").json()["problems"][0]["code"] == "cursor_unknown"


def test_one_incident_can_be_fetched(town: SimpleNamespace) -> None:
    row = ask(town.keys[0], "incidents?limit=1").json()["items"][0]
    assert ask(town.keys[0], f"incidents/{row['id']}").json() == row
    assert ask(town.keys[1], f"incidents/{row['id']}").status_code == 404


def test_an_edit_says_which_version_it_means(town: SimpleNamespace) -> None:
    path, body = f"data-sets/{town.set}", {"title": "Crime of 2018"}
    assert change(town.keys[0], path, body).status_code == 428
    tag = ask(town.keys[0], path)["ETag"]
    assert ask(town.keys[0], path, **{"If-None-Match": tag}).status_code == 304
    done = change(town.keys[0], path, body, **{"If-Match": tag})
    assert (done.status_code, done.json()["title"]) == (200, "Crime of 2018")
    assert change(town.keys[0], path, {"title": "Mine"}, **{"If-Match": tag}).status_code == 412
    assert ask(town.keys[0], path)["ETag"] == done["ETag"]


def test_a_key_that_may_only_read_changes_nothing(town: SimpleNamespace) -> None:
    answer = change(town.reader, f"data-sets/{town.set}", {"title": "Mine"}, **{"If-Match": "*"})
    assert (answer.status_code, answer.json()["code"]) == (403, "permit_missing")


def test_the_vocabulary_is_public(town: SimpleNamespace) -> None:
    kinds = {row["code"]: row for row in Client().get("/api/incident-kinds").json()["items"]}
    assert kinds["sexual_offences"]["sensitive"] is True
