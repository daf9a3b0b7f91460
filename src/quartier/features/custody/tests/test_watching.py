"""The watch over a suite: told in time, once, to whom the suite says; and a heart that beats where nobody is."""

from datetime import timedelta

import pytest
from tests import factories

from quartier.core.messages import queries as messages
from quartier.core.registry import lock
from quartier.features.custody import watching
from quartier.features.custody.models import Stay
from quartier.features.custody.rules import said
from quartier.features.custody.rules.acts.catalogue import ACTS
from quartier.features.custody.rules.said import Tongue
from quartier.features.custody.watching import Round

pytestmark = pytest.mark.database


@pytest.fixture
def outside(town, as_fixture):
    """The duty officer outside the suite."""
    with as_fixture():
        return factories.staff(
            role="shift_supervisor",
            area=town.place,
            organisation=town.body,
            compartments=["general"],
            secrecy=2,
        )


def held(town, *, checked: float, opened: float = 120):
    """Somebody in cell 4 at the general level, last seen so many minutes ago."""
    stay = town.open(ago=timedelta(minutes=opened)).stay
    for act in ("rights_told", "third_person_informed", "legal_aid_informed"):
        town.record(town.keeper, stay, act, ago=checked)
    town.record(town.keeper, stay, "risk_assessed", ago=checked, values={"result": "low"})
    town.record(town.keeper, stay, "detention_authorised", ago=checked, values={"grounds": "Докази."})
    town.record(town.keeper, stay, "cell_allocated", ago=checked, values={"cell": "4"})
    town.record(town.keeper, stay, "level_set", ago=checked, values={"level": "general", "why": "Оцінка."})
    return stay


def told(town, stay, act):
    return [entry for entry in town.entries(town.keeper, stay) if entry.act == act]


def heard(who):
    with lock.as_account(who) as visit:
        return [said.template for said in messages.messages_to(visit, account=who)]


def test_a_check_in_time_is_told_to_nobody(town, outside):
    held(town, checked=64)
    assert watching.run(town.clock) == Round(beats=1)


def test_five_minutes_late_the_suite_hears_and_fifteen_minutes_late_somebody_outside(town, outside):
    stay = held(town, checked=66)
    assert watching.run(town.clock).alarms == 1
    (alarm,) = told(town, stay, "alarm")
    assert (alarm.values["about"], alarm.values["to"], alarm.values["step"]) == ("check", "inspector", 1)
    assert alarm.by == town.clock
    assert heard(town.keeper) == ["custody.alarm"]
    assert heard(outside) == []


def test_a_quarter_of_an_hour_late_both_have_heard_and_nothing_is_said_twice(town, outside):
    stay = held(town, checked=76)
    assert watching.run(town.clock).alarms == 2
    assert watching.run(town.clock) == Round()
    assert len(told(town, stay, "alarm")) == 2
    assert heard(outside) == ["custody.alarm"]
    assert heard(town.keeper) == ["custody.alarm"]


def test_the_record_says_an_alarm_in_words(town, outside):
    stay = held(town, checked=66)
    watching.run(town.clock)
    (alarm,) = told(town, stay, "alarm")
    for language, words in {"uk": "перевірка стану", "fr": "ronde", "en": "check"}.items():
        spoken = Tongue(language=language, moment=str, day=str, account=str)
        texts = {one.code: one.text for one in said.answers(ACTS["alarm"], alarm.values, spoken)}
        assert texts["about"] == words
        assert texts["to"] != "inspector"


def test_the_check_ends_the_alarm_and_the_next_one_has_its_own(town, outside):
    stay = held(town, checked=70)
    assert watching.run(town.clock).alarms == 1
    town.record(town.guard, stay, "check", values={"seen": "awake"})
    assert watching.run(town.clock).alarms == 0


def test_where_nobody_has_the_role_the_next_step_hears_it_at_once(town, outside, as_fixture):
    with as_fixture():
        town.suite.policy = {"people": {"inspector": {"role": "governor"}}}
        town.suite.save()
    held(town, checked=66)
    watching.run(town.clock)
    assert heard(outside) == ["custody.alarm"]


def test_ninety_minutes_before_the_limit_it_is_announced_with_its_name(town, outside):
    stay = town.open(ago=timedelta(hours=58, minutes=31)).stay
    watching.run(town.clock)
    (warning,) = [one for one in told(town, stay, "limit_warning") if one.values["limit"] == "to_court"]
    assert warning.values["minutes"] == 90
    assert "custody.limit_warning" in heard(town.prosecutor)


def test_a_limit_that_passed_is_written_down_with_its_instant_and_article(town, outside):
    stay = town.open(ago=timedelta(hours=60, minutes=20)).stay
    done = watching.run(town.clock)
    assert done.passed >= 1
    (passed,) = [one for one in told(town, stay, "limit_passed") if one.values["limit"] == "to_court"]
    assert passed.occurred_at == town.stay(town.keeper, stay).moment + timedelta(hours=60)
    assert passed.values["consequence"] == "release"
    assert passed.values["article"]
    assert passed.late and passed.late_reason, "the program had slept, and says so"
    assert {"custody.limit_passed"} <= set(heard(town.prosecutor))
    steps = [one.values["to"] for one in told(town, stay, "alarm") if one.values["about"] == "to_court"]
    assert steps == ["inspector", "outside"]
    assert watching.run(town.clock) == Round()


def test_whoever_was_released_is_watched_no_more(town, outside):
    stay = held(town, checked=66)
    town.record(town.keeper, stay, "released", values={})
    assert watching.run(town.clock).said == 0


def test_an_empty_suite_says_that_it_is_empty_once_in_a_quarter_of_an_hour(town):
    assert watching.run(town.clock).beats == 1
    assert watching.run(town.clock).beats == 0
    (beat,) = [one for one in town.entries(town.keeper, town.suite.subject) if one.act == "occupancy"]
    assert {name: beat.values.get(name) for name in ("held", "out", "street")} == {
        "held": 0,
        "out": 0,
        "street": 0,
    }


def test_those_on_the_way_and_in_the_cells_are_counted(town):
    held(town, checked=1)
    town.open()
    watching.run(town.clock)
    (beat,) = [one for one in town.entries(town.keeper, town.suite.subject) if one.act == "occupancy"]
    assert (beat.values["held"], beat.values["street"]) == (1, 1)


def test_the_watch_of_one_suite_sees_nothing_of_another(town, as_fixture):
    stay = held(town, checked=76)
    with as_fixture():
        Stay.objects.filter(id=stay).update(suite=town.other)
        other = factories.staff(
            role="custody_clock", area=town.place, organisation=town.other.organisation, secrecy=1
        )
    assert watching.run(other).said == 0


def test_whoever_has_not_the_role_watches_nothing(town):
    held(town, checked=76)
    assert watching.run(town.guard) == Round()


def test_the_proof_of_delivery_stands_at_the_record(town, outside):
    stay = held(town, checked=66)
    watching.run(town.clock)
    with lock.as_account(town.keeper) as visit:
        occasions = messages.said_about(visit, about=stay)
    assert [(one.template, one.counted()) for one in occasions] == [
        ("custody.alarm", {"queued": len(occasions[0].to)})
    ]


def test_the_programs_that_keep_times_are_found_by_their_role(town, as_fixture):
    with as_fixture():
        service = factories.account(organisation=town.body, kind="service")
        factories.grant(service, role="custody_clock", area=town.place, organisation=town.body, secrecy=1)
    with lock.visit(None) as visit:
        assert watching.clocks(at=visit.now) == [service.id]
