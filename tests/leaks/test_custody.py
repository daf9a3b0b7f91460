"""A stay with something in every part, and everybody around it: each reads what is theirs, by every channel, and no more.

With the logins of production, each act committed. What is compared is the words that were told, wherever they might turn up:
in a table, from a function, over the API, in a bundle, in a list.
"""

import json
from collections.abc import Iterator
from typing import Any
from uuid import UUID

import pytest
from django.db import DatabaseError, connections, transaction

from quartier.core.kit.errors import Refusal
from quartier.core.registry import lock
from quartier.features.custody import complaining, queries
from quartier.features.custody.complaining import Concerned
from quartier.features.custody.models import Bag, Content, Entry, Occupation, Part, Stand, Stay
from quartier.features.custody.tests.conftest import Town, make_town

pytestmark = [pytest.mark.database, pytest.mark.attack]
TABLES = (Stay, Part, Entry, Content, Stand, Occupation, Bag)
# Words by the part that they were told in.
SECRETS = {
    "file": "74 Sadova Street",
    "arrest": "at the corner, with a moped",
    "medical": "abrasion on the left cheekbone",
    "complaint": "a blow in the van",
}
# Functions that give rows away, with the books that they take.
FUNCTIONS = (
    "select * from custody.faces('{stay}')",
    "select * from custody.faces_of_part('{file}')",
    "select * from custody.faces_of_part('{arrest}')",
    "select * from custody.faces_of_part('{medical}')",
    "select * from custody.faces_of_part('{complaint}')",
    "select * from custody.entry_to_mend('{told}')",
    "select * from custody.room_mates('{stay}', 1)",
    "select * from custody.book('{complaint}')",
)


class Case:
    """Who is there, and the ids of what was written."""

    def __init__(self, town: Town) -> None:
        self.town = town
        about = {"name": "Artem Boichak", "address": SECRETS["file"]}
        said = {"facts": SECRETS["arrest"], "ground": "in_the_act", "place": "12 Green Street"}
        self.stay = town.open(about=about, values=said).stay
        town.record(town.keeper, self.stay, "arrived_at_station", ago=20)
        self.told = town.record(
            town.doctor, self.stay, "injury_noted", ago=5, values={"seen": SECRETS["medical"]}
        ).entry
        with town.visit(town.keeper) as visit:
            self.complaint = complaining.complain(
                stay=self.stay,
                told=SECRETS["complaint"],
                concerned=[Concerned(account=town.officer)],
                by=visit,
                at=visit.now,
            ).part

    def hand_over(self) -> None:
        """From here on whoever arrested has told what there was to tell."""
        self.town.record(self.town.keeper, self.stay, "handed_over")

    def parts(self) -> dict[str, UUID]:
        found = {}
        for who in (self.town.keeper, self.town.doctor, self.town.inspector):
            with self.town.visit(who):
                found |= {row.code: row.id for row in Part.objects.all()}
        return found

    def heard(self, who: UUID) -> set[str]:
        """The parts whose words reach this person over any channel."""
        text = "\n".join(self.channels(who))
        return {part for part, words in SECRETS.items() if words in text}

    def channels(self, who: UUID) -> Iterator[str]:
        parts = self.parts() | {"complaint": self.complaint}
        with self.town.visit(who) as visit:
            for table in TABLES:
                yield shown(table.objects.all().values())
                with connections["default"].cursor() as cursor:
                    cursor.execute(f"select * from {table._meta.db_table}")
                    yield shown(cursor.fetchall())
            for call in FUNCTIONS:
                yield called(call.format(stay=self.stay, told=self.told, **parts))
            for book in (self.stay, *parts.values()):
                yield shown(queries.entries_of(visit, book))
            for ask in (
                lambda: queries.stay_for(visit, self.stay),
                lambda: queries.medical_for(visit),
                lambda: queries.complaints(visit),
                lambda: queries.my_arrests(visit),
                lambda: queries.board(visit, queries.suite_for(visit, "lypivka")),
            ):
                yield asked(ask)


def shown(value: Any) -> str:
    return json.dumps(value, default=repr, ensure_ascii=False) if not isinstance(value, str) else value


def asked(ask: Any) -> str:
    try:
        return repr(ask())
    except Refusal as refusal:
        return refusal.code


def called(statement: str) -> str:
    """What a function gives to whoever calls it by hand with the application's login."""
    try:
        with transaction.atomic(using=lock.APPLICATION), connections["default"].cursor() as cursor:
            cursor.execute(statement)
            return shown(cursor.fetchall())
    except DatabaseError as error:
        return type(error).__name__


@pytest.fixture
def case(real_logins: Any) -> Case:
    with real_logins.preparing():
        town = make_town()
    return Case(town)


def test_each_hears_what_is_theirs(case):
    town = case.town
    assert case.heard(town.keeper) == {"file", "arrest"}
    assert case.heard(town.prosecutor) == {"file", "arrest"}
    assert case.heard(town.doctor) == {"medical"}
    assert case.heard(town.inspector) == {"complaint"}
    assert case.heard(town.guard) == set()
    assert case.heard(town.stranger) == set()
    assert case.heard(town.officer) == {"arrest"}


def test_after_the_handover_whoever_arrested_reads_their_own_words_alone(case):
    town = case.town
    assert counts(town, town.officer)["Stay"] == 1
    case.hand_over()
    assert case.heard(town.officer) == {"arrest"}
    assert counts(town, town.officer) == {
        **dict.fromkeys((table.__name__ for table in TABLES), 0),
        "Part": 1,
        "Content": 1,
    }


def test_nobody_in_the_suite_can_tell_that_there_is_a_complaint(case):
    """No row, no number, no hold and no moment of the stay: those who are complained of look everywhere."""
    town = case.town
    for who in (town.keeper, town.guard, town.officer, town.doctor):
        with town.visit(who) as visit:
            assert not Part.objects.filter(code="complaint").exists()
            assert not Entry.objects.filter(act="complaint_made").exists()
            assert "complaint" not in asked(lambda visit=visit: queries.stay_for(visit, case.stay).parts)
            with connections["default"].cursor() as cursor:
                cursor.execute("select count(*) from registry_subject where id = %s", [case.complaint])
                assert cursor.fetchone()[0] == 0
            if who == town.doctor:
                continue
            row = Stay.objects.get(id=case.stay)
            entries = Entry.objects.filter(subject_id=case.stay)
            assert row.last_number == entries.count()
            assert row.changed_at == max(entry.recorded_at for entry in entries)


def test_a_book_that_is_hidden_takes_no_entry(case):
    town = case.town
    for who, book in (
        (town.stranger, case.stay),
        (town.keeper, case.complaint),
        (town.guard, case.complaint),
    ):
        with pytest.raises(Refusal) as refused:
            town.record(who, book, "check", values={"seen": "awake"})
        assert refused.value.code == "no_such_record"


def test_what_somebody_types_stays_theirs(case):
    town = case.town
    with town.visit(town.keeper), connections["default"].cursor() as cursor:
        cursor.execute("select custody.draft_keep(%s, 'check', '\\x00')", [case.stay])
    for who in (town.second, town.guard, town.prosecutor):
        with town.visit(who), connections["default"].cursor() as cursor:
            cursor.execute("select count(*) from custody.drafts()")
            assert cursor.fetchone()[0] == 0


def counts(town: Town, who: UUID) -> dict[str, int]:
    with town.visit(who):
        return {table.__name__: table.objects.count() for table in TABLES}
