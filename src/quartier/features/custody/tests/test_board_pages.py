"""Pages of the board: what stands on it, what renews itself, one press for a check, both times kept, both shifts sign."""

import re
from datetime import timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import html5lib
import pytest
from django.test import Client
from tests import signing

from quartier.core.registry import queries as registry

pytestmark = pytest.mark.database
BOARD, SUITE = "/console/custody/", "/console/custody/suites/lypivka/"


def strict(response: Any, status: int = 200) -> str:
    text = response.content.decode()
    assert response.status_code == status, text[:2000]
    html5lib.HTMLParser(strict=True).parse(
        text if "<html" in text else f"<!doctype html><title>x</title>{text}"
    )
    return text.replace("\xa0", " ")


@pytest.fixture
def person(town: Any, as_fixture: Any) -> Any:
    """Somebody in cell 4, watched each hour, seen 70 minutes ago."""
    stay = town.open(ago=timedelta(minutes=100)).stay
    town.record(town.keeper, stay, "arrived_at_station", ago=90)
    town.record(town.keeper, stay, "level_set", ago=80, values={"level": "general", "why": "calm"})
    town.record(town.keeper, stay, "cell_allocated", ago=79, values={"cell": "4"})
    town.record(town.guard, stay, "check", ago=70, values={"seen": "awake"})
    return stay


def client(account: UUID, as_fixture: Any) -> Client:
    with as_fixture():
        signing.add_app(account)
    made = Client()
    made.get("/account/login/?language=en")
    signing.as_staff(made, account)
    return made


@pytest.fixture
def guard(town: Any, as_fixture: Any) -> Client:
    return client(town.guard, as_fixture)


@pytest.fixture
def keeper(town: Any, as_fixture: Any) -> Client:
    return client(town.keeper, as_fixture)


def once(text: str) -> str:
    found = re.search(r'name="once" value="(\w+)"', text)
    assert found
    return found[1]


@pytest.mark.parametrize("language", ["uk", "fr", "en"])
def test_the_board_says_who_is_where_and_what_is_late_in_each_language(guard, person, language):
    text = strict(guard.get(f"{BOARD}?language={language}"))
    assert "А. Б., 1994" in text and 'id="cell-4" data-state="late"' in text
    late = {"uk": "10 хв", "fr": "10 min", "en": "10 min late"}[language]
    assert late in text
    every = {"uk": "Перевірка щогодини", "fr": "Surveillance toutes les heures", "en": "Check every hour"}
    assert every[language] in text
    assert text.count('<li class="cell') == 6 and "L1" not in text


def test_the_part_that_renews_itself_is_silent_while_nothing_changes(guard, person):
    first = guard.get(f"{SUITE}data/")
    text = strict(first)
    assert "А. Б., 1994" in text and "csrf" not in text
    same = guard.get(f"{SUITE}data/", headers={"If-None-Match": first["ETag"]})
    assert same.status_code == 304 and same.content == b""


def test_one_look_for_the_board_and_none_while_it_renews_itself(guard, town, person):
    def looks():
        with town.visit(town.keeper) as visit:
            return len(registry.looks_at(visit, subject=person))

    guard.get(SUITE)
    before = looks()
    guard.get(f"{SUITE}data/")
    assert looks() == before == 1


def test_a_check_is_one_press_and_leads_back_to_the_board(guard, town, person):
    page = strict(guard.get(f"/console/custody/stays/{person}/check/"))
    assert page.count('name="seen"') == 4
    form = {"seen": "sleeping", "once": once(page)}
    answer = guard.post(f"/console/custody/stays/{person}/check/", form)
    assert answer.status_code == 302 and answer["Location"] == f"{SUITE}#cell-4"
    guard.post(f"/console/custody/stays/{person}/check/", form)
    found = [one for one in town.entries(town.keeper, person) if one.act == "check"]
    assert [one.values["seen"] for one in found] == ["awake", "sleeping"]
    assert "10 min late" not in strict(guard.get(SUITE))


def test_rousing_and_looking_are_two_entries_of_one_press_and_help_is_asked_for(guard, town, person):
    answer = guard.post(f"/console/custody/stays/{person}/check/", {"seen": "roused_none", "once": "a"})
    assert answer["Location"].endswith("/medical_requested/")
    last = town.entries(town.keeper, person)[-2:]
    assert [(one.act, one.values.get("response") or one.values.get("seen")) for one in last] == [
        ("rouse", "none"),
        ("check", "needs_help"),
    ]


def test_a_check_of_an_hour_ago_keeps_both_times_and_its_reason(guard, town, person):
    now = town.entries(town.keeper, person)[-1].recorded_at
    form = {"seen": "awake", "once": "b", "words": "asked for water", "late_reason": "call to cell 2"}
    page = guard.get(f"/console/custody/stays/{person}/check/").content.decode()
    assert "It was earlier" in page
    at = now.astimezone(ZoneInfo("Europe/Kyiv")) - timedelta(minutes=40)
    guard.post(f"/console/custody/stays/{person}/check/", form | {"time": f"{at:%H:%M}"})
    last = town.entries(town.keeper, person)[-1]
    assert last.late and last.late_reason == "call to cell 2" and last.gap >= timedelta(minutes=39)


