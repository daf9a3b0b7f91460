"""Incidents in the console: list, map, records, and an import from the choice of a file to its end."""

import errno
import re
from types import SimpleNamespace

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests import factories, signing

from quartier.core.incidents import incoming, queries
from quartier.core.incidents.queries import Filter
from quartier.core.registry import lock

pytestmark = pytest.mark.django_db
HEADER = (
    "Crime ID,Month,Reported by,Falls within,Longitude,Latitude,Location,LSOA code,LSOA name,Crime type,"
    "Last outcome category,Context\n"
)


def row(identity: str, month: str = "2018-10", kind: str = "Burglary", x: str = "-0.33") -> str:
    return f"{identity},{month},Surrey Police,Surrey Police,{x},51.23,On or near High Street,E01,Mole Valley,{kind},,\n"


@pytest.fixture
def town(db, as_fixture, settings, tmp_path):
    settings.QUARTIER_ENV = SimpleNamespace(
        **{f: getattr(settings.QUARTIER_ENV, f) for f in settings.QUARTIER_ENV.__dataclass_fields__}
        | {"data": tmp_path}
    )
    with as_fixture():
        root = factories.area(kind="county", lo=0, hi=100, country="GB", time_zone="Europe/London")
        police, other = factories.organisation(), factories.organisation()
        people = {}
        for name, body, role in (
            ("analyst", police, "crime_analyst"),
            ("officer", police, "beat_officer"),
            ("stranger", other, "crime_analyst"),
        ):
            people[name] = factories.account(organisation=body, display_name=name.title())
            factories.grant(people[name], role=role, area=root, organisation=body)
            signing.add_app(people[name].id)
    return SimpleNamespace(root=root, police=police, tmp=tmp_path, **people)


def signed_in(account, language="en") -> Client:
    client = Client()
    client.get(f"/account/login/?language={language}")
    signing.as_staff(client, account.id)
    return client


@pytest.fixture
def analyst(town):
    return signed_in(town.analyst)


def upload(town, text: str | bytes, name: str = "2018-10-surrey-street.csv", **more) -> dict:
    raw = text.encode() if isinstance(text, str) else text
    where = f"{town.root.id}:{town.police.id}"
    return {"files": [SimpleUploadedFile(name, raw)], "where": where, "title": "", **more}


def brought(client, town, text: str) -> str:
    """Upload, and give the address of the import's page."""
    answer = client.post("/console/incidents/import/", upload(town, text))
    assert answer.status_code == 302, answer.content.decode()
    return answer["Location"]


def taken(client, town, text: str) -> str:
    page = brought(client, town, text)
    assert client.post(f"{page}commit/").status_code == 302
    return page


def count(town) -> int:
    with lock.as_account(town.analyst.id) as visit:
        return queries.count(visit, Filter())


def test_a_file_is_checked_first_and_taken_in_on_a_word(analyst, town):
    page = brought(analyst, town, HEADER + row("a") + row("b", month="Oct") + row("c"))
    said = analyst.get(page).content.decode()
    assert "2018-10-surrey-street.csv" in said
    assert "The time is written in another form than the mapping says." in said
    assert count(town) == 0
    analyst.post(f"{page}commit/")
    assert count(town) == 2
    assert "2 taken in" in analyst.get(page).content.decode()
    assert list(incoming.root().glob("*")) == []


def test_all_or_nothing_is_answered_in_words(analyst, town):
    page = brought(analyst, town, HEADER + row("a") + row("b", month="Oct"))
    answer = analyst.post(f"{page}commit/", {"whole": "1"})
    assert answer.status_code == 409
    assert "1 rows were refused" in answer.content.decode()
    assert count(town) == 0


def test_letting_go_takes_nothing_in(analyst, town):
    page = brought(analyst, town, HEADER + row("a"))
    analyst.post(f"{page}abandon/", {"reason": "the wrong month"})
    assert count(town) == 0
    assert analyst.post(f"{page}commit/").status_code == 409


