"""Each language writes dates, times and numbers its own way."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quartier.ui import formats

DAY = date(2026, 11, 21)
AT = datetime(2026, 11, 21, 14, 5, tzinfo=ZoneInfo("Europe/Kyiv"))


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("uk", "субота, 21\u00a0листопада 2026\u00a0року"),
        ("fr", "samedi 21\u00a0novembre 2026"),
        ("fr-be", "samedi 21\u00a0novembre 2026"),
        ("en", "Saturday 21\u00a0November 2026"),
    ],
)
def test_long_date(language: str, text: str) -> None:
    assert formats.long_date(DAY, language) == text


def test_first_of_the_month_in_french() -> None:
    assert formats.day_month(date(2026, 12, 1), "fr") == "1er\u00a0décembre"


@pytest.mark.parametrize(
    ("language", "short", "table"),
    [
        ("uk", "21.11.2026", "21.11.2026"),
        ("fr", "21/11/2026", "21/11/2026"),
        ("en", "21/11/2026", "21\u00a0Nov\u00a02026"),
    ],
)
def test_short_dates(language: str, short: str, table: str) -> None:
    assert (formats.short_date(DAY, language), formats.table_date(DAY, language)) == (short, table)


def test_clock() -> None:
    assert formats.clock(AT, "uk") == formats.clock(AT, "en") == "14:05"
    assert formats.clock(AT, "fr") == "14\u00a0h\u00a005"
    assert formats.clock(AT, "fr", table=True) == "14:05"


def test_last_moment_is_never_midnight() -> None:
    assert formats.last_moment(DAY, "uk") == "до 23:59 21\u00a0листопада"
    assert formats.last_moment(DAY, "en") == "until 23:59 on 21\u00a0November"


@pytest.mark.parametrize(
    ("value", "language", "text"),
    [
        (12345.6, "uk", "12\u00a0345,6"),
        (1234, "uk", "1234"),
        (12345.6, "fr", "12\u202f345,6"),
        (1234, "fr", "1\u202f234"),
        (12345.6, "en", "12,345.6"),
        (-4, "en", "\u22124"),
        (0, "uk", "0"),
    ],
)
def test_number(value: float, language: str, text: str) -> None:
    assert formats.number(value, language) == text


def test_ukrainian_tables_group_from_four_digits() -> None:
    assert formats.number(1234, "uk", table=True) == "1\u00a0234"


def test_rounding_to_zero_loses_its_sign() -> None:
    assert formats.number(-0.04, "en", decimals=1) == "0.0"


def test_percent_range_money() -> None:
    assert formats.percent(0.125, "uk", 1) == "12,5\u00a0%"
    assert formats.percent(0.125, "en", 1) == "12.5%"
    assert formats.span(22, 31, "en") == "22–31"
    assert formats.span(22, 31, "uk", prose=True) == "від 22 до 31"
    assert formats.span(-4, 3, "en") == "\u22124 to 3"
    assert formats.money(1200, "UAH", "uk") == "1\u00a0200\u00a0грн"
    assert formats.money(1200, "GBP", "en") == "£1,200"


@pytest.mark.parametrize(
    ("count", "form"),
    [
        (1, "one"),
        (2, "few"),
        (5, "many"),
        (11, "many"),
        (12, "many"),
        (21, "one"),
        (22, "few"),
        (111, "many"),
        (1.5, "other"),
    ],
)
def test_ukrainian_plurals(count: float, form: str) -> None:
    assert formats.plural(count, "uk") == form


def test_french_zero_and_one_and_a_half_are_singular() -> None:
    assert [formats.plural(count, "fr") for count in (0, 1, 1.5, 2)] == ["one", "one", "one", "other"]


def test_durations() -> None:
    assert formats.duration(timedelta(minutes=33), "uk") == "33\u00a0хв"
    assert formats.duration(timedelta(hours=3, minutes=8), "en") == "3\u00a0h\u00a008"
    assert formats.duration(timedelta(days=41), "uk") == "41\u00a0день"
    assert formats.relative(AT, AT + timedelta(minutes=5), "fr") == "il y a 5\u00a0min"
    assert formats.relative(AT + timedelta(minutes=5), AT, "uk") == "через 5\u00a0хв"


@given(st.floats(-1e9, 1e9), st.sampled_from(["uk", "fr", "en"]), st.integers(0, 3))
def test_a_number_reads_back(value: float, language: str, decimals: int) -> None:
    text = formats.number(value, language, decimals)
    plain = text.replace("\u00a0", "").replace("\u202f", "").replace("\u2212", "-")
    plain = plain.replace(",", "" if language == "en" else ".")
    assert abs(float(plain) - value) <= 0.5 * 10**-decimals + 1e-6 * abs(value)


def test_an_unknown_language_is_refused() -> None:
    with pytest.raises(KeyError):
        formats.long_date(DAY, "xx")