@pytest.mark.parametrize("form", [{"seen": "fine"}, {}, {"seen": "awake", "time": "25:77"}])
def test_a_press_that_is_none_of_ours_is_refused_and_nothing_typed_is_lost(guard, town, person, form):
    before = len(town.entries(town.keeper, person))
    text = strict(
        guard.post(f"/console/custody/stays/{person}/check/", form | {"words": "wants a doctor"}), 422
    )
    assert "wants a doctor" in text and len(town.entries(town.keeper, person)) == before


def test_everything_that_one_may_record_is_one_press_from_the_board(guard, keeper, person):
    mine = strict(guard.get(f"/console/custody/stays/{person}/acts/"))
    assert "Give a meal" in mine and "Assess risks" not in mine
    assert "Assess risks" in strict(keeper.get(f"/console/custody/stays/{person}/acts/"))


def test_the_suite_on_paper_has_room_to_write(guard, person):
    text = strict(guard.get(f"{SUITE}paper/"))
    assert "А. Б., 1994" in text and text.count('class="hand"') >= 7


def test_a_handover_is_frozen_read_point_by_point_and_signed_by_both(town, guard, keeper, person):
    page = strict(keeper.get(f"{SUITE}handover/"))
    assert "А. Б., 1994" in page and "People held" in page
    keeper.post(f"{SUITE}handover/", {"once": once(page), "staff": "one short until 18:00"})
    assert "waits for the incoming officer" in strict(keeper.get(f"{SUITE}handover/"))
    page = strict(guard.get(f"{SUITE}handover/"))
    assert "one short until 18:00" in page
    codes = re.findall(r'name="read" value="(\w+)"', page)
    half = {"read": codes[:3], "once": once(page)}
    assert guard.post(f"{SUITE}handover/", half).status_code == 302
    assert f"Read by the incoming officer: 3 of {len(codes)} points" in strict(guard.get(SUITE))
    strict(guard.post(f"{SUITE}handover/", half | {"sign": "1", "seen": "1"}), 422)
    done = {"read": codes, "once": once(page), "sign": "1", "seen": "1"}
    assert guard.post(f"{SUITE}handover/", done).status_code == 302
    text = strict(guard.get(SUITE))
    assert "1 of 1 people seen together" in text and "Not signed" not in text
    given, taken = town.entries(town.keeper, town.suite.subject)
    assert taken.values["of"] == str(given.id) and given.by == town.keeper and taken.by == town.guard


def test_a_head_count_that_differs_needs_a_word_and_both_numbers_stay(guard, town, person):
    strict(guard.post(f"{SUITE}head_count/", {"counted": "2", "once": "c"}), 422)
    strict(guard.post(f"{SUITE}head_count/", {"counted": "two", "once": "c"}), 422)
    form = {"counted": "2", "once": "c", "why": "a visitor was counted"}
    assert guard.post(f"{SUITE}head_count/", form).status_code == 302
    [entry] = town.entries(town.guard, town.suite.subject)
    assert entry.values == {"counted": 2, "recorded": 1, "agrees": False, "why": "a visitor was counted"}
    assert "2 people counted" in strict(guard.get(SUITE))
    assert "differs" in strict(guard.get(f"{SUITE}log/"))


def test_the_list_of_stays_finds_by_number_and_never_by_address(guard, town, person):
    number = town.stay(town.keeper, person).number
    assert number in strict(guard.post(f"{SUITE}stays/", {"text": number[-4:]}))
    assert number not in strict(guard.post(f"{SUITE}stays/", {"text": "nobody"}))
    assert number in strict(guard.get(f"{SUITE}stays/?state=held"))
    assert number not in strict(guard.get(f"{SUITE}stays/?state=released&page=x"))


def test_everything_recorded_stands_in_the_log_with_its_gap(guard, person):
    text = strict(guard.get(f"{SUITE}log/?of=everything"))
    assert "А. Б., 1994: Awake, answers" in text and "later" in text


def test_another_suite_sees_nothing(town, person, as_fixture):
    stranger = client(town.stranger, as_fixture)
    for address in ("", "data/", "paper/", "stays/", "log/", "rounds/", "handover/", "head_count/"):
        assert stranger.get(SUITE + address).status_code == 404, address
    for address in ("acts/", "check/"):
        assert stranger.get(f"/console/custody/stays/{person}/{address}").status_code == 404
    assert "А. Б., 1994" not in strict(stranger.get(BOARD))


def test_the_console_says_what_is_late_and_finds_a_record_by_its_number(guard, town, person):
    assert "Cell 4: check" in strict(guard.get("/console/?language=en"))
    number = town.stay(town.keeper, person).number
    found = guard.get("/console/find/", {"q": number[-7:]}, headers={"Accept": "application/json"}).json()
    assert number in [one["label"] for one in found["items"]]


@pytest.mark.parametrize(
    ("language", "late"),
    [("uk", "Запізно на 5 хвилин"), ("fr", "En retard de 5 minutes"), ("en", "5 minutes late")],
)
def test_the_rounds_say_by_how_much_a_check_was_late(guard, town, person, language, late):
    town.record(town.guard, person, "check", ago=5, values={"seen": "sleeping"})
    text = strict(guard.get(f"{SUITE}rounds/?language={language}"))
    assert late in text and "А. Б., 1994" in text
    assert text.count("<tr>") == 3 and strict(guard.get(f"{SUITE}rounds/?late=1&days=x")).count("<tr>") == 2
