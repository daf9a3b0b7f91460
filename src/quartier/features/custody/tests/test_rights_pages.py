"""The page of rights and the letter of rights: in each language, without a word lost, and nothing that names the person."""

import re
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from quartier.features.custody.models import Suite
from quartier.features.custody.tests.test_board_pages import client, once, strict

pytestmark = pytest.mark.database


@pytest.fixture
def stay(town: Any, as_fixture: Any) -> Any:
    return town.open().stay


@pytest.fixture
def keeper(town: Any, as_fixture: Any) -> Any:
    return client(town.keeper, as_fixture)


def page(stay: Any, more: str = "") -> str:
    return f"/console/custody/stays/{stay}/rights/{more}"


def acts(town: Any, stay: Any) -> list[str]:
    return [entry.act for entry in town.entries(town.keeper, stay)]


@pytest.mark.parametrize(
    ("read", "answer", "opening"),
    [
        ("uk", "Так, хочу", "Вас затримала поліція."),
        ("fr", "Pas maintenant", "La police vous prive de liberté."),
        ("en", "Yes, I want this", "The police have detained you."),
    ],
)
@pytest.mark.parametrize("language", ["uk", "fr", "en"])
def test_the_page_is_read_in_the_persons_language_and_worked_in_ones_own(
    keeper, stay, read, answer, opening, language
):
    text = strict(keeper.get(page(stay, f"?read={read}&language={language}")))
    assert answer in text and opening in text and f'lang="{read}"' in text
    own = {"uk": "Хто був присутній", "fr": "Qui était présent", "en": "Who was present"}
    assert own[language] in text


def test_without_a_choice_it_is_read_in_the_language_of_the_law(keeper, stay):
    assert "Вас затримала поліція." in strict(keeper.get(page(stay)))


def test_one_press_writes_rights_answers_and_requests(keeper, town, stay):
    form = {
        "once": once(strict(keeper.get(page(stay)))),
        "tell": "on",
        "language": "Українською",
        "notice": "signed",
        "present": ["nobody_else"],
        "sign-person": "declined",
        "answer_lawyer": "wants",
        "wish_lawyer_whom": "duty",
        "answer_inform": "wants",
        "wish_inform_who": "мати",
        "answer_medical": "not_now",
        "answer_interpreter": "declines",
    }
    answer = keeper.post(page(stay, "?read=uk"), form)
    assert answer.status_code == 302 and answer["Location"] == page(stay, "?read=uk")
    keeper.post(page(stay, "?read=uk"), form)
    assert acts(town, stay)[1:] == [
        *("rights_told", "right_answer", "lawyer_requested", "right_answer", "third_person_requested"),
        *("right_answer", "right_answer"),
    ]
    officer, person = town.entries(town.keeper, stay)[1].signed
    assert (officer["how"], person["how"]) == ("session", "declined")
    text = strict(keeper.get(page(stay, "?language=en")))
    assert "Wanted, not done yet" in text and "Ask again at" in text and "may change their mind" in text


def test_what_was_typed_stays_when_an_answer_cannot_be_taken(keeper, town, stay):
    form = {"answer_inform": "wants", "wish_inform_phone": "050 000 00 00", "once": "a"}
    text = strict(keeper.post(page(stay, "?language=en"), form), 422)
    assert "Write whom to tell" in text and "050 000 00 00" in text and len(acts(town, stay)) == 1
    text = strict(keeper.post(page(stay), {"answer_lawyer": "wants", "at": "2577", "once": "b"}), 422)
    assert "2577" in text and len(acts(town, stay)) == 1


def test_an_empty_page_is_no_sitting(keeper, town, stay):
    strict(keeper.post(page(stay), {"once": "a"}), 422)
    assert len(acts(town, stay)) == 1


def test_an_earlier_time_and_its_reason_are_kept_beside_the_servers(keeper, town, stay):
    now = town.entries(town.keeper, stay)[0].recorded_at.astimezone(ZoneInfo("Europe/Kyiv"))
    moment = town.stay(town.keeper, stay).moment.astimezone(ZoneInfo("Europe/Kyiv"))
    form = {"answer_lawyer": "wants", "at": f"{moment:%H:%M}", "late_reason": "no link", "once": "a"}
    answer = keeper.post(page(stay), form)
    if moment.second or moment.microsecond:  # the minute began before the person was detained
        assert answer.status_code == 422
        return
    entry = town.entries(town.keeper, stay)[1]
    assert entry.late_reason == "no link" and entry.occurred_at < now