@pytest.mark.parametrize(
    ("language", "sentence"),
    [("en", "This is a spreadsheet"), ("uk", "Це електронна таблиця"), ("fr", "C’est une feuille de calcul")],
)
def test_a_wrong_file_is_named_in_the_readers_language(town, language, sentence):
    client = signed_in(town.analyst, language)
    client.cookies["django_language"] = language
    answer = client.post("/console/incidents/import/", upload(town, b"PK\x03\x04zip", name="rows.xlsx"))
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert list(incoming.root().glob("*")) == []


def test_an_encoding_can_be_chosen(analyst, town):
    text = (HEADER + row("їжак")).encode("cp1251")
    refused = analyst.post("/console/incidents/import/", upload(town, text))
    assert refused.status_code == 422
    assert "cp1251" in refused.content.decode()
    assert (
        analyst.post("/console/incidents/import/", upload(town, text, encoding="cp1251")).status_code == 302
    )


def test_a_full_disk_keeps_nothing(analyst, town, monkeypatch):
    def full(uploads):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(incoming, "receive", full)
    answer = analyst.post("/console/incidents/import/", upload(town, HEADER + row("a")))
    assert answer.status_code == 422
    assert "disk of this installation is full" in answer.content.decode()


def test_a_large_file_goes_to_the_background(analyst, town, monkeypatch):
    from quartier.surface.console import incidents_import
    from quartier.surface.jobs import imports

    monkeypatch.setattr(incidents_import, "AT_ONCE", 10)
    deferred = []
    monkeypatch.setattr(incidents_import.queue, "defer", lambda task, **given: deferred.append(given))
    page = brought(analyst, town, HEADER + row("a") + row("b"))
    waiting = analyst.get(page)
    assert waiting["Refresh"] == "3"
    assert "The file is being checked" in waiting.content.decode()
    (given,) = deferred
    monkeypatch.setattr("django.db.connections.close_all", lambda: None)
    imports.stage_incidents.func(run=given["run"], account=given["account"])
    assert "Refresh" not in analyst.get(page)
    analyst.post(f"{page}commit/")
    assert count(town) == 2
    assert list(incoming.root().glob("*")) == []


def test_an_upload_that_has_gone_is_told(analyst, town, monkeypatch):
    from quartier.surface.console import incidents_import
    from quartier.surface.jobs import imports

    monkeypatch.setattr(incidents_import, "AT_ONCE", 10)
    deferred = []
    monkeypatch.setattr(incidents_import.queue, "defer", lambda task, **given: deferred.append(given))
    page = brought(analyst, town, HEADER + row("a"))
    incoming.sweep(older_than_s=-1)
    monkeypatch.setattr("django.db.connections.close_all", lambda: None)
    imports.stage_incidents.func(run=deferred[0]["run"], account=deferred[0]["account"])
    assert "The uploaded file is gone" in analyst.get(page).content.decode()


def test_refused_rows_come_as_a_file_that_runs_nothing(analyst, town):
    page = brought(analyst, town, HEADER + row("a", month='"=cmd()"'))
    text = analyst.get(f"{page}refused.csv").content.decode()
    assert text.splitlines()[1] == "2018-10-surrey-street.csv,2,Month,'=cmd(),time_format"


def test_reported_and_found_are_kept_apart(analyst, town):
    taken(analyst, town, HEADER + row("a") + row("b", kind="Drugs"))
    every = "?period=all"
    assert "Drugs found" not in analyst.get(f"/console/incidents/{every}").content.decode()
    found = analyst.get(f"/console/incidents/{every}&origin=officers").content.decode()
    assert "Drugs found" in found
    mixed = analyst.get(f"/console/incidents/{every}&origin=all").content.decode()
    assert "Reported and found are mixed here" in mixed


def test_the_list_goes_on_page_after_page(analyst, town):
    taken(analyst, town, HEADER + "".join(row(f"id{n}", month=f"2018-{n % 12 + 1:02}") for n in range(60)))
    seen, address = set(), "/console/incidents/?period=all"
    for _ in range(2):
        page = analyst.get(address).content.decode()
        seen |= set(re.findall(r"/console/incidents/one/([0-9a-f-]{36})/", page))
        older = re.search(r'href="(\?[^"]*after=[^"]*)"', page)
        address = "/console/incidents/" + older[1].replace("&amp;", "&") if older else ""
    assert len(seen) == 60
    assert address == ""


