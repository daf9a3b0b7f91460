"""When a message may leave, and how it fits its channel."""

import doctest
from datetime import UTC, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quartier.core.messages.rules import addresses, hours, words
from quartier.core.messages.rules.hours import Wishes

KYIV = "Europe/Kyiv"
NIGHT = Wishes(zone=KYIV, quiet_from=time(21), quiet_to=time(8))


@pytest.mark.parametrize("module", [addresses, hours, words])
def test_the_examples_run(module) -> None:
    assert doctest.testmod(module).failed == 0


@pytest.mark.parametrize(
    ("at", "free"),
    [
        ("2026-11-21T18:59:59+00:00", None),
        ("2026-11-21T19:00:00+00:00", "2026-11-22T06:00:00+00:00"),
        ("2026-11-22T05:59:00+00:00", "2026-11-22T06:00:00+00:00"),
        ("2026-11-22T06:00:00+00:00", None),
        ("2026-10-24T20:00:00+00:00", "2026-10-25T06:00:00+00:00"),  # the night in which clocks go back
        ("2026-03-28T21:00:00+00:00", "2026-03-29T05:00:00+00:00"),  # and the one in which they go forward
    ],
)
def test_quiet_hours_reach_over_midnight_in_the_persons_zone(at, free) -> None:
    instant = datetime.fromisoformat(at)
    assert hours.free_from(at=instant, wishes=NIGHT) == datetime.fromisoformat(free or at)


@given(
    at=st.integers(1_577_836_800, 1_893_456_000).map(lambda seconds: datetime.fromtimestamp(seconds, UTC)),
    start=st.times(),
    end=st.times(),
    zone=st.sampled_from([KYIV, "Europe/Brussels", "Europe/London", "America/St_Johns"]),
)
def test_what_is_put_off_leaves_within_a_day_and_outside_the_quiet_hours(at, start, end, zone) -> None:
    wishes = Wishes(
        zone=zone,
        quiet_from=start.replace(second=0, microsecond=0),
        quiet_to=end.replace(second=0, microsecond=0),
    )
    free = hours.free_from(at=at, wishes=wishes)
    assert at <= free <= at + timedelta(hours=25)
    if free != at and free.astimezone(hours.ZoneInfo(zone)).time() == wishes.quiet_to:
        assert not hours.is_quiet(at=free, wishes=wishes)


def test_an_urgent_message_passes_quiet_hours_except_with_whoever_must_not_be_noticed() -> None:
    night = datetime(2026, 11, 21, 23, tzinfo=UTC)
    assert hours.may_wait(at=night, wishes=NIGHT, urgent=True, gathers=True) == (night, False)
    hidden = Wishes(zone=KYIV, quiet_from=time(21), quiet_to=time(8), discreet=True)
    when, _ = hours.may_wait(at=night, wishes=hidden, urgent=True, gathers=False)
    assert when == datetime(2026, 11, 22, 6, tzinfo=UTC)


def test_digests_leave_at_eight_in_the_morning_of_the_place() -> None:
    saturday = datetime(2026, 11, 21, 10, tzinfo=UTC)
    daily = hours.next_digest(at=saturday, wishes=Wishes(zone=KYIV, rhythm="daily"))
    weekly = hours.next_digest(at=saturday, wishes=Wishes(zone=KYIV, rhythm="weekly"))
    assert (daily, weekly) == (datetime(2026, 11, 22, 6, tzinfo=UTC), datetime(2026, 11, 23, 6, tzinfo=UTC))
    assert hours.next_digest(at=daily, wishes=Wishes(zone=KYIV, rhythm="daily")) == daily + timedelta(days=1)


def test_pauses_grow_and_end() -> None:
    at = datetime(2026, 1, 1, tzinfo=UTC)
    waits = [hours.next_try(at=at, tries=n) for n in range(1, 9)]
    assert waits == sorted(waits) and len(set(waits)) == 8
    assert hours.next_try(at=at, tries=9) is None


@pytest.mark.parametrize(
    "text", ["olena", "a@b", "a b@c.example", "a@c.example\nBcc: x@y.example", "a@c..example", ""]
)
def test_what_is_no_mailbox_is_refused(text) -> None:
    assert addresses.tidy(channel="email", value=text) is None


def test_the_way_called_safe_is_the_only_way() -> None:
    known = {"email": "a@b.example", "sms": "+380500000000"}
    assert addresses.choose(way="", known=known) == ("email", "a@b.example")
    assert addresses.choose(way="sms", known=known) == ("sms", "+380500000000")
    assert addresses.choose(way="letter", known=known) is None


def test_a_subject_is_one_short_line() -> None:
    assert words.one_line("a\r\nBcc: b") == "a Bcc: b"
    assert len(words.one_line("слово " * 100)) <= words.SUBJECT_LENGTH


@pytest.mark.parametrize(
    ("text", "parts"), [("a" * 160, 1), ("a" * 161, 2), ("я" * 70, 1), ("я" * 71, 2), ("я" * 135, 3)]
)
def test_segments_are_counted_as_the_network_does(text, parts) -> None:
    assert words.segments(text) == parts


def test_a_gap_of_another_kind_is_the_programmers_mistake() -> None:
    for kind, value in (
        ("date", "2026-01-01"),
        ("instant", datetime(2026, 1, 1, tzinfo=UTC).replace(tzinfo=None)),
        ("number", "1"),
        ("text", 1),
    ):
        with pytest.raises(ValueError, match="a gap of kind"):
            words.plain(kind=kind, value=value)
