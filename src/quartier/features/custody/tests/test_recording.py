"""An entry has two times that nobody changes; who writes need not see; what is sealed lies where only its readers are."""

from datetime import timedelta

import pytest
from django.db import connections, transaction

from quartier.core.kit.errors import Invalid, NotAllowed, NotFound
from quartier.core.ledger.models import Intake
from quartier.features.custody import queries
from quartier.features.custody.models import Content, Entry, Stay

pytestmark = pytest.mark.database


def test_the_officer_opens_at_the_moment_of_detention(town):
    opened = town.open(values={"place": "вул. Зелена, 12", "ground": "in_the_act"})
    assert opened.number.startswith("ЛП-")
    seen = town.stay(town.guard, opened.stay)
    assert (seen.label, seen.state, seen.about) == ("А. Б., 1994", "street", {})
    (entry,) = town.entries(town.guard, opened.stay)
    assert entry.act == "deprived_of_liberty"
    assert entry.late and timedelta(minutes=40) <= entry.gap < timedelta(minutes=41)
    assert (entry.sealed, dict(entry.content)) == ("arrest", {})
    (whole,) = town.entries(town.keeper, opened.stay)
    assert whole.content["place"] == "вул. Зелена, 12"
    (own,) = town.entries(town.officer, opened.stay)
    assert own.content["place"] == "вул. Зелена, 12"


def test_clocks_run_from_the_first_word(town):
    opened = town.open(ago=timedelta(hours=2))
    seen = town.stay(town.keeper, opened.stay)
    limits = {one.id: one for one in seen.standing.limits}
    assert limits["to_court"].due_at == seen.moment + timedelta(hours=60)
    assert limits["to_court"].consequence == "release"


def test_the_server_alone_says_when_it_was_recorded(town, as_fixture):
    opened = town.open()
    with as_fixture():
        row = Entry.objects.get(id=opened.entry)
        intake = Intake.objects.get(leaf=bytes(row.leaf))
    assert row.recorded_at == intake.recorded_at


@pytest.mark.parametrize("minutes,code", [(-5, "custody.in_future"), (600, "custody.before_detention")])
def test_no_time_ahead_and_none_before_liberty_was_lost(town, minutes, code):
    opened = town.open()
    with pytest.raises(Invalid) as refused:
        town.record(town.keeper, opened.stay, "drink", ago=minutes, values={"taken": "yes"})
    assert [problem.code for problem in refused.value.problems] == [code]


def test_who_may_not_do_it_is_refused(town):
    opened = town.open()
    with pytest.raises(NotAllowed):
        town.record(town.guard, opened.stay, "detention_authorised")
    with pytest.raises(NotFound):
        town.stay(town.stranger, opened.stay)


def test_a_doctor_writes_what_only_doctors_read(town):
    opened = town.open()
    with pytest.raises(NotFound):
        town.stay(town.doctor, opened.stay)
    field = next(field for field in queries_act("medically_examined").fields if field.sealed)
    value = "синець 3 × 2 см" if field.kind in {"text", "line"} else field.options[0].code
    town.record(town.doctor, opened.stay, "medically_examined", values={field.code: value})
    entry = town.entries(town.guard, opened.stay)[-1]
    assert (entry.act, entry.sealed, dict(entry.content)) == ("medically_examined", "medical", {})
    assert town.entries(town.keeper, opened.stay)[-1].sealed == "medical"
    with town.visit(town.doctor) as visit:
        part = queries.part_for(visit, opened.stay, "medical")
        (read,) = queries.entries_in_part(visit, part.id)
    assert read.content == {field.code: value}


def queries_act(code):
    from quartier.features.custody.rules.acts.catalogue import ACTS

    return ACTS[code]


def test_an_entry_needs_its_own_leaf(town):
    from django.db import IntegrityError

    opened = town.open()
    with town.visit(town.keeper), connections["default"].cursor() as cursor:
        leaf = bytes(Entry.objects.get(id=opened.entry).leaf)
        for borrowed in (leaf, bytes(32)):
            with pytest.raises(IntegrityError), transaction.atomic():
                cursor.execute(
                    "select custody.add_entry(%s, gen_random_uuid(), 2, 'drink', now(), null, '', '{}', null, '{}', '', '', "
                    "null, false, '', '{}', '[]', %s)",
                    [opened.stay, borrowed],
                )


def test_numbers_have_no_gap(town):
    opened = town.open()
    for _ in range(3):
        town.record(town.guard, opened.stay, "drink", values={"taken": "yes"})
    assert [entry.number for entry in town.entries(town.keeper, opened.stay)] == [1, 2, 3, 4]
    with town.visit(town.keeper):
        assert Stay.objects.get(id=opened.stay).last_number == 4
        assert Content.objects.filter(part__stay=opened.stay).count() == 1
