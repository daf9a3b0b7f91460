"""Texts for answers: gaps that are known are filled, the others stay to be seen."""

from quartier.features.appeals.rules import wording


def test_a_known_gap_is_filled_and_an_unfilled_one_stays_to_be_seen() -> None:
    text = "Звернення {number}: відповімо {name} до {due}."
    assert wording.filled(text, {"number": "1", "due": "2 грудня", "name": ""}) == (
        "Звернення 1: відповімо {name} до 2 грудня."
    )


def test_a_code_comes_from_the_title_and_is_never_taken_twice() -> None:
    assert wording.code_of("Ліхтарі: ремонт!", frozenset()) == "ліхтарі-ремонт"
    assert wording.code_of("Ліхтарі", frozenset({"ліхтарі", "ліхтарі-2"})) == "ліхтарі-3"
    assert wording.code_of("?!", frozenset()) == "text"


def test_a_text_needs_one_whole_language_and_no_unknown_gap() -> None:
    def codes(titles: dict[str, str], words: dict[str, str]) -> list[tuple[str, str]]:
        return [(one.field, one.code) for one in wording.problems(titles=titles, words=words)]

    assert codes({"uk": "Назва"}, {"uk": "Текст {number}"}) == []
    assert codes({}, {}) == [("", "appeals.text_missing")]
    assert codes({"uk": "Назва"}, {"uk": "", "fr": "Texte"}) == [
        ("title_fr", "missing"),
        ("words_uk", "missing"),
    ]
    assert codes({"uk": "Н"}, {"uk": "{weather}"}) == [("words_uk", "appeals.gap_unknown")]
    assert codes({"uk": "Н" * 121}, {"uk": "т"}) == [("title_uk", "appeals.too_long")]
