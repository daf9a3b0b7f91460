"""The pages of what is decided: by whom, by which article, until when, what was decided so far."""

from datetime import timedelta

import pytest

from quartier.features.custody.tests.test_arrest_pages import person, strict  # noqa: F401  # a fixture

pytestmark = pytest.mark.database


def page(client, stay, name, language="en"):
    return strict(client.get(f"/console/custody/stays/{stay}/{name}/?language={language}"))


def test_a_decision_shows_what_came_before_and_what_the_law_wants(town, person):  # noqa: F811
    opened = town.open(ago=timedelta(minutes=30))
    town.record(town.keeper, opened.stay, "handed_over", ago=5)
    client = person(town.keeper)
    shown = page(client, opened.stay, "decision")
    assert "Person handed over and accepted" in shown and "not yet" in shown
    assert "КПК 211(2)" in shown and "60" in shown
    town.record(town.keeper, opened.stay, "detention_authorised", values={"grounds": "застали на місці"})
    assert "Рішення про тримання прийнято" in page(client, opened.stay, "decision", "uk")
    assert "Privation de liberté décidée" in page(client, opened.stay, "decision", "fr")


def test_in_ukraine_only_a_court_may_give_more_time(town, person):  # noqa: F811
    opened = town.open()
    assert "Nobody in the police may extend" in page(person(town.keeper), opened.stay, "extension")


def test_the_list_before_a_release_holds_nobody(town, person):  # noqa: F811
    opened = town.open()
    client = person(town.keeper)
    shown = page(client, opened.stay, "release")
    assert "Nothing on this list holds anybody here" in shown
    town.record(town.keeper, opened.stay, "released", values={"why": "no_grounds"})
    assert "Особу звільнено о" in page(client, opened.stay, "release", "uk")


def test_reviews_are_counted_in_words(town, person):  # noqa: F811
    opened = town.open(ago=timedelta(hours=2))
    for ago in (60, 30):
        town.record(
            town.keeper, opened.stay, "review_done", ago=ago, values={"result": "continued", "grounds": "…"}
        )
    shown = page(person(town.keeper), opened.stay, "review", "uk")
    assert "Перший перегляд проведено" in shown and "Другий перегляд проведено" in shown


def test_a_pause_is_said_where_the_person_is(town, person):  # noqa: F811
    opened = town.open()
    town.record(town.keeper, opened.stay, "arrived_at_station", ago=20)
    town.record(town.keeper, opened.stay, "left_for_hospital", ago=10, values={"treatment": True})
    assert "Out of the suite" in page(person(town.keeper), opened.stay, "away")


def test_whoever_only_looks_after_people_reads_no_grounds_and_strangers_nothing(town, person):  # noqa: F811
    opened = town.open()
    town.record(town.keeper, opened.stay, "detention_authorised", values={"grounds": "застали на місці"})
    assert "застали на місці" not in page(person(town.guard), opened.stay, "decision")
    answer = person(town.stranger).get(f"/console/custody/stays/{opened.stay}/decision/")
    assert answer.status_code in (403, 404)
