"""Open now, in local time, also on the nights when the clocks change."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quartier.core.territory.rules.hours import BadHours, Door, as_text, read, read_spans, state

KYIV = ZoneInfo("Europe/Kyiv")
BRUSSELS = ZoneInfo("Europe/Brussels")


def at(text, zone=KYIV):
    return datetime.fromisoformat(text).replace(tzinfo=zone)


OFFICE = read({"mon": "08:00-17:00", "wed": "08:30-12:30, 13:30-19:00", "fri": "08:00-16:00"})


def test_a_door_opens_at_its_first_minute_and_closes_at_its_last():
    assert state(OFFICE, at=at("2026-11-23T08:00"), zone=KYIV).door is Door.OPEN
    assert state(OFFICE, at=at("2026-11-23T16:59:59"), zone=KYIV).until == at("2026-11-23T17:00")
    closed = state(OFFICE, at=at("2026-11-23T17:00"), zone=KYIV)
    assert (closed.door, closed.opens) == (Door.CLOSED, at("2026-11-25T08:30"))


def test_the_midday_break_is_closed():
    assert state(OFFICE, at=at("2026-11-25T13:00"), zone=KYIV).opens == at("2026-11-25T13:30")


def test_round_the_clock_has_no_end():
    always = read({"all_days": "00:00-24:00"})
    for clock in ("12:00", "23:59:59", "00:00"):
        said = state(always, at=at(f"2026-11-25T{clock}"), zone=KYIV)
        assert (said.door, said.until) == (Door.OPEN, None)


def test_past_midnight_belongs_to_the_evening_before():
    station = read({"all_days": "04:30-00:30"})
    open_late = state(station, at=at("2026-11-26T00:10", BRUSSELS), zone=BRUSSELS)
    assert open_late.until == at("2026-11-26T00:30", BRUSSELS)
    closed = state(station, at=at("2026-11-26T02:00", BRUSSELS), zone=BRUSSELS)
    assert closed.opens == at("2026-11-26T04:30", BRUSSELS)


def test_hours_that_nobody_told_are_unknown_and_not_closed():
    assert state(read(None), at=at("2026-11-26T02:00"), zone=KYIV).door is Door.UNKNOWN
    assert state(read({}), at=at("2026-11-26T02:00"), zone=KYIV).door is Door.UNKNOWN
    assert state(read({"mon": "closed"}), at=at("2026-11-26T02:00"), zone=KYIV).door is Door.CLOSED


def test_an_exception_replaces_the_whole_day():
    office = read({"all_days": "09:00-17:00"}, {"2026-12-24": "09:00-12:00", "2026-12-25": "closed"})
    eve = state(office, at=at("2026-12-24T13:00"), zone=KYIV)
    assert (eve.door, eve.exception, eve.opens) == (Door.CLOSED, True, at("2026-12-26T09:00"))


@pytest.mark.parametrize(("night", "hours"), [("2026-03-28", 7), ("2026-10-24", 9), ("2026-11-24", 8)])
def test_the_night_of_a_clock_change_has_seven_or_nine_hours(night, hours):
    shelter = read({"all_days": "22:00-06:00"})
    begin = at(f"{night}T22:00")
    until = state(shelter, at=begin, zone=KYIV).until
    assert until.astimezone(UTC) - begin.astimezone(UTC) == timedelta(hours=hours)


def test_an_opening_in_the_skipped_hour_comes_after_it():
    odd = read({"sun": "03:30-05:00"})
    opens = state(odd, at=at("2026-03-29T02:00"), zone=KYIV).opens
    assert opens.astimezone(UTC) == datetime(2026, 3, 29, 1, 30, tzinfo=UTC)


def test_both_passes_of_the_doubled_hour_are_open():
    odd = read({"sun": "03:00-04:00"})
    first = datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    assert state(odd, at=first, zone=KYIV).door is Door.OPEN
    assert state(odd, at=first + timedelta(hours=1), zone=KYIV).door is Door.OPEN


@given(st.integers(0, 60 * 24 * 365))
def test_what_is_said_of_the_next_change_is_true(minutes):
    now = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
    said = state(OFFICE, at=now, zone=BRUSSELS)
    change = said.until or said.opens
    before = state(OFFICE, at=change - timedelta(seconds=1), zone=BRUSSELS)
    after = state(OFFICE, at=change, zone=BRUSSELS)
    assert before.door is said.door
    assert after.door is not said.door


@pytest.mark.parametrize(
    "text", ["8-17", "25:00-26:00", "08:00", "08:70-09:00", "24:00-25:00", "08:00-17:00-18:00"]
)
def test_what_cannot_be_read_is_named(text):
    with pytest.raises(BadHours) as caught:
        read_spans(text)
    assert caught.value.code == "span_unreadable"


def test_days_and_dates_are_checked():
    for weekly, exceptions in (
        ({"monday": "08:00-09:00"}, {}),
        ({"mon": "08:00-09:00"}, {"24.12.2026": "closed"}),
    ):
        with pytest.raises(BadHours):
            read(weekly, exceptions)


def test_reception_hours_stand_beside_the_opening_hours():
    assert read({"mon": "08:00-17:00", "reception": "tue 10:00-13:00"}).reception[1] == ((600, 780),)


def test_spans_are_told_as_clock_times():
    assert as_text(read_spans("04:30-00:30, 01:00-02:00")) == [("01:00", "02:00"), ("04:30", "00:30")]
    assert as_text(read_spans("00:00-24:00")) == [("00:00", "24:00")]
