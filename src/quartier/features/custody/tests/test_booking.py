"""The steps of a booking: their order, what is done, what comes next, what the law wants by when."""

from datetime import UTC, datetime, timedelta

from quartier.features.custody.rules import booking
from quartier.features.custody.rules.booking import Seen, Wanted

A = datetime(2026, 11, 19, 17, 40, tzinfo=UTC)


def seen(*acts: str) -> list[Seen]:
    return [Seen(number=n, act=act, at=A + timedelta(minutes=n)) for n, act in enumerate(acts, 1)]


def by_code(found: list[booking.Step]) -> dict[str, booking.Step]:
    return {one.code: one for one in found}


def test_a_booking_begins_with_the_arrival() -> None:
    found = booking.steps(seen=[])
    first = booking.following(found)
    assert first is not None and first.code == "arrival"
    assert {one.state for one in found} == {"open"}


def test_the_steps_of_a_child_are_asked_for_only_with_a_child() -> None:
    assert "child" not in by_code(booking.steps(seen=[]))
    assert by_code(booking.steps(seen=[], minor=True))["child"].state == "open"


def test_both_are_heard_before_the_handover_is_done() -> None:
    found = by_code(booking.steps(seen=seen("arrived_at_station", "handed_over", "bringing_account")))
    assert found["arrival"].state == "done"
    assert (found["handover"].state, found["handover"].missing) == ("begun", ("detainee_account",))


def test_any_step_may_be_left_for_later_and_is_offered_again_at_the_end() -> None:
    found = booking.steps(seen=seen("arrived_at_station"))
    assert booking.following(found, after="handover").code == "identity"  # type: ignore[union-attr]
    last = booking.following(found, after="cell")
    assert last is not None and last.code == "handover"


def test_a_step_that_was_just_left_is_not_offered_to_itself() -> None:
    found = [one for one in booking.steps(seen=[]) if one.code == "arrival"]
    assert booking.following(found, after="arrival") is None


def test_what_the_law_wants_stands_at_the_step_that_answers_it() -> None:
    wanted = [
        Wanted(key="rights_told", due_at=A, article="КПК 276(2)-(3)"),
        Wanted(key="decision", act="detention_authorised", due_at=A + timedelta(hours=3)),
        Wanted(key="check", act="check", due_at=A),
    ]
    found = by_code(booking.steps(seen=[], wanted=wanted))
    assert [one.article for one in found["rights"].wanted] == ["КПК 276(2)-(3)"]
    assert found["decision"].due_at == A + timedelta(hours=3)
    assert all(one.key != "check" for step in found.values() for one in step.wanted)


def test_a_clock_that_still_runs_keeps_a_step_open_although_something_was_entered() -> None:
    running = [Wanted(key="family_informed", article="КПК 213(1)")]
    assert by_code(booking.steps(seen=seen("legal_aid_informed"), wanted=running))["telling"].state == "begun"
    assert by_code(booking.steps(seen=seen("legal_aid_informed")))["telling"].state == "done"


def test_a_refused_detention_asks_for_no_cell() -> None:
    found = by_code(booking.steps(seen=seen("arrived_at_station", "detention_refused")))
    assert found["decision"].state == "done"
    assert {found[code].state for code in ("search", "property", "cell", "risk")} == {"needless"}
    assert found["rights"].state == "open"


def test_progress_counts_what_needs_nothing_more() -> None:
    found = booking.steps(seen=seen("arrived_at_station", "identity"))
    assert booking.progress(found) == (2, len(found))
    everything = [act for plan in booking.PLANS for act in plan.acts]
    assert booking.following(booking.steps(seen=seen(*everything), minor=True)) is None
