"""Names in two scripts, with slips of the finger and the keyboard."""

import doctest

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quartier.core.territory.rules import names
from quartier.core.territory.rules.names import fold, latin, split_number, transliterate

# The examples of Resolution 55 of 27 January 2010, annex.
OFFICIAL = {
    "Алушта": "Alushta",
    "Андрій": "Andrii",
    "Борщагівка": "Borshchahivka",
    "Борисенко": "Borysenko",
    "Вінниця": "Vinnytsia",
    "Володимир": "Volodymyr",
    "Гадяч": "Hadiach",
    "Богдан": "Bohdan",
    "Згурський": "Zghurskyi",
    "Ґалаґан": "Galagan",
    "Ґорґани": "Gorgany",
    "Донецьк": "Donetsk",
    "Дмитро": "Dmytro",
    "Рівне": "Rivne",
    "Олег": "Oleh",
    "Есмань": "Esman",
    "Єнакієве": "Yenakiieve",
    "Гаєвич": "Haievych",
    "Короп’є": "Koropie",
    "Житомир": "Zhytomyr",
    "Жанна": "Zhanna",
    "Жежелів": "Zhezheliv",
    "Закарпаття": "Zakarpattia",
    "Казимирчук": "Kazymyrchuk",
    "Медвин": "Medvyn",
    "Михайленко": "Mykhailenko",
    "Іванків": "Ivankiv",
    "Іващенко": "Ivashchenko",
    "Їжакевич": "Yizhakevych",
    "Кадиївка": "Kadyivka",
    "Мар’їне": "Marine",
    "Йосипівка": "Yosypivka",
    "Стрий": "Stryi",
    "Олексій": "Oleksii",
    "Київ": "Kyiv",
    "Коваленко": "Kovalenko",
    "Лебедин": "Lebedyn",
    "Леонід": "Leonid",
    "Миколаїв": "Mykolaiv",
    "Маринич": "Marynych",
    "Ніжин": "Nizhyn",
    "Наталія": "Nataliia",
    "Одеса": "Odesa",
    "Онищенко": "Onyshchenko",
    "Полтава": "Poltava",
    "Петро": "Petro",
    "Решетилівка": "Reshetylivka",
    "Рибчинський": "Rybchynskyi",
    "Суми": "Sumy",
    "Соломія": "Solomiia",
    "Тернопіль": "Ternopil",
    "Троць": "Trots",
    "Ужгород": "Uzhhorod",
    "Уляна": "Uliana",
    "Фастів": "Fastiv",
    "Філіпчук": "Filipchuk",
    "Харків": "Kharkiv",
    "Христина": "Khrystyna",
    "Біла Церква": "Bila Tserkva",
    "Стеценко": "Stetsenko",
    "Чернівці": "Chernivtsi",
    "Шевченко": "Shevchenko",
    "Шостка": "Shostka",
    "Кишеньки": "Kyshenky",
    "Щербухи": "Shcherbukhy",
    "Гоща": "Hoshcha",
    "Гаращенко": "Harashchenko",
    "Юрій": "Yurii",
    "Корюківка": "Koriukivka",
    "Яготин": "Yahotyn",
    "Ярошенко": "Yaroshenko",
    "Костянтин": "Kostiantyn",
    "Знам’янка": "Znamianka",
    "Феодосія": "Feodosiia",
    "Згорани": "Zghorany",
    "Розгон": "Rozghon",
}


@pytest.mark.parametrize(("ukrainian", "expected"), OFFICIAL.items())
def test_the_official_table(ukrainian, expected):
    assert transliterate(ukrainian) == expected


@pytest.mark.parametrize("apostrophe", list("'’ʼ‘`"))
def test_an_apostrophe_is_a_letter_that_search_ignores(apostrophe):
    assert fold(f"Солом{apostrophe}янська") == fold("Соломянська")
    assert latin(f"rue de l{apostrophe}Église") == latin("rue de leglise")


def test_ukrainian_letters_are_not_stripped_of_their_marks():
    assert fold("Київ") != fold("Киів")
    assert fold("край") != fold("краи")
    assert "ї" in fold("Їжакевича")
    assert "й" in fold("Йосипівка")
    assert fold("ї") == fold("ї")  # the same letter, typed as two code points


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ґорґани", "Горгани"),
        ("Шевченка", "ШЕВЧЕНКА"),
        ("вул. Шевченка", "вулиця Шевченка"),
        ("Виноградна", "Віноградна"),
        ("av. de Tervueren", "Avenue de Tervueren"),
        ("Ste-Alix", "Sainte-Alix"),
        ("Chée de Wavre", "Chaussée de Wavre"),
        ("Œillets", "oeillets"),
        ("Écoles", "ECOLES"),
        ("Lime St", "Lime Street"),
        ("St Mary", "Saint Mary"),
    ],
)
def test_two_ways_to_write_one_name_fold_alike(one, other):
    assert fold(one) == fold(other)


@pytest.mark.parametrize(
    ("cyrillic", "typed"),
    [
        ("Шевченка", "Shevchenka"),
        ("Шевченка", "Chevtchenka".replace("Ch", "Sh", 1)),
        ("Миколаїв", "Mykolaiv"),
        ("вул. Садова", "vul. Sadova"),
        ("Херсон", "Herson"),
        ("Київ", "Kyiv"),
    ],
)
def test_latin_forms_meet(cyrillic, typed):
    assert latin(cyrillic) == latin(typed)


@pytest.mark.parametrize(
    ("typed", "street", "number"),
    [
        ("вул. Садова 12а", "вул. Садова", "12а"),
        ("вул. Садова, буд. 12", "вул. Садова", "12"),
        ("Rue des Tilleuls 12 bte 7", "Rue des Tilleuls", "12"),
        ("12, rue des Tilleuls", "rue des Tilleuls", "12"),
        ("Flat 7, 12 Lime Street", "Lime Street", "12"),
        ("12-14 Lime Street", "Lime Street", "12-14"),
        ("Lime Street", "Lime Street", ""),
        ("вулиця 8 Березня", "вулиця 8 Березня", ""),
        ("вулиця 8 Березня 15", "вулиця 8 Березня", "15"),
        ("42", "42", ""),
        ("", "", ""),
    ],
)
def test_a_house_number_is_told_from_its_street(typed, street, number):
    assert split_number(typed) == (street, number)


@given(st.text(max_size=60))
def test_any_text_folds_and_folding_is_stable(text):
    assert fold(fold(text)) == fold(text)
    latin(text)
    split_number(text)


def test_examples_in_the_docstrings_run():
    assert doctest.testmod(names).failed == 0
