"""Correcting: the old answers stand in the form, both entries stay, and what is sealed from the corrector is untouched."""

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest

from quartier.features.custody import queries
from quartier.features.custody.tests.test_medical_room import signed_in as signed_in  # the same way in
from quartier.features.custody.tests.test_medical_room import strict

pytestmark = pytest.mark.database


def test_a_doctor_puts_the_time_right_and_both_rows_stay(town, signed_in) -> None:
    stay = town.open().stay
    values = {"fit_detained": "yes", "findings": "садно на вилиці"}
    made = town.record(town.doctor, stay, "medically_examined", ago=20, values=values)
    doctor = signed_in(town.doctor)
    url = f"/console/custody/stays/{stay}/correct/{made.entry}/?language=en"
    page = strict(doctor.get(url))
    assert "садно на вилиці" in page
    with town.visit(town.doctor) as visit:
        part = queries.part_for(visit, stay, "medical")
        old = queries.entries_in_part(visit, part.id)[0]
    earlier = (old.occurred_at - timedelta(minutes=5)).astimezone(ZoneInfo("Europe/Kyiv"))
    typed = {"v-fit_detained": "yes", "v-findings": "садно на вилиці", "reason": "wrong clock"}
    assert "Why it is corrected" in strict(doctor.post(url, typed | {"reason": ""}), 422)
    assert doctor.post(url, typed | {"occurred_at": f"{earlier:%d.%m.%Y %H:%M}"}).status_code == 302
    shown = strict(doctor.get(f"/console/custody/medical/{stay}/?language=en"))
    for words in ("Correction of No.", "wrong clock", "the examination began earlier", "Replaced by No."):
        assert words in shown


def test_what_is_sealed_stays_when_somebody_else_corrects_the_face(town, signed_in) -> None:
    stay = town.open().stay
    made = town.record(town.keeper, stay, "check", ago=5, values={"seen": "sleeping"})
    guard = signed_in(town.guard)
    url = f"/console/custody/stays/{stay}/correct/{made.entry}/?language=en"
    typed = {"v-seen": "awake", "reason": "pressed the wrong button"}
    assert guard.post(url, typed).status_code == 302
    page = strict(guard.get(f"/console/custody/stays/{stay}/?language=en"))
    assert "Correction of No." in page and "pressed the wrong button" in page
    assert guard.get(url).status_code == 404  # it was replaced: the newest one is corrected next
