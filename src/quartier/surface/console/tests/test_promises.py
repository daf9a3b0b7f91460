"""Staff write promises down, let them out and say what came of them, by page."""

from datetime import timedelta

import html5lib
import pytest
from django.test import Client
from tests import signing

from quartier.core.promises import actions, queries
from quartier.core.promises.tests.conftest import town as town
from quartier.core.registry import lock

pytestmark = pytest.mark.database


def strict(response) -> str:
    text = response.content.decode()
    html5lib.HTMLParser(strict=True).parse(text)
    return text


def signed_in(account) -> Client:
    client = Client()
    client.get("/account/login/?language=en")
    signing.as_staff(client, account)
    return client


def parts(name, day) -> dict[str, int]:
    return {f"{name}_d": day.day, f"{name}_m": day.month, f"{name}_y": day.year}


def test_a_promise_is_written_down_and_let_out_by_page(town) -> None:
    writer, second, outsider = (signed_in(who) for who in (town.writer, town.second, town.outsider))
    typed = {
        "text": "Поставимо три ліхтарі.",
        "language": "uk",
        "office": "Відділ благоустрою",
        "area": town.beat.id,
        **parts("made_on", town.today - timedelta(3)),
        **parts("due_on", town.today + timedelta(9)),
    }
    assert strict(writer.get("/console/promises/write/?language=en"))
    wrong = writer.post(
        "/console/promises/write/?language=en", typed | parts("due_on", town.today - timedelta(9))
    )
    assert wrong.status_code == 422
    assert "The due date lies before" in strict(wrong)
    made = writer.post("/console/promises/write/", typed)
    assert made.status_code == 302, made.content.decode()
    page = made["Location"]
    assert "Поставимо три ліхтарі." in strict(writer.get(page))
    assert "Поставимо три ліхтарі." in strict(second.get("/console/promises/?language=en"))
    assert "Поставимо три ліхтарі." in second.get("/console/").content.decode()
    assert outsider.get(page).status_code == 404
    assert second.post(f"{page}publish/").status_code == 302
    again = second.post(f"{page}publish/?language=en")
    assert again.status_code == 409
    assert "public already" in strict(again)
    assert "Поставимо три ліхтарі." in Client().get("/uk/promises/?place=lypivka").content.decode()


def test_each_step_has_a_page_of_its_own(town) -> None:
    writer, outsider = signed_in(town.writer), signed_in(town.outsider)
    page = f"/console/promises/{town.public()}/"
    later = parts("due_on", town.today + timedelta(60))
    empty = writer.post(f"{page}postponed/?language=en", later)
    assert empty.status_code == 422
    steps = (
        ("told", {}),
        ("postponed", later),
        ("corrected", {"text": "Поставимо чотири."}),
        ("claimed", {}),
    )
    for code, more in steps:
        assert strict(writer.get(f"{page}{code}/?language=en"))
        done = writer.post(f"{page}{code}/", {"words_uk": "Ось так."} | more)
        assert done.status_code == 302, done.content.decode()
    own = writer.post(f"{page}confirmed/?language=en", {"words_uk": "Так."})
    assert own.status_code == 422
    assert "does not judge alone" in strict(own)
    assert "Поставимо чотири." in strict(outsider.get("/console/promises/?language=en"))
    assert "Confirm that it is kept" in strict(outsider.get(f"{page}?language=en"))
    assert outsider.post(f"{page}confirmed/", {"words_en": "We looked."}).status_code == 302
    assert outsider.post(f"{page}disputed/", {"words_en": "Not any more."}).status_code == 302
    assert writer.post(f"{page}dropped/", {"words_uk": "Грошей немає."}).status_code == 302
    shown = strict(outsider.get(f"{page}?language=en"))
    for words in ("We looked.", "Not any more.", "Грошей немає."):
        assert words in shown


def test_taking_back_needs_a_reason_and_a_permit(town) -> None:
    tag = town.public()
    writer, second = signed_in(town.writer), signed_in(town.second)
    page = f"/console/promises/{tag}/"
    assert writer.post(f"{page}withdraw/", {"reason_uk": "Імʼя"}).status_code == 403
    assert second.post(f"{page}withdraw/", {}).status_code == 409
    assert second.post(f"{page}withdraw/", {"reason_uk": "Імʼя"}).status_code == 302
    assert Client().get(f"/uk/promises/{tag}/").status_code == 410
    assert "Its public page was taken back" in strict(writer.get(f"{page}?language=en"))


@pytest.mark.parametrize(
    ("who", "statuses"),
    [
        ("writer", {"": 200, "write/": 200, "{tag}/": 200, "{tag}/claimed/": 200, "{hidden}/": 200}),
        ("second", {"": 200, "write/": 200, "{tag}/": 200, "{tag}/claimed/": 200, "{hidden}/": 200}),
        ("outsider", {"": 200, "write/": 200, "{tag}/": 200, "{tag}/confirmed/": 200, "{hidden}/": 404}),
        (None, {"": 302, "write/": 302, "{tag}/": 302, "{tag}/claimed/": 302, "{hidden}/": 302}),
    ],
)
def test_who_reaches_which_page(town, who, statuses) -> None:
    tag, hidden = town.public(), town.write(text="Ще ні.", translations={})
    client = signed_in(getattr(town, who)) if who else Client()
    for address, status in statuses.items():
        found = client.get(f"/console/promises/{address.format(tag=tag, hidden=hidden)}")
        assert found.status_code == status, address


def test_the_queue_names_what_is_late_or_due_soon(town) -> None:
    town.public(due_on=town.today - timedelta(2))
    town.public(text="Далеко.", translations={}, due_on=town.today + timedelta(90))
    writer = signed_in(town.writer)
    page = strict(writer.get("/console/promises/?language=en"))
    assert page.index("We will put up three lights.") < page.index("Далеко.")
    assert "We will put up" in writer.get("/console/?language=en").content.decode()
    found = writer.get("/console/find/?q=ліхтарі", headers={"accept": "application/json"})
    assert len(found.json()["items"]) == 1
    with lock.as_account(town.writer) as visit:
        late = queries.public(at=visit.now)[0]
        actions.claim(tag=late.tag, words={"uk": "Світять."}, by=visit, at=visit.now)
    assert "We will put up" not in writer.get("/console/?language=en").content.decode()
