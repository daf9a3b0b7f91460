"""Cards and tags at doors: a right answer counts once, in time, for whom it was asked; keys are shown once."""

from datetime import timedelta

import pytest
from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import AES
from cryptography.hazmat.primitives.ciphers.modes import CBC

from quartier.core.kit.errors import Conflict, Invalid, NotAllowed, NotFound
from quartier.features.custody import doors, queries
from quartier.features.custody.models import DoorAsk, DoorCode
from quartier.features.custody.rules.doors import card, sun

pytestmark = pytest.mark.database
UID = "04958CAA5C5E80"


@pytest.fixture
def shown(town):
    """A card at cell 4, as it hangs there."""
    with town.visit(town.keeper) as visit:
        suite = queries.suite_for(visit, "lypivka")
        doors.issue_card(suite=suite, cell="4", by=visit, at=visit.now)
        rows = dict(doors.card_of(visit, suite, "4").rows)
    return lambda place: rows[place[0]][card.COLUMNS.index(place[1])]


def asked(visit, cell="4", **later):
    suite = queries.suite_for(visit, "lypivka")
    return doors.ask(suite=suite, cell=cell, by=visit, at=visit.now + timedelta(**later))


def answer(visit, question, typed, *, cell="4", **later):
    return doors.answer(
        asked=question.id, typed=typed, cell=cell, by=visit, at=visit.now + timedelta(**later)
    )


def codes(refused):
    return [problem.code for problem in refused.value.problems]


def test_the_right_number_in_time_proves_that_the_card_was_read(town, shown):
    with town.visit(town.guard) as visit:
        question = asked(visit)
        presence = answer(visit, question, shown(question.place), minutes=2)
    assert presence["kind"] == "card"
    assert presence["cell"] == "4"


def test_a_question_is_answered_once(town, shown):
    with town.visit(town.guard) as visit:
        question = asked(visit)
        answer(visit, question, shown(question.place))
        with pytest.raises(Invalid) as refused:
            answer(visit, question, shown(question.place))
    assert codes(refused) == ["custody.card_old"]


def test_a_wrong_number_uses_the_question_up(town, shown):
    with town.visit(town.guard) as visit:
        question = asked(visit)
        right = shown(question.place)
        with pytest.raises(Invalid) as refused:
            answer(visit, question, f"{(int(right) + 1) % 1000:03d}")
        assert codes(refused) == ["custody.card_wrong"]
        with pytest.raises(Invalid) as refused:
            answer(visit, question, right)
        assert codes(refused) == ["custody.card_old"]


def test_after_three_minutes_or_at_another_door_or_by_another_hand_it_proves_nothing(town, shown):
    with town.visit(town.guard) as visit:
        question = asked(visit)
        for wrong in ({"minutes": 4}, {"cell": "5"}):
            with pytest.raises(Invalid) as refused:
                answer(visit, question, shown(question.place), **wrong)
            assert codes(refused) == ["custody.card_old"]
    with town.visit(town.keeper) as visit, pytest.raises(Invalid):
        answer(visit, question, shown(question.place))


def test_whoever_guesses_is_asked_no_more_for_a_while(town, shown):
    with town.visit(town.guard) as visit:
        for _ in range(doors.WRONG_MOST):
            question = asked(visit)
            with pytest.raises(Invalid):
                answer(visit, question, "x")
        assert asked(visit) is None
        assert asked(visit, minutes=11) is not None


def test_the_same_question_stands_while_it_is_fresh_and_a_door_without_a_card_asks_nothing(town, shown):
    with town.visit(town.guard) as visit:
        assert asked(visit) == asked(visit)
        assert asked(visit, minutes=2) != asked(visit)
        assert asked(visit, cell="5") is None


def test_a_new_card_takes_the_old_ones_place_and_stands_in_the_suites_book(town, shown):
    with town.visit(town.keeper) as visit:
        suite = queries.suite_for(visit, "lypivka")
        assert doors.issue_card(suite=suite, cell="4", by=visit, at=visit.now) == 2
        fresh = dict(doors.card_of(visit, suite, "4").rows)
        place = asked(visit).place
        issued = [one.values for one in queries.entries_of(visit, suite.subject) if one.act == "door_code"]
    assert [one["code_number"] for one in issued] == [1, 2]
    assert (
        sum(fresh[row][int(column)] == shown(row + column) for row in card.ROWS for column in card.COLUMNS)
        < 5
    )
    assert place


def test_only_whoever_sets_up_the_suite_sees_a_card(town, shown):
    with town.visit(town.guard) as visit:
        suite = queries.suite_for(visit, "lypivka")
        with pytest.raises(NotAllowed):
            doors.card_of(visit, suite, "4")
        with pytest.raises(NotAllowed):
            doors.issue_card(suite=suite, cell="4", by=visit, at=visit.now)


