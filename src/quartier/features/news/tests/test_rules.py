"""What keeps a text from going out."""

import doctest

import pytest

from quartier.core.kit.errors import Conflict, Invalid, NotAllowed
from quartier.features.news import rules
from quartier.features.news.rules import Draft, check_publish, problems


def draft(**changes) -> Draft:
    values = {"kind": "prevention", "titles": {"uk": "Світло"}, "texts": {"uk": "Є."}, "images": {}}
    return Draft(**values | changes)


def codes(found) -> list[tuple[str, str]]:
    return [(problem.field, problem.code) for problem in found]


def test_examples_run() -> None:
    assert doctest.testmod(rules).failed == 0


def test_a_language_is_whole_or_absent_and_the_own_one_is_there() -> None:
    assert problems(draft(), own_language="uk") == []
    assert codes(problems(draft(), own_language="fr")) == [("title_fr", "own_language_missing")]
    half = draft(titles={"uk": "Світло", "en": "Light"})
    assert codes(problems(half, own_language="uk")) == [("text_en", "half_a_language")]


def test_too_long_and_unknown_are_told_together() -> None:
    found = problems(draft(kind="gossip", titles={"uk": "x" * 141}), own_language="uk")
    assert codes(found) == [("kind", "kind_unknown"), ("title_uk", "too_long")]
    assert found[1].details == {"most": 140}


def test_an_alert_says_until_when() -> None:
    assert codes(problems(draft(kind="alert"), own_language="uk")) == [("expires_at", "alert_without_end")]
    assert problems(draft(kind="alert", expires=True), own_language="uk") == []


@pytest.mark.parametrize(
    ("changes", "refusal", "code"),
    [
        ({"state": "public"}, Conflict, "already_public"),
        ({"may_decide": False}, NotAllowed, "not_permitted"),
        ({"author": "a", "decider": "a"}, NotAllowed, "needs_second_person"),
        ({"own_language": "en"}, Invalid, "invalid"),
    ],
)
def test_what_may_not_go_out(changes, refusal, code) -> None:
    usual = {"own_language": "uk", "state": "waiting", "author": "a", "decider": "b", "may_decide": True}
    check_publish(draft(), **usual)
    with pytest.raises(refusal) as caught:
        check_publish(draft(), **usual | changes)
    assert caught.value.code == code


def test_an_alert_cannot_wait_for_a_second_person() -> None:
    alert = draft(kind="alert", expires=True)
    check_publish(alert, own_language="uk", state="draft", author="a", decider="a", may_decide=True)
