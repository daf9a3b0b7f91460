"""The table of rights: told, chosen, done; a change of mind counts, and what is delayed says so."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from quartier.features.custody.rules.fingerprint import fingerprint
from quartier.features.custody.rules.rights_table import lines

START = datetime(2026, 11, 19, 10, 20, tzinfo=UTC)


@dataclass(frozen=True)
class Entry:
    number: int
    act: str
    told: dict[str, Any] = field(default_factory=dict)
    signed: tuple[dict[str, Any], ...] = ()
    counts: bool = True

    @property
    def occurred_at(self) -> datetime:
        return START + timedelta(minutes=self.number)


@dataclass(frozen=True)
class Right:
    id: str
    asked: bool = True
    wanted: str | None = None
    granted: tuple[str, ...] = ()


LAWYER = Right("lawyer", wanted="lawyer_requested", granted=("lawyer_arrived",))
REASON = Right("reason", asked=False, granted=("rights_told_orally",))
INFORM = Right("inform", wanted="third_person_requested", granted=("third_person_informed",))


def answer(number: int, right: str, said: str, **more: Any) -> Entry:
    return Entry(number, "right_answer", {"right": right, "answer": said, **more})


def test_what_was_told_chosen_and_done_stands_on_one_line():
    signed = ({"who": "person", "how": "finger"},)
    entries = [
        Entry(1, "rights_told_orally"),
        Entry(2, "rights_told", signed=signed),
        answer(3, "lawyer", "wants"),
        Entry(9, "lawyer_arrived"),
    ]
    reason, lawyer, inform = lines([REASON, LAWYER, INFORM], entries)
    assert (reason.told.number, reason.done.number, reason.state) == (1, 1, "kept")
    assert (lawyer.told.number, lawyer.answer, lawyer.done.number, lawyer.state) == (2, "wants", 9, "kept")
    assert (inform.answer, inform.state, inform.signed) == ("", "open", "finger")


def test_the_newest_answer_counts_and_a_corrected_one_does_not():
    entries = [answer(3, "lawyer", "declines"), answer(5, "lawyer", "wants")]
    assert lines([LAWYER], entries)[0].answer == "wants"
    replaced = Entry(5, "right_answer", {"right": "lawyer", "answer": "wants"}, counts=False)
    assert lines([LAWYER], [entries[0], replaced])[0].state == "none"


def test_a_wish_without_an_answer_is_an_answer():
    found = lines([INFORM], [Entry(4, "third_person_requested")])[0]
    assert (found.answer, found.answered.number, found.state) == ("wants", 4, "open")


def test_not_now_is_asked_again():
    found = lines([LAWYER], [answer(3, "lawyer", "not_now", ask_again_at="2026-11-19T17:00:00+00:00")])[0]
    assert (found.state, found.again_at.hour) == ("open", 17)


def test_a_delay_holds_until_it_ends():
    delayed = Entry(4, "right_delayed", {"right": "inform"})
    assert lines([INFORM], [delayed])[0].state == "hold"
    assert lines([INFORM], [delayed, Entry(8, "right_delay_ended", {"right": "inform"})])[0].state == "open"


def test_a_telling_that_names_some_rights_tells_only_those():
    found = lines([LAWYER, INFORM], [Entry(2, "rights_told", {"which": ["lawyer"]})])
    assert [one.told is not None for one in found] == [True, False]


def test_a_fingerprint_changes_with_any_entry():
    leaves = [bytes([n]) * 32 for n in range(3)]
    assert len({fingerprint(leaves), fingerprint(leaves[:2]), fingerprint(leaves[::-1])}) == 3
