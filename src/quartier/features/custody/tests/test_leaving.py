"""The list before somebody leaves: what is done, what was never needed, what stays open without holding anybody."""

from datetime import UTC, datetime

from quartier.features.custody.rules import leaving
from quartier.features.custody.rules.booking import Seen

A = datetime(2026, 11, 19, 17, 40, tzinfo=UTC)


def states(*acts: str) -> dict[str, str]:
    found = leaving.checklist([Seen(number=n, act=act, at=A) for n, act in enumerate(acts, 1)])
    return {one.code: one.state for one in found}


def test_what_was_never_taken_need_not_be_returned() -> None:
    found = states("arrived_at_station")
    assert found["property"] == found["medication"] == "needless"
    assert found["risk"] == found["copy"] == "open"


def test_things_taken_after_a_return_are_open_again() -> None:
    assert states("property_taken", "property_returned")["property"] == "done"
    assert states("property_taken", "property_returned", "property_taken")["property"] == "open"


def test_the_body_map_of_the_entry_is_not_the_one_of_the_exit() -> None:
    assert states("body_map", "cell_allocated")["body"] == "open"
    assert states("body_map", "cell_allocated", "body_map")["body"] == "done"


def test_what_stays_open_is_named() -> None:
    found = leaving.checklist([Seen(number=1, act="copy_given", at=A)])
    assert leaving.open_items(found) == ("risk", "receipt")