def test_a_broken_filter_opens_the_page_all_the_same(analyst, town):
    taken(analyst, town, HEADER + row("a"))
    query = "?kind=nonsense&origin=x&period=9&set=1&area=z&since=never&after=1.2&bbox=1,2"
    assert analyst.get(f"/console/incidents/{query}").status_code == 200
    assert analyst.get(f"/console/incidents/map/{query}").status_code == 200
    assert analyst.get(f"/console/incidents/map.geojson{query}").status_code == 200


def test_points_for_the_map_are_bounded(analyst, town):
    taken(analyst, town, HEADER + row("a") + row("b") + row("c", x="-0.10"))
    every = analyst.get("/console/incidents/map.geojson?period=all").json()
    assert {f["properties"]["count"] for f in every["features"]} == {1, 2}
    west = analyst.get("/console/incidents/map.geojson?period=all&bbox=-0.4,51,-0.2,52").json()
    assert [f["properties"]["count"] for f in west["features"]] == [2]
    assert west["numberMatched"] == 1


def test_the_map_has_its_table_and_its_drawing(analyst, town):
    taken(analyst, town, HEADER + row("a") + row("b"))
    page = analyst.get("/console/incidents/map/?period=all").content.decode()
    assert "<map-view" in page and "<circle" in page
    assert "Points with most incidents" in page


def test_one_incident_says_no_more_than_is_known(analyst, town):
    taken(analyst, town, HEADER + row("a"))
    with lock.as_account(town.analyst.id) as visit:
        (happened,) = queries.occurrences(visit, Filter()).rows
    page = analyst.get(f"/console/incidents/one/{happened.id}/").content.decode()
    assert "October 2018" in page
    assert "month only" in page
    assert "within 150" in page


def test_a_data_set_tells_its_story_and_what_it_is_worth(analyst, town):
    page = taken(analyst, town, HEADER + row("a") + row("b"))
    address = re.search(r"/console/incidents/sets/[0-9a-f-]+/", analyst.get(page).content.decode())[0]
    said = analyst.get(address).content.decode()
    assert "month only" in said
    assert "2018-10-surrey-street.csv" in said
    assert "Your look was logged" in said


def test_two_people_editing_lose_nothing(analyst, town):
    page = taken(analyst, town, HEADER + row("a"))
    address = re.search(r"/console/incidents/sets/[0-9a-f-]+/", analyst.get(page).content.decode())[0]
    first = {"title": "Crime of October", "description": "", "licence": "", "source": "", "version": "1"}
    assert analyst.post(f"{address}edit/", first).status_code == 302
    second = first | {"title": "October, street level", "description": "a long text that took an hour"}
    answer = analyst.post(f"{address}edit/", second)
    said = answer.content.decode()
    assert answer.status_code == 409
    assert "Crime of October" in said
    assert "a long text that took an hour" in said
    assert 'name="version" value="2"' in said
    assert analyst.post(f"{address}edit/", second | {"version": "2"}).status_code == 302
    assert "October, street level" in analyst.get(address).content.decode()


def test_hidden_and_absent_look_alike(town):
    analyst = signed_in(town.analyst)
    page = taken(analyst, town, HEADER + row("a"))
    stranger = signed_in(town.stranger)
    hidden = stranger.get(page)
    absent = stranger.get("/console/incidents/imports/00000000-0000-7000-8000-000000000000/")
    assert hidden.status_code == absent.status_code == 404
    strip = re.compile(rb'/console/incidents/imports/[0-9a-f-]+/|name="csrfmiddlewaretoken" value="\w+"')
    assert strip.sub(b"", hidden.content) == strip.sub(b"", absent.content)
    assert "Mole Valley" not in stranger.get("/console/incidents/?period=all").content.decode()


def test_who_may_read_may_not_import(town):
    officer = signed_in(town.officer)
    assert officer.get("/console/incidents/").status_code == 200
    assert officer.get("/console/incidents/import/").status_code == 403


def test_an_import_that_waits_stands_on_the_board(analyst, town):
    brought(analyst, town, HEADER + row("a"))
    assert "Import to decide on: 2018-10-surrey-street.csv" in analyst.get("/console/").content.decode()
