"""The booking: one step after another by the keyboard, each left and taken up again; it never stands in the way."""

import re
from datetime import timedelta

import pytest

from quartier.features.custody.tests.test_arrest_pages import person, strict  # noqa: F401  # a fixture

pytestmark = pytest.mark.database


def book(client, stay, query=""):
    return strict(client.get(f"/console/custody/stays/{stay}/book/?language=en{query}"))


def focused(text):
    """The name of the field in which one types first."""
    return re.search(r'name="([^"]+)"[^>]*autofocus', text) or re.search(
        r'autofocus[^>]*name="([^"]+)"', text
    )


def send(client, text, **values):
    """Send the form that lies open, as a browser would: to its own address, with what leads back."""
    address = re.search(r'<form class="stack col act"[^>]*action="([^"]+)"', text)[1]
    back = re.search(r'name="next" value="([^"]+)"', text)[1].replace("&amp;", "&")
    answer = client.post(address, {f"v-{name}": value for name, value in values.items()} | {"next": back})
    assert answer.status_code == 302, answer.content.decode()
    return strict(client.get(answer["Location"] + "&language=en"))


def test_each_step_leads_to_the_next_one(town, person):  # noqa: F811
    opened = town.open(ago=timedelta(minutes=10))
    client = person(town.keeper)
    text = book(client, opened.stay)
    assert "0 of 12 steps" in text and focused(text)
    text = send(client, text, condition=["calm"])
    assert "Accept the person" in text and "Recorded:" in text
    text = send(client, text)
    text = send(client, text, account="Застали на місці")
    text = send(client, text, account="Я лише хотів доїхати додому")
    assert '<h2 id="step">Who it is' in text
    text = send(client, text, name="Бойчак, Артем", how="own_words")
    assert "А. Б." in text and '<h2 id="step">Rights' in text
    assert "КПК 276(2)-(3)" in text


def test_a_step_is_left_for_later_and_comes_again(town, person):  # noqa: F811
    opened = town.open()
    client = person(town.keeper)
    text = book(client, opened.stay, "&step=identity")
    assert 'href="?step=rights"' in text
    assert '<h2 id="step">Search' in book(client, opened.stay, "&step=search")
    town.record(town.keeper, opened.stay, "cell_allocated", values={"cell": "2"})
    assert '<h2 id="step">Arrival' in book(client, opened.stay, "&after=cell")


def test_a_cell_says_whether_somebody_is_in_it(town, person):  # noqa: F811
    first, second = town.open(), town.open()
    town.record(town.keeper, first.stay, "arrived_at_station", ago=5)
    town.record(town.keeper, first.stay, "cell_allocated", values={"cell": "2"})
    client = person(town.keeper)
    text = book(client, second.stay, "&step=cell")
    assert "2, taken" in text and "L1" not in text
    done = send(client, text, cell="3")
    assert "Recorded:" in done


def test_after_a_refusal_nothing_more_is_asked_for(town, person):  # noqa: F811
    opened = town.open()
    town.record(town.keeper, opened.stay, "detention_refused", values={"why": "підстав немає"})
    assert book(person(town.keeper), opened.stay).count("not needed") >= 5


def test_whoever_only_looks_after_people_is_asked_their_own_acts_only(town, person):  # noqa: F811
    opened = town.open()
    client = person(town.guard)
    assert "custody/stays" in book(client, opened.stay, "&step=cell")
    assert "detention_authorised" not in book(client, opened.stay, "&step=decision")
    assert person(town.officer).get(f"/console/custody/stays/{opened.stay}/book/").status_code == 403
