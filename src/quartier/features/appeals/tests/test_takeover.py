"""Running appeals in a table: known heads in three languages, and each bad cell with its line and reason."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from quartier.core.kit import sheets
from quartier.features.appeals.rules import takeover
from quartier.features.appeals.rules.takeover import Known

KYIV = ZoneInfo("Europe/Kyiv")
NOW = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
KNOWN = Known(
    categories={"lighting": "lighting", "освітлення": "lighting", "éclairage": "lighting", "шум": "noise"},
    organisations={"lypivka_improvement": 7},
    languages={"uk": "uk", "українська": "uk", "fr": "fr"},
    channels={"letter": "letter", "лист": "letter"},
    zone=KYIV,
    at=NOW,
    organisation=3,
    language="uk",
    taken=frozenset({"Г-9"}),
)
GOOD = {
    "number": "Г-1",
    "received": "02.11.2026",
    "category": "Освітлення",
    "text": "Не світить ліхтар. Темно.",
}


def read(*rows: dict[str, str]) -> takeover.Reading:
    heads = list(dict.fromkeys(head for row in rows for head in row))
    data = sheets.write_csv(heads, [[row.get(head, "") for head in heads] for row in rows])
    return takeover.read(sheets.read(data), KNOWN)


def test_a_good_row_is_read_with_what_it_leaves_out_filled_by_the_desk() -> None:
    (row,) = read(GOOD).rows
    assert (row.line, row.external, row.category, row.organisation) == (2, "Г-1", "lighting", 3)
    assert row.arrived_at == datetime(2026, 11, 2, tzinfo=KYIV)
    assert (row.title, row.language, row.channel, row.due_on) == ("Не світить ліхтар.", "uk", "import", None)


@pytest.mark.parametrize(
    "heads",
    [
        ("Реєстраційний номер", "Дата надходження", "Категорія", "Зміст", "Строк відповіді"),
        ("Numéro", "Reçu le", "Catégorie", "Demande", "Échéance"),
        ("Number", "Received on", "Category", "Text", "Due date"),
        ("external", "arrived", "category", "text", "due"),
    ],
)
def test_heads_are_known_in_three_languages_and_by_their_codes(heads: tuple[str, ...]) -> None:
    (row,) = read(
        dict(zip(heads, ["1", "2026-11-02 09:30", "éclairage", "Noir", "02/12/2026"], strict=True))
    ).rows
    assert row.arrived_at == datetime(2026, 11, 2, 9, 30, tzinfo=KYIV)
    assert row.due_on == date(2026, 12, 2)


@pytest.mark.parametrize(
    ("head", "value", "reason"),
    [
        ("number", "", "empty"),
        ("number", "Г-9", "here_already"),
        ("received", "", "empty"),
        ("received", "31.02.2026", "not_a_date"),
        ("received", "2.11.26", "year_not_whole"),
        ("received", "вчора", "not_a_date"),
        ("received", "22.11.2026", "in_the_future"),
        ("received", "22.11.2022", "too_old"),
        ("due", "01.11.2026", "before_arrival"),
        ("extended on", "23.11.2026", "in_the_future"),
        ("answered", "03.11.2026", "answered_already"),
        ("category", "погода", "category_unknown"),
        ("text", "", "empty"),
        ("text", "я" * 10_001, "too_long"),
        ("language", "ельфійська", "language_unknown"),
        ("organisation", "nobody", "organisation_unknown"),
        ("channel", "pigeon", "channel_unknown"),
        ("email", "ні", "not_an_email"),
        ("phone", "12", "not_a_phone"),
        ("lon", "схід", "not_a_number"),
        ("lat", "91", "not_on_earth"),
    ],
)
def test_a_bad_cell_is_told_with_its_line_its_head_and_its_reason(head: str, value: str, reason: str) -> None:
    reading = read(GOOD, GOOD | {"number": "Г-2", head: value})
    (bad,) = reading.bad
    assert (bad.line, bad.column, bad.reason) == (3, head, reason)
    assert len(bad.value) <= 80
    assert [row.line for row in reading.rows] == [2]


def test_all_bad_cells_of_a_row_are_told_at_once_and_count_as_one_row() -> None:
    reading = read(GOOD | {"category": "?", "email": "?"})
    assert [one.reason for one in reading.bad] == ["category_unknown", "not_an_email"]
    assert reading.refused == 1


def test_the_same_number_twice_names_the_line_before() -> None:
    (bad,) = read(GOOD, GOOD).bad
    assert (bad.line, bad.reason, bad.details) == (3, "twice", {"other": 2})


def test_missing_columns_are_named_before_any_row_and_unknown_ones_are_said() -> None:
    reading = read({"number": "1", "text": "x", "colour": "red"})
    assert reading.missing == ("arrived", "category")
    assert reading.unknown == ("colour",)
    assert not reading.rows
    assert not reading.bad


def test_a_title_is_made_from_the_first_sentence_cut_at_a_word() -> None:
    assert takeover.headline("Коротко. Далі.") == "Коротко."
    long = takeover.headline("слово " * 40)
    assert len(long) <= 80
    assert long.endswith("слово…")


@pytest.mark.parametrize(
    ("told", "expected"),
    [(date(2026, 12, 2), ""), (None, ""), (date(2026, 12, 1), "earlier"), (date(2026, 12, 20), "later")],
)
def test_a_due_date_of_the_file_is_held_against_the_computed_one(told: date | None, expected: str) -> None:
    """A term that ends with 2 December is due at the midnight after it."""
    computed = datetime(2026, 12, 3, tzinfo=KYIV)
    assert takeover.due_differs(told=told, computed=computed, zone=KYIV) == expected
