"""Presence at a cell's door: the card's numbers, and the touches of a tag after the maker's own examples."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quartier.features.custody.rules.doors import card, sun

SECRET = bytes(range(32))
AT = datetime(2026, 11, 14, 23, 30, tzinfo=UTC)
FACTORY = sun.Keys(meta=bytes(16), file=bytes(16))  # as a tag leaves its factory
# NXP AN12196, 3.3 and 3.4: address, number, counter; the second one covers encrypted data of the file as well
SEALED, CODE = "EF963FF7828658A599F3041510671E88", "94EED9EE65337086"
COVERING = ("FDE4AFA99B5C820A2C1BB0F1C792D0EB", "C48B89C17A233B2C", b"94592FDE69FA06E8E3B6CA686A22842B&cmac=")


def test_a_card_has_a_hundred_numbers_of_three_digits():
    rows = card.grid(SECRET)
    assert len(rows) == 10
    assert all(len(row) == 10 for row in rows)
    assert all(len(one) == 3 and one.isdigit() for row in rows for one in row)
    assert len({one for row in rows for one in row}) > 80, "they do not repeat one another"


def test_another_secret_is_another_card():
    same = sum(
        a == b
        for mine, other in zip(card.grid(SECRET), card.grid(bytes(32)), strict=True)
        for a, b in zip(mine, other, strict=True)
    )
    assert same < 5


def test_a_place_reads_alike_in_latin_and_cyrillic_letters():
    assert card.number(SECRET, "H7") == card.number(SECRET, " н7 ")
    assert set(card.ROWS) == set("АВСЕНКМОРТ".translate(card.TWINS))


@pytest.mark.parametrize("place", ["", "H", "H77", "Z1", "77", "HH"])
def test_a_place_that_no_card_has_is_an_error(place):
    with pytest.raises(ValueError, match="no place"):
        card.number(SECRET, place)


def test_only_the_number_at_the_place_is_right():
    right = card.number(SECRET, "K3")
    assert card.is_right(SECRET, "K3", f" {right[0]} {right[1:]} ")
    assert not card.is_right(SECRET, "K3", f"{(int(right) + 1) % 1000:03d}")
    assert not card.is_right(SECRET, "K3", "")
    assert not card.is_right(SECRET, "K3", "три")


def test_a_question_lives_three_minutes():
    assert card.is_alive(asked_at=AT, at=AT + timedelta(minutes=3))
    assert not card.is_alive(asked_at=AT, at=AT + timedelta(minutes=3, seconds=1))
    assert not card.is_alive(asked_at=AT, at=AT - timedelta(seconds=1)), (
        "nobody answers before they are asked"
    )


@given(st.lists(st.integers(0, 9), min_size=2, max_size=2))
def test_every_draw_is_a_place_of_the_card(numbers):
    drawn = card.draw(lambda _most, left=list(numbers): left.pop())
    assert card.number(SECRET, drawn)


def test_the_makers_first_example_is_read():
    assert sun.read(sealed=SEALED, code=CODE, keys=FACTORY) == sun.Touch(uid="04de5f1eacc040", counter=61)


def test_the_makers_example_with_covered_data_is_read():
    sealed, code, covered = COVERING
    touch = sun.read(sealed=sealed, code=code, keys=FACTORY, covered=covered)
    assert touch == sun.Touch(uid="04958caa5c5e80", counter=1)
    assert sun.read(sealed=sealed, code=code, keys=FACTORY) is None, "the code covers more than nothing"


@given(st.integers(0, 127), st.booleans())
def test_one_changed_bit_anywhere_is_refused(bit, in_code):
    sealed, code = bytearray.fromhex(SEALED), bytearray.fromhex(CODE)
    target = code if in_code else sealed
    target[(bit // 8) % len(target)] ^= 1 << (bit % 8)
    assert sun.read(sealed=sealed.hex(), code=code.hex(), keys=FACTORY) is None


@given(st.text(max_size=40), st.text(max_size=20))
def test_whatever_stands_in_an_address_is_refused_and_never_an_error(sealed, code):
    assert sun.read(sealed=sealed, code=code, keys=FACTORY) is None


def test_another_tags_keys_read_nothing():
    assert sun.read(sealed=SEALED, code=CODE, keys=sun.Keys(meta=bytes(16), file=b"k" * 16)) is None
    assert sun.read(sealed=SEALED, code=CODE, keys=sun.Keys(meta=b"k" * 16, file=bytes(16))) is None


def test_a_touch_is_new_once_and_only_at_its_own_door():
    touch = sun.Touch(uid="04de5f1eacc040", counter=61)
    assert sun.is_new(touch, uid="04DE5F1EACC040", last=60)
    assert not sun.is_new(touch, uid="04DE5F1EACC040", last=61), "the same touch again"
    assert not sun.is_new(touch, uid="04DE5F1EACC040", last=62), "an older one that was kept"
    assert not sun.is_new(touch, uid="04DE5F1EACC041", last=0), "another tag"
