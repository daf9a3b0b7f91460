"""The pages of doors and figures: a number of the card proves a check, a wrong one asks again, nothing is lost."""

import re
from datetime import timedelta
from typing import Any

import pytest
from tests import factories

from quartier.features.custody import doors, queries
from quartier.features.custody.rules.doors import card

from .test_board_pages import client, strict
from .test_doors import UID, Ntag

pytestmark = pytest.mark.database
DOORS = "/console/custody/suites/lypivka/doors/"


@pytest.fixture
def person(town: Any) -> Any:
    """Somebody in cell 4, seen half an hour ago."""
    stay = town.open(ago=timedelta(minutes=60)).stay
    town.record(town.keeper, stay, "arrived_at_station", ago=50)
    town.record(town.keeper, stay, "level_set", ago=40, values={"level": "general", "why": "x"})
    town.record(town.keeper, stay, "cell_allocated", ago=30, values={"cell": "4"})
    return stay


@pytest.fixture
def keeper(town: Any, as_fixture: Any) -> Any:
    return client(town.keeper, as_fixture)


@pytest.fixture
def guard(town: Any, as_fixture: Any) -> Any:
    return client(town.guard, as_fixture)


def checked(town: Any, stay: Any) -> list[Any]:
    return [entry.presence for entry in town.entries(town.keeper, stay) if entry.act == "check"]


def put(page: str) -> dict[str, str]:
    """What a form holds without anybody typing."""
    return dict(re.findall(r'name="(asked|once|touch)" value="([^"]+)"', page))


def number(town: Any, page: str) -> str:
    """What stands on the card at the place that the page asks for."""
    row, column = re.search(r"Number at (\w) (\d) on the card", page).groups()
    with town.visit(town.keeper) as visit:
        shown = doors.card_of(visit, queries.suite_for(visit, "lypivka"), "4")
    return dict(shown.rows)[row][card.COLUMNS.index(column)]


def test_a_card_is_made_printed_and_proves_a_check(town, person, keeper, guard):
    made = keeper.post(DOORS, {"kind": "card", "cell": "4"})
    printed = strict(keeper.get(made["Location"]))
    assert printed.count("<td>") == 101
    page = strict(guard.get(f"/console/custody/stays/{person}/check/"))
    answer = {**put(page), "seen": "sleeping", "digits": number(town, page)}
    assert guard.post(f"/console/custody/stays/{person}/check/", answer).status_code == 302
    (presence,) = checked(town, person)
    assert (presence["kind"], presence["cell"]) == ("card", "4")


def test_a_wrong_number_asks_again_and_an_empty_one_counts_as_typed(town, person, keeper, guard):
    keeper.post(DOORS, {"kind": "card", "cell": "4"})
    address = f"/console/custody/stays/{person}/check/"
    page = strict(guard.get(address))
    wrong = f"{(int(number(town, page)) + 1) % 1000:03d}"
    again = strict(guard.post(address, {**put(page), "seen": "awake", "digits": wrong, "words": "вода"}), 422)
    assert "not the number on the card" in again
    assert "вода" in again, "nothing typed is lost"
    assert checked(town, person) == []
    guard.post(address, {**put(again), "seen": "awake", "digits": ""})
    assert [one["kind"] for one in checked(town, person)] == ["none"]


def test_an_earlier_time_is_never_proven_by_a_number_of_now(town, person, keeper, guard):
    keeper.post(DOORS, {"kind": "card", "cell": "4"})
    address = f"/console/custody/stays/{person}/check/"
    page = strict(guard.get(address))
    seen = town.stay(town.guard, person).moment.astimezone().strftime("%H:%M")
    guard.post(address, {**put(page), "seen": "awake", "digits": number(town, page), "time": seen})
    assert all(one["kind"] == "none" for one in checked(town, person))


def test_without_a_card_the_form_asks_for_none(guard, person):
    assert 'name="digits"' not in strict(guard.get(f"/console/custody/stays/{person}/check/"))


def test_a_touched_tag_leads_to_the_check_of_whoever_is_inside(town, person, keeper, guard):
    page = strict(keeper.post(DOORS, {"kind": "tag", "cell": "4", "uid": UID}))
    path, meta, file = re.findall(r"<code>([^<]+)</code>", page)
    tag = Ntag(doors.Tag(cell="4", number=1, path=path.replace("&amp;", "&"), meta_key=meta, file_key=file))
    said = tag.touched()
    there = guard.get("/console/custody/door/", {"d": said["code"], "p": said["sealed"], "c": said["mac"]})
    assert there.status_code == 302
    form = strict(guard.get(there["Location"]))
    assert "tag at the door was touched" in form
    guard.post(f"/console/custody/stays/{person}/check/", {**put(form), "seen": "awake"})
    (presence,) = checked(town, person)
    assert (presence["kind"], presence["counter"]) == ("tag", 1)
    replay = {"d": said["code"], "p": said["sealed"], "c": said["mac"]}
    assert keeper.get("/console/custody/door/", replay).status_code == 409


def test_a_touch_that_is_over_leaves_a_form_that_can_be_sent(town, person, guard):
    made_up = "01900000-0000-7000-8000-000000000001"
    address = f"/console/custody/stays/{person}/check/"
    assert "tag at the door" not in strict(guard.get(f"{address}?touch={made_up}"))
    page = strict(guard.post(address, {"touch": made_up, "seen": "awake"}), 422)
    assert 'name="touch"' not in page
    assert guard.post(address, {**put(page), "seen": "awake"}).status_code == 302


def test_a_made_up_touch_is_refused_in_words(guard):
    answer = guard.get("/console/custody/door/", {"d": "x", "p": "00" * 16, "c": "00" * 8})
    assert "does not count" in strict(answer, 409)
    assert guard.get("/console/custody/door/").status_code == 302


def test_a_number_that_no_tag_has_is_asked_again(keeper):
    page = strict(keeper.post(DOORS, {"kind": "tag", "cell": "4", "uid": "04 95"}), 422)
    assert 'value="04 95"' in page


def test_whoever_cares_for_people_does_not_make_cards(guard, town, keeper):
    keeper.post(DOORS, {"kind": "card", "cell": "4"})
    assert guard.get(DOORS).status_code == 403
    assert guard.get(f"{DOORS}4/card/").status_code == 403
    assert keeper.get(f"{DOORS}9/card/").status_code == 404


def test_figures_are_drawn_with_their_table_and_can_be_carried_away(town, as_fixture):
    for _ in range(6):
        town.open(ago=timedelta(days=45))
    with as_fixture():
        who = factories.staff(
            role="shift_supervisor",
            area=town.place,
            organisation=town.body,
            compartments=["general"],
            secrecy=2,
        )
    chief = client(who, as_fixture)
    page = strict(chief.get("/console/custody/figures/?measure=stays"))
    assert "<svg" in page and "<table" in page
    assert ">6<" in page
    csv = chief.get("/console/custody/figures/list.csv?measure=stays")
    assert "6" in csv.content.decode("utf-8-sig").splitlines()[1]
    assert chief.get("/console/custody/figures/list.xlsx?measure=nonsense").content[:2] == b"PK"


def test_figures_are_for_supervisors(guard):
    assert guard.get("/console/custody/figures/").status_code == 403
