"""Personal details are pointed out in three languages; streets, dates and offices are left alone."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quartier.core.publication.rules import personal
from quartier.core.publication.rules.personal import FINDINGS, find, masked, pieces


def said(text):
    return [(mark.code, text[mark.start : mark.end]) for mark in find(text)]


FOUND = [
    ("Тел. 050 000 00 14, дзвоніть увечері", [("phone", "050 000 00 14")]),
    ("Мій номер +38(050)000-00-14", [("phone", "+38(050)000-00-14")]),
    ("тел. 2-34-56", [("phone", "2-34-56")]),
    (
        "Appelez le 0470 00 00 00 ou le +32 470/00.00.00",
        [("phone", "0470 00 00 00"), ("phone", "+32 470/00.00.00")],
    ),
    ("Mon numéro : 01.99.00.00.00", [("phone", "01.99.00.00.00")]),
    ("Ring 07700 900123 after six", [("phone", "07700 900123")]),
    ("Пишіть на olena.k@town.example", [("email", "olena.k@town.example")]),
    ("write to tom (at) town.example", [("email", "tom (at) town.example")]),
    ("Картка 4111 1111 1111 1111", [("card", "4111 1111 1111 1111")]),
    ("Compte BE68 5390 0754 7034", [("account", "BE68 5390 0754 7034")]),
    ("мій РНОКПП 2345678902", [("id_number", "2345678902")]),
    ("податковий 2345678902", [("tax_number", "2345678902")]),
    ("паспорт АА 123456", [("id_number", "АА 123456")]),
    ("запис 19800331-01234", [("id_number", "19800331-01234")]),
    ("registre national 85.07.30-033.28", [("id_number", "85.07.30-033.28")]),
    ("numéro 2 55 08 14 168 025 38", [("id_number", "2 55 08 14 168 025 38")]),
    ("my NI number is QQ 12 34 56 C", []),  # the sample that nobody has
    ("my NI number is AB 12 34 56 C", [("id_number", "AB 12 34 56 C")]),
    ("NHS 943 476 5919", [("id_number", "943 476 5919")]),
    ("Стоїть синя Mazda АА 1234 ВС", [("plate", "АА 1234 ВС")]),
    ("la camionnette AB-123-CD", [("plate", "AB-123-CD")]),
    ("plaque 1-ABC-000", [("plate", "1-ABC-000")]),
    ("a white van, BD51 SMR", [("plate", "BD51 SMR")]),
    ("вул. Садова, буд. 12, кв. 7", [("home", "вул. Садова, буд. 12, кв. 7")]),
    ("Живу на Садовій, 12", [("home", "Живу на Садовій, 12")]),
    ("Rue des Tilleuls 12 bte 7", [("home", "Rue des Tilleuls 12 bte 7")]),
    ("J’habite au 12, rue des Tilleuls", [("home", "J’habite au 12, rue des Tilleuls")]),
    ("Flat 7, 12 Lime Street smells", [("home", "Flat 7, 12 Lime Street")]),
    ("I live at 14 Oak Road", [("home", "I live at 14 Oak Road")]),
    ("народилася 31.03.1980", [("birth", "31.03.1980")]),
    ("1987 р.н., пенсіонер", [("birth", "1987")]),
    ("née le 31 mars 1980", [("birth", "31 mars 1980")]),
    ("born on 31 March 1980", [("birth", "31 March 1980")]),
    ("Олена Іванівна Коваль скаржиться", [("name", "Олена Іванівна Коваль")]),
    ("сусід Коваленко П. шумить", [("name", "Коваленко П.")]),
    ("пан Ковальський обіцяв", [("name", "Ковальський")]),
    ("Monsieur Dupont crie", [("name", "Dupont")]),
    ("Mme Crasset-Lebrun l’a vu", [("name", "Crasset-Lebrun")]),
    ("Our neighbour John Smith shouts", [("name", "John Smith")]),
    ("PC Brown never came", [("name", "Brown")]),
    ("Темно.\nЗ повагою, Іван Коваль", [("name", "Іван Коваль")]),
    ("Il fait noir.\nCordialement,\nJean DUPONT", [("name", "Jean DUPONT")]),
    ("It is dark.\nThomas Archer", [("name", "Thomas Archer")]),
    ("мене звати Петро, я з центру", [("name", "Петро")]),
]
LEFT_ALONE = [
    "На Зарічній від 14 до 20 номера нема жодного ліхтаря",
    "На вулиці Івана Франка темно з 01.02.2026 о 14:05",
    "директор Липівського ліцею знає про це",
    "Rue du Docteur Calmette, du n° 14 au n° 20",
    "Madame, Monsieur, la lampe est cassée depuis le 21/11/2026",
    "The lamp on John Street has been out since 21 November 2026",
    "This is section A. We need light between 9:00 and 18:00",
    "Закон 393/96-ВР, стаття 20; відповідь до 21.12.2026",
    "ПН-ПТ з 08:00 до 17:00, 12 345,6 грн, 2024–2025",
    "Il y a 120 000 000 voitures et 15 000 habitants",
    "QR-1042, 2026-LYP-000123",
    "Дякую за роботу. Чекаю.",
]


@pytest.mark.parametrize(("text", "expected"), FOUND)
def test_personal_details_are_pointed_out(text, expected) -> None:
    assert said(text) == expected


@pytest.mark.parametrize("text", LEFT_ALONE)
def test_what_is_nobodys_is_left_alone(text) -> None:
    assert said(text) == []


def test_each_finding_has_words_in_three_languages() -> None:
    assert {code for code, _pattern, _check in personal.COMPILED} == set(FINDINGS)
    assert all(finding.say(language) for finding in FINDINGS.values() for language in ("uk", "fr", "en"))


@given(st.text(alphabet="0123456789 +-.@АБВабвABCabc,\n№кв", max_size=300))
def test_marks_lie_in_the_text_and_none_over_another(text) -> None:
    marks = find(text)
    assert "".join(piece for piece, _code in pieces(text, marks)) == text
    edges = [edge for mark in marks for edge in (mark.start, mark.end)]
    assert edges == sorted(edges)
    assert all(0 <= mark.start < mark.end <= len(text) for mark in marks)


def test_what_is_masked_is_gone() -> None:
    text = "Тел. 050 000 00 14, пан Коваль"
    assert masked(text, find(text)) == "Тел. […], пан […]"


@pytest.mark.parametrize("unit", ["а", "А", "1 ", "a@", "Аа ", "вул. ", "кв", "A. ", "\n", "né "])
def test_a_long_text_takes_no_long_time(unit) -> None:
    start = time.process_time()
    find(unit * (4_000 // len(unit)))
    assert time.process_time() - start < 1
