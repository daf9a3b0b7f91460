"""Letters that name a number: added to a running appeal of their writer, and to nobody else's."""

from typing import Any

import pytest
from tests import factories

from quartier.core.files.models import File
from quartier.core.registry import lock
from quartier.features.appeals import actions, queries
from quartier.features.appeals.actions import Person

from .test_mailbox_taking import appeals, letter, photo, take

pytestmark = pytest.mark.database
ANSWER = """Стовп номер 12, біля школи.

> Ваше звернення зареєстровано.
> Ми чекаємо на номер стовпа.
"""


@pytest.fixture
def clocks(town: Any, as_fixture: Any) -> list[Any]:
    """The program of each body that keeps its days, and puts additions where they belong."""
    made = []
    with as_fixture():
        for body in (town.works, town.council):
            account = factories.account(organisation=body, kind="service")
            factories.grant(
                account,
                role="appeals_clock",
                area=town.place,
                organisation=body,
                compartments=["appeals", "complaint"],
            )
            made.append(account.id)
    return made


def lodged(town: Any) -> Any:
    return town.lodge_unseen(
        person=Person(name="Олена Коваль", residence="вул. Зарічна, 2", email="olena@mail.example")
    )


def reply(number: str, **changes: str) -> Any:
    return letter(
        **{"Subject": f"Re: Зареєстровано: {number}", "text": ANSWER, "Message_ID": "<r@x>"} | changes
    )


def test_the_authors_answer_is_an_addition_with_its_files(town, clocks, as_fixture) -> None:
    done = lodged(town)
    with lock.as_account(town.worker) as visit:
        actions.ask_back(appeal=done.id, words={"uk": "Який номер стовпа?"}, by=visit, at=visit.now)
    message = reply(done.number)
    message.add_attachment(photo(), maintype="image", subtype="jpeg", filename="стовп.jpg")
    assert take(message).outcome == "added"
    assert len(appeals(as_fixture)) == 1
    with lock.as_account(town.worker) as visit:
        view = queries.appeal_for(visit, id=done.id)
    step = view.step("given")
    assert step.words == {"uk": "Стовп номер 12, біля школи."}
    assert view.state == "open"
    assert len(step.more["files"]) == 1
    with as_fixture():
        assert File.objects.get(tag=step.more["files"][0]).subject_id == done.id
    assert take(reply(done.number)).again


def test_a_stranger_who_knows_the_number_adds_nothing(town, clocks, as_fixture) -> None:
    done = lodged(town)
    assert take(reply(done.number, From="stranger@mail.example")).outcome == "lodged"
    rows = appeals(as_fixture)
    assert len(rows) == 2
    assert done.number in rows[1].text
    with lock.as_account(town.worker) as visit:
        assert queries.appeal_for(visit, id=done.id).step("given") is None


def test_an_account_is_known_by_its_address(town, clocks, as_fixture) -> None:
    done = town.lodge()
    with as_fixture():
        from quartier.core.accounts.models import Account

        address = Account.objects.get(pk=town.resident).email
    assert take(reply(done.number, From=address)).outcome == "added"
    assert (
        take(reply(done.number, From=address, Message_ID="<2@x>", Subject="Без номера")).outcome == "lodged"
    )


def test_what_is_answered_is_not_opened_by_a_letter(town, clocks, as_fixture) -> None:
    done = lodged(town)
    with lock.as_account(town.worker) as visit:
        actions.answer(appeal=done.id, outcome="done", words={"uk": "Зроблено."}, by=visit, at=visit.now)
    assert take(reply(done.number, text="Дякую!")).outcome == "lodged"
    with lock.as_account(town.worker) as visit:
        assert queries.appeal_for(visit, id=done.id).state == "answered"


def test_without_a_program_that_sees_it_a_letter_is_still_registered(town, as_fixture) -> None:
    done = lodged(town)
    assert take(reply(done.number)).outcome == "lodged"
