"""A complaint is written down by whoever hears it, goes past those it is about, and is found by those who judge it."""

import re
from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest
from django.test import Client

from quartier.features.custody.tests.test_medical_room import signed_in as signed_in  # the same way in
from quartier.features.custody.tests.test_medical_room import strict

pytestmark = pytest.mark.database
WORDS = "мене вдарили в машині"


def complain(client: Client, stay: UUID) -> Any:
    typed = {"v-told": WORDS, "v-concerned": "патрульний", "sign-person": "refused"}
    return client.post(f"/console/custody/stays/{stay}/complaint_made/?language=en", typed)


def test_it_is_registered_and_out_of_sight(town, signed_in: Callable[[UUID], Client]) -> None:
    stay = town.open().stay
    keeper = signed_in(town.keeper)
    assert "Colleagues it is about" in strict(
        keeper.get(f"/console/custody/stays/{stay}/complaint_made/?language=en")
    )
    answer = complain(keeper, stay)
    assert answer.status_code == 302
    told = strict(keeper.get(answer["Location"] + "?language=en"))
    assert "Complaint registered, hidden from those complained about" in told
    record = strict(keeper.get(f"/console/custody/stays/{stay}/?language=en"))
    assert WORDS not in record and "omplaint about treatment" not in record
    assert keeper.get("/console/custody/complaints/").status_code == 403


def test_the_body_that_hears_it_reads_it_and_takes_a_step(town, signed_in) -> None:
    stay = town.open().stay
    complain(signed_in(town.keeper), stay)
    inspector = signed_in(town.inspector)
    page = strict(inspector.get("/console/custody/complaints/?language=en"))
    assert "not begun" in page
    url = re.search(r"/console/custody/complaints/[0-9a-f-]{36}/", page)[0]
    assert WORDS in strict(inspector.get(f"{url}?language=en"))
    assert inspector.post(url, {"v-step": "received", "v-words": "прийнято"}).status_code == 302
    assert "received" in strict(inspector.get("/console/custody/complaints/?language=en"))
    officer = signed_in(town.officer)
    assert officer.get(url).status_code == 403


def test_a_complaint_without_words_is_not_sent(town, signed_in) -> None:
    stay = town.open().stay
    answer = signed_in(town.keeper).post(f"/console/custody/stays/{stay}/complaint_made/?language=en", {})
    assert answer.status_code in (200, 422)
