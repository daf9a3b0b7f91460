"""An entry in words: every answer is said, also one of a field that is gone; and what follows from its neighbours."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from quartier.features.custody.rules import remarks, said
from quartier.features.custody.rules.acts.catalogue import ACTS
from quartier.features.custody.rules.said import Tongue

START = datetime(2026, 11, 19, 17, 40, tzinfo=UTC)
EN = Tongue(language="en", moment=lambda at: f"{at:%H:%M}", day=lambda day: f"{day:%d/%m/%Y}")
UK = Tongue(language="uk", moment=lambda at: f"{at:%H:%M}", day=lambda day: f"{day:%d.%m.%Y}")
MARK = {"view": "front", "region": "wrist_right", "x": 28, "y": 125, "kind": "redness", "long": 60, "wide": 6}


def test_a_check_is_told_with_what_was_seen():
    values = {"seen": "sleeping", "words": "просив води"}
    assert said.headline(ACTS["check"], values, at="04:20", language="uk") == "Спить, дихає рівно"
    assert said.repeated(ACTS["check"], values) == {"seen"}
    found = said.answers(ACTS["check"], values, UK)
    assert [(one.text, one.quoted) for one in found] == [("спить, дихає рівно", False), ("просив води", True)]


def test_a_saying_that_names_its_time_gets_it():
    assert (
        said.headline(ACTS["interview_started"], {}, at="11:10", language="en")
        == "Interview started at 11:10"
    )


def test_marks_on_the_body_are_told_with_region_and_size():
    values = {"moment": "entry", "marks": [MARK]}
    marks = said.answers(ACTS["body_map"], values, EN)[1]
    assert marks.rows == ("1. Right wrist (from the front): redness, 60 × 6\u00a0mm",)


def test_rows_and_moments_are_told():
    values = {"times": [{"at": "2026-11-20T08:00:00+00:00"}], "packet": "A"}
    found = {one.code: one for one in said.answers(ACTS["medication_due"], values, EN)}
    assert (found["times"].rows, found["packet"].text) == (("08:00",), "A")


def test_an_answer_of_a_field_that_there_is_no_more_is_not_lost():
    assert said.answers(ACTS["check"], {"gone": "yes", "empty": ""}, EN)[-1].text == "yes"


@pytest.mark.parametrize("act", ACTS.values(), ids=lambda act: act.code)
def test_every_act_has_a_headline_in_three_languages(act):
    for language in ("uk", "fr", "en"):
        text = said.headline(act, {}, at="10:20", language=language)
        assert text and "{" not in text


@dataclass(frozen=True)
class Entry:
    number: int
    act: str
    hours: float
    corrects: int | None = None
    voids: bool = False
    counts: bool = True
    values: dict[str, Any] = field(default_factory=dict)

    @property
    def occurred_at(self) -> datetime:
        return START + timedelta(hours=self.hours)


def codes(*entries: Entry) -> dict[int, list[tuple[str, int]]]:
    return {at: [(one.code, one.number) for one in each] for at, each in remarks.remarks(entries).items()}


def test_the_way_to_the_station_is_measured_from_the_loss_of_liberty():
    found = remarks.remarks([Entry(1, "deprived_of_liberty", 0), Entry(2, "arrived_at_station", 35 / 60)])
    assert found == {2: [remarks.Remark(code="arrived_after", length=timedelta(minutes=35))]}


def test_reviews_are_numbered_and_rest_between_them_is_seen():
    assert codes(
        Entry(1, "review_done", 7),
        Entry(2, "rest_started", 16),
        Entry(3, "rest_ended", 24.5),
        Entry(4, "review_done", 25),
        Entry(5, "review_done", 33),
    ) == {1: [("review_number", 1)], 4: [("after_rest", 2)], 5: [("review_number", 3)]}


def test_a_correction_says_in_which_direction():
    assert codes(
        Entry(7, "medically_examined", 2.75, counts=False), Entry(12, "medically_examined", 2.67, 7)
    ) == {12: [("earlier", 7)]}
    assert codes(Entry(7, "check", 2, counts=False), Entry(12, "check", 2, 7, True, False)) == {
        12: [("voided", 7)]
    }


def test_a_limit_that_passed_while_somebody_was_held_says_so():
    assert codes(Entry(1, "limit_passed", 60), Entry(2, "released", 61)) == {1: [("still_held", 0)]}
    assert codes(Entry(1, "released", 59), Entry(2, "limit_passed", 60)) == {}


def test_the_pause_of_a_hospital_is_measured():
    found = remarks.remarks([Entry(1, "left_for_hospital", 3.5), Entry(2, "returned_from_hospital", 7)])
    assert found[2][0].length == timedelta(hours=3.5)