def test_a_time_before_the_detention_is_refused_in_words(keeper, town, stay):
    text = strict(
        keeper.post(page(stay, "?language=en"), {"answer_lawyer": "wants", "at": "0001", "once": "a"}), 422
    )
    assert "before the person lost their liberty" in text or "This lies ahead" in text


def test_a_childs_no_is_written_down_and_the_page_says_what_holds(town, keeper, as_fixture):
    child = town.open(minor=True).stay
    text = strict(keeper.get(page(child, "?language=en")))
    assert "A no is written down, and the right is granted all the same." in text
    assert 'id="right-parent"' in text


def test_a_delay_names_who_may_put_the_right_off_and_until_when(town, keeper, as_fixture):
    with as_fixture():
        Suite.objects.filter(pk=town.suite.pk).update(pack="ew.custody", regime="ordinary")
    english = town.open(values={"place": "Corn Street", "ground": "suspected"}).stay
    text = strict(keeper.get(page(english, "?language=en&read=en")))
    assert "at most 36 hours" in text and "PACE 58(5)-(11)" in text
    until = {"right": "lawyer", "ground": "alert", "authority": "Supt", "why": "x"}
    town.record(town.keeper, english, "right_delayed", values=until)
    assert "Put off by decision" in strict(keeper.get(page(english, "?language=en")))


def test_who_only_cares_does_not_tell_rights_and_may_print_the_notice(town, as_fixture, stay):
    guard = client(town.guard, as_fixture)
    assert guard.get(page(stay)).status_code == 403
    assert guard.get(f"/console/custody/stays/{stay}/notice/").status_code == 200


def test_somebody_elses_stay_is_not_there(town, as_fixture, stay):
    stranger = client(town.stranger, as_fixture)
    assert stranger.get(page(stay)).status_code == 404
    assert stranger.get(f"/console/custody/stays/{stay}/notice/").status_code == 404


@pytest.mark.parametrize("read", ["uk", "fr", "en"])
@pytest.mark.parametrize("easy", ["", "&easy=1"])
def test_the_letter_stands_alone_and_names_nobody(keeper, stay, read, easy):
    text = strict(keeper.get(f"/console/custody/stays/{stay}/notice/?read={read}{easy}&language=en"))
    article = re.search(r"<article.*?</article>", text, re.DOTALL)[0]
    assert "А. Б." not in article and "60" in article and f'lang="{read}"' in article
    assert "has not yet signed off" in text


@pytest.mark.parametrize("easy", ["", "&easy=1"])
def test_the_letter_is_a_document_to_hand_over(keeper, stay, easy):
    answer = keeper.get(f"/console/custody/stays/{stay}/notice.pdf?read=uk{easy}")
    assert answer.status_code == 200 and answer.content.startswith(b"%PDF-")
    assert answer["Content-Type"] == "application/pdf"


def test_what_was_typed_before_the_link_was_lost_is_there_again(keeper, town, stay):
    kept = f"/console/custody/drafts/{stay}/rights/data/"
    assert (
        keeper.post(kept, {"answer_lawyer": "wants", "wish_lawyer_who": "Лариса Тимків"}).status_code == 204
    )
    text = strict(keeper.get(page(stay, "?language=en")))
    assert "You had begun this" in text and "Лариса Тимків" in text and len(acts(town, stay)) == 1
    text = strict(keeper.post(page(stay), {"drop": "1"}))
    assert "Лариса Тимків" not in text and len(acts(town, stay)) == 1
    keeper.post(kept, {"answer_lawyer": "wants"})
    keeper.post(page(stay), {"answer_lawyer": "wants", "once": "a"})
    assert "You had begun this" not in strict(keeper.get(page(stay, "?language=en")))


def test_the_act_leads_to_the_page(keeper, stay):
    answer = keeper.get(f"/console/custody/stays/{stay}/rights_told/")
    assert answer.status_code == 302 and answer["Location"] == page(stay)