def test_no_secret_lies_open_in_the_database(town, shown, as_fixture):
    with as_fixture():
        row = DoorCode.objects.get()
    secret = doors._opened(row)
    assert len(secret) == card.SECRET_BYTES
    assert secret not in bytes(row.sealed)


class Ntag:
    """A tag as its maker made it: keys written to it, a number of its own, and a counter that rises with each touch."""

    def __init__(self, tag, uid=UID):
        self.meta, self.file = bytes.fromhex(tag.meta_key), bytes.fromhex(tag.file_key)
        self.code = tag.path.split("d=")[1].split("&")[0]
        self.uid, self.counter = bytes.fromhex(uid), 0

    def touched(self):
        self.counter += 1
        count = self.counter.to_bytes(3, "little")
        plain = bytes([sun.HEAD]) + self.uid + count + b"noise"
        encryptor = Cipher(AES(self.meta), CBC(bytes(16))).encryptor()
        sealed = encryptor.update(plain) + encryptor.finalize()
        return {
            "code": self.code,
            "sealed": sealed.hex(),
            "mac": sun._code(self.file, self.uid, count, b"").hex(),
        }


@pytest.fixture
def ntag(town):
    with town.visit(town.keeper) as visit:
        suite = queries.suite_for(visit, "lypivka")
        return Ntag(
            doors.issue_tag(suite=suite, cell="4", uid="04:95:8C:AA:5C:5E:80", by=visit, at=visit.now)
        )


def test_a_touch_proves_presence_at_its_door_for_three_minutes(town, ntag):
    with town.visit(town.guard) as visit:
        seen = doors.touch(**ntag.touched(), by=visit, at=visit.now)
        assert (seen.suite, seen.cell) == ("lypivka", "4")
        presence = doors.touched(which=seen.id, cell="4", by=visit, at=visit.now + timedelta(minutes=3))
        assert (presence["kind"], presence["counter"]) == ("tag", 1)
        for wrong in ({"cell": "5", "at": visit.now}, {"cell": "4", "at": visit.now + timedelta(minutes=4)}):
            with pytest.raises(Invalid):
                doors.touched(which=seen.id, by=visit, **wrong)


def test_an_address_is_one_touch_and_only_of_whoever_opened_it_first(town, ntag):
    address = ntag.touched()
    with town.visit(town.guard) as visit:
        first = doors.touch(**address, by=visit, at=visit.now)
        assert doors.touch(**address, by=visit, at=visit.now).id == first.id, "the page was loaded again"
    with town.visit(town.keeper) as visit, pytest.raises(Conflict):
        doors.touch(**address, by=visit, at=visit.now)


def test_a_touch_that_was_kept_counts_no_more_after_a_later_one(town, ntag):
    kept, later = ntag.touched(), ntag.touched()
    with town.visit(town.guard) as visit:
        doors.touch(**later, by=visit, at=visit.now)
        with pytest.raises(Conflict):
            doors.touch(**kept, by=visit, at=visit.now)


def test_another_tag_with_the_same_keys_is_not_the_one_at_the_door(town, ntag):
    ntag.uid = bytes.fromhex("04958CAA5C5E81")
    with town.visit(town.guard) as visit, pytest.raises(Conflict):
        doors.touch(**ntag.touched(), by=visit, at=visit.now)


def test_a_made_up_address_and_somebody_of_another_suite_get_the_same_answer(town, ntag):
    address = ntag.touched()
    with town.visit(town.guard) as visit, pytest.raises(NotFound):
        doors.touch(**{**address, "mac": "00" * 8}, by=visit, at=visit.now)
    with town.visit(town.stranger) as visit, pytest.raises(NotFound):
        doors.touch(**address, by=visit, at=visit.now)


def test_a_replaced_tag_is_old(town, ntag):
    with town.visit(town.keeper) as visit:
        suite = queries.suite_for(visit, "lypivka")
        doors.issue_tag(suite=suite, cell="4", uid=UID, by=visit, at=visit.now)
        with pytest.raises(Conflict):
            doors.touch(**ntag.touched(), by=visit, at=visit.now)


@pytest.mark.parametrize("uid", ["", "04958CAA5C5E", "04958CAA5C5E8G"])
def test_what_is_no_number_of_a_tag_is_refused(town, uid):
    with town.visit(town.keeper) as visit:
        suite = queries.suite_for(visit, "lypivka")
        with pytest.raises(Invalid):
            doors.issue_tag(suite=suite, cell="4", uid=uid, by=visit, at=visit.now)
    assert DoorAsk.objects.count() == 0
