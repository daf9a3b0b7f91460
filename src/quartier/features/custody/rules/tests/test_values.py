"""What is said in an entry is read as it was meant, or refused with everything wrong at once."""

from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quartier.core.law import queries as law
from quartier.features.custody.rules import values
from quartier.features.custody.rules.acts.act import Act, Field
from quartier.features.custody.rules.acts.catalogue import ACTS

AT = datetime(2026, 11, 19, 8, 20, tzinfo=UTC)


def codes(act: str, given: dict[str, Any], pack: str = "ua.custody") -> set[tuple[str, str]]:
    return {(each.field, each.code) for each in values.check(ACTS[act], given, pack=pack).problems}


def test_everything_wrong_is_told_at_once() -> None:
    assert codes(
        "force_used", {"means": ["sword"], "warned": "perhaps", "colour": "red", "until": "noon"}
    ) == {
        ("means", "custody.unknown_answer"),
        ("warned", "custody.unknown_answer"),
        ("colour", "custody.unknown_field"),
        ("until", "custody.not_an_instant"),
        ("why", "missing"),
        ("injured", "missing"),
    }


def test_values_become_json() -> None:
    kyiv = timezone(timedelta(hours=2))
    found = values.check(ACTS["identity"], {"name": "  Бойчак ", "born": date(1994, 5, 1), "how": "document"})
    assert not found.problems
    assert found.values == {"name": "Бойчак", "born": "1994-05-01", "how": "document"}
    until = values.check(ACTS["exercise"], {"taken": "yes", "until": AT.astimezone(kyiv)}).values["until"]
    assert until == "2026-11-19T08:20:00+00:00"


def test_a_time_without_an_offset_is_no_time() -> None:
    assert codes("exercise", {"taken": "yes", "until": "2026-11-19T08:20:00"}) == {
        ("until", "custody.not_an_instant")
    }


def test_rows_in_which_nothing_stands_are_left_out() -> None:
    rows = [{"what": "Телефон", "count": "1"}, {"what": " ", "count": ""}, {"count": "2"}]
    found = values.check(ACTS["property_taken"], {"items": rows})
    assert found.values["items"] == [{"what": "Телефон", "count": 1}, {"count": 2}]
    assert [(each.field, each.code) for each in found.problems] == [("items.1.what", "missing")]


def test_a_number_is_whole_and_not_negative() -> None:
    for wrong in ("-1", "1.5", "many", True, 1_000_001):
        assert codes("head_count", {"counted": wrong}) == {("counted", "custody.not_a_number")}


def test_a_question_of_another_law_is_not_known() -> None:
    assert codes("grounds", {"indictable": True}) == {("indictable", "custody.unknown_field")}
    assert not codes("grounds", {"indictable": True}, pack="ew.custody")
    assert codes("deprived_of_liberty", {"place": "x", "ground": "suspected"}) == {
        ("ground", "custody.unknown_answer")
    }


def test_what_is_asked_only_under_a_condition() -> None:
    act = ACTS["cell_allocated"]
    assert "shared_reason" not in {one.code for one in values.asked(act.fields, {"shared": False})}
    assert "shared_reason" in {one.code for one in values.asked(act.fields, {"shared": True})}
    force = {one.code for one in values.asked(ACTS["force_used"].fields, {"means": ["handcuffs"]})}
    assert "hands" in force


def test_what_the_law_wants_is_named_and_refuses_nothing() -> None:
    given = {"right": "lawyer", "answer": "declines"}
    assert not codes("right_answer", given)
    records = law.pack("ua.custody").records
    found = values.wanting(ACTS["rights_told"], {}, records=records, facts={}, minor=False)
    assert "language" in {each.field.code for each in found}
    assert all(each.article for each in found)
    said = {"language": "українська"}
    after = values.wanting(ACTS["rights_told"], said, records=records, facts={}, minor=False)
    assert "language" not in {each.field.code for each in after}


def some(one: Field, pack: str) -> st.SearchStrategy[Any]:
    codes = [option.code for option in values.offered(one, pack=pack)]
    kinds: dict[str, st.SearchStrategy[Any]] = {
        "choice": st.sampled_from(codes) if codes else st.none(),
        "choices": st.lists(st.sampled_from(codes)) if codes else st.none(),
        "yes_no": st.booleans(),
        "number": st.integers(0, 500),
        "instant": st.datetimes(timezones=st.just(UTC)),
        "date": st.dates(),
        "account": st.uuids(),
        "body": st.just([]),
    }
    if one.kind == "items":
        return st.lists(st.fixed_dictionaries({row.code: some(row, pack) for row in one.rows}), max_size=3)
    return kinds.get(one.kind, st.text(st.characters(codec="utf-8"), max_size=30))


@pytest.mark.parametrize("act", ACTS.values(), ids=list(ACTS))
@settings(max_examples=15, suppress_health_check=[HealthCheck.too_slow])  # a machine under load
@given(data=st.data())
def test_what_was_read_once_is_read_alike_again(act: Act, data: st.DataObject) -> None:
    pack = data.draw(st.sampled_from(["ua.custody", "ew.custody"]))
    fields = values.asked(act.fields, {}, pack=pack)
    said = data.draw(st.fixed_dictionaries({}, optional={one.code: some(one, pack) for one in fields}))
    once = values.check(act, said, pack=pack)
    again = values.check(act, once.values, pack=pack)
    assert again.values == once.values
    assert {each.code for each in once.problems} <= {"missing"}
