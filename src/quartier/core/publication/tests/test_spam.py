"""Signs of spam can be explained one by one, are told apart from people's ways of writing, and decide nothing."""

import time
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from quartier.core.publication import moderating, submissions
from quartier.core.publication.rules.spam import SIGNS, Circumstances, level, signs, weight
from quartier.core.registry import lock

APPEALS = Path(__file__).resolve().parents[3] / "demo" / "town" / "appeals.yaml"


def codes(text, **more):
    return {mark.code for mark in signs(text, **more)}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Подивіться на https://town.example/foto, там усе видно", {"link"}),
        ("Регістрація тут: bit.ly/3xYz, чекаємо кожного", {"short_link"}),
        ("<a href='x'>наші послуги найкращі</a> в місті", {"markup"}),
        ("Пишіть у телеграм @best_offers, ми на звʼязку", {"handle"}),
        ("Онлайн казино чекає на всіх охочих грати", {"advertising"}),
        ("Платимо до 900 $ на день кожному охочому", {"earnings"}),
        ("ДАЙТЕ НАРЕШТІ СВІТЛО НА НАШІЙ ВУЛИЦІ ЗАРІЧНІЙ", {"shouting"}),
        ("Дайте світло зараз! Дайте світло зараз! Дайте світло зараз!", {"repeated"}),
        ("Ааааааа скільки ще чекати на той ліхтар", {"repeated"}),
        ("asdfgh qwrtpl zxcvbn mnbvcx lkjhgf", {"gibberish"}),
        ("На вулицi зламaний ліхтар уже тиждень", {"mixed_letters"}),
        ("Ка\u200bзи\u200bно чекає на всіх охочих грати", {"invisible"}),
        ("这是一个关于投资的好机会请联系我们谢谢大家", {"other_script", "nothing_said"}),
        ("Ні", {"nothing_said"}),
        ("Cliquez vite pour gagner un code promo chez nous", {"advertising"}),
        ("Guaranteed profit for everybody who joins this week", {"advertising"}),
    ],
)
def test_a_sign_is_found(text, expected) -> None:
    assert codes(text) == expected


def test_another_language_than_the_one_named_is_a_light_sign() -> None:
    assert codes("The lamp has been out for weeks", language="uk") == {"other_language"}
    assert codes("The lamp has been out for weeks", language="en") == set()


def test_how_it_was_sent_counts_as_well() -> None:
    text = "The lamp at the bend has been out for three weeks."
    assert codes(text, known=Circumstances(seconds=60, alike=0)) == set()
    assert codes(text, known=Circumstances(seconds=1.5, trap=True)) == {"quick", "trap"}
    assert codes(text, known=Circumstances(alike=1)) == {"alike"}
    assert level(signs(text, known=Circumstances(alike=4))) == "strong"


def test_no_honest_text_of_the_town_has_strong_signs() -> None:
    appeals = yaml.safe_load(APPEALS.read_text(encoding="utf-8"))["appeals"]
    heavy = {one["id"]: level(signs(one["text"], language=one["language"])) for one in appeals}
    assert len(heavy) == 45
    assert [name for name, found in heavy.items() if found != "none"] == []


def test_one_sign_said_often_does_not_weigh_without_end() -> None:
    text = "https://a.example " * 30
    assert weight(signs(text)) <= sum(sign.weight * sign.most for sign in SIGNS.values())
    assert weight([mark for mark in signs(text) if mark.code == "link"]) == 3


def test_each_sign_has_words_in_three_languages() -> None:
    assert all(sign.say(language) for sign in SIGNS.values() for language in ("uk", "fr", "en"))


@given(st.text(max_size=400))
def test_any_text_can_be_read(text) -> None:
    marks = signs(text, language="uk")
    assert all(mark.code in SIGNS and 0 <= mark.start <= mark.end <= len(text) for mark in marks)


@pytest.mark.parametrize("unit", ["a", "a.", "@a", "9 ", "$9", "https://", "а а а ", "!!!!!", "\u200b"])
def test_a_long_text_takes_no_long_time(unit) -> None:
    start = time.process_time()
    signs(unit * (4_000 // len(unit)))
    assert time.process_time() - start < 1


def test_a_text_with_strong_signs_waits_for_a_person_like_any_other(town) -> None:
    text = "Онлайн казино, гарантований дохід, пишіть у телеграм @best_offers"
    submission, _tag = town.lodge(text=text, circumstances=Circumstances(seconds=1))
    with lock.as_account(town.first) as visit:
        view = submissions.submission_for(visit, submission)
    assert view.state == "waiting"
    assert level(view.marks) == "strong"
    assert {"advertising", "handle", "quick"} <= {mark.code for mark in view.marks}
    town.act(town.first, moderating.let_out, submission)


def test_the_same_text_again_and_again_is_noticed_whoever_sends_it(town) -> None:
    def sent(words):
        submission, _tag = town.lodge(text=words)
        with lock.as_account(town.first) as visit:
            return {mark.code for mark in submissions.submission_for(visit, submission).marks} & {
                "alike",
                "alike_many",
            }

    text = "Просимо поставити лавку біля зупинки, бо літнім людям ніде сісти, поки чекають на автобус"
    assert sent(text) == set()
    assert sent(text.replace("лавку", "лаву")) == {"alike"}
    assert sent("На вулиці Садовій третій тиждень не працює жоден ліхтар, темно") == set()
    for _ in range(2):
        sent(text)
    assert sent(text + " Дякуємо.") == {"alike", "alike_many"}
