"""The forms of time, on ordinary days and across both changes of clocks."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as some

from quartier.demo.times import WAKES, UnknownForm, clock_time, instant, long_date, render, resolve

KYIV = ZoneInfo("Europe/Kyiv")
LONDON = ZoneInfo("Europe/London")
# Seven days from waking, and eight days around each change of clocks.
NOWS = [
    *(WAKES + timedelta(days) for days in range(7)),
    *(datetime(2026, 3, 25, 14, 32, tzinfo=KYIV) + timedelta(days) for days in range(8)),
    *(datetime(2026, 10, 22, 14, 32, tzinfo=KYIV) + timedelta(days) for days in range(8)),
]
WEEKEND = (5, 6)
nows = some.sampled_from(NOWS)
counts = some.integers(-800, 800)


def signed(number: int) -> str:
    return f"{number:+d}" if number else "0"


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        ("D0 07:45", datetime(2026, 11, 20, 7, 45, tzinfo=KYIV)),
        ("D-9 21:14", datetime(2026, 11, 11, 21, 14, tzinfo=KYIV)),
        ("D+41", date(2026, 12, 31)),
        ("B-6 09:20", datetime(2026, 11, 12, 9, 20, tzinfo=KYIV)),
        ("B+10", date(2026, 12, 4)),
        ("Tue-1 10:40", datetime(2026, 11, 17, 10, 40, tzinfo=KYIV)),
        ("Fri-1", date(2026, 11, 13)),
        ("Sat+5", date(2026, 12, 19)),
        ("D-133 21:14", datetime(2026, 7, 10, 21, 14, tzinfo=KYIV)),
    ],
)
def test_forms_at_waking(form: str, expected: datetime | date) -> None:
    assert resolve(form, zone=KYIV, now=WAKES) == expected


def test_sixty_hours_count_on_the_utc_line() -> None:
    anchor = datetime(2026, 10, 24, 19, 40, tzinfo=KYIV)  # the clocks go back in the next night
    end = resolve("A+60:00", zone=KYIV, now=WAKES, anchor=anchor)
    assert isinstance(end, datetime)
    assert end.astimezone(UTC) - anchor.astimezone(UTC) == timedelta(hours=60)
    assert (end.hour, end.minute) == (6, 40)


@pytest.mark.parametrize("form", ["D+1 7:45", "today", "B", "Tue0", "A+1:75", "D+1 07:45 ", ""])
def test_other_forms_are_refused(form: str) -> None:
    with pytest.raises(UnknownForm):
        resolve(form, zone=KYIV, now=WAKES, anchor=WAKES)


def test_elapsed_time_needs_an_anchor() -> None:
    with pytest.raises(UnknownForm):
        resolve("A+1:00", zone=KYIV, now=WAKES)


@given(now=nows, count=counts)
def test_working_days_are_working_days_in_order(now: datetime, count: int) -> None:
    here, next_one = (resolve(f"B{signed(n)}", zone=KYIV, now=now) for n in (count, count + 1))
    assert here.weekday() not in WEEKEND
    assert here < next_one <= here + timedelta(3)


@given(
    now=nows,
    count=counts.filter(bool),
    name=some.sampled_from(["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]),
)
def test_weekdays_lie_strictly_before_or_after_today(now: datetime, count: int, name: str) -> None:
    today = now.astimezone(LONDON).date()
    day = resolve(f"{name}{signed(count)}", zone=LONDON, now=now)
    assert f"{day:%a}" == name
    assert (day - today).days * count > 0
    assert abs((day - today).days - 7 * count) < 7


@given(now=nows, count=counts, hour=some.integers(0, 23), minute=some.integers(0, 59))
def test_a_time_of_day_exists_on_each_day(now: datetime, count: int, hour: int, minute: int) -> None:
    at = resolve(f"D{signed(count)} {hour:02}:{minute:02}", zone=LONDON, now=now)
    again = at.astimezone(UTC).astimezone(LONDON)
    assert (again.hour, again.minute) == (at.hour, at.minute)
    skipped = (at.hour, hour) == (hour + 1, 1)
    assert (at.hour, at.minute) == (hour, minute) or skipped


def test_dates_read_well_in_each_language() -> None:
    day = date(2026, 12, 1)
    assert long_date(day, "uk") == "1 грудня 2026 року"
    assert long_date(day, "fr") == "mardi 1er décembre 2026"
    assert long_date(day, "en") == "Tuesday 1 December 2026"
    assert clock_time(WAKES, "fr") == "14 h 32"
    assert clock_time(WAKES, "uk") == "14:32"


def test_tokens_become_words() -> None:
    text = "Réexamen le {date:B+60}, à {time:D0 07:05}."
    assert (
        render(text, language="fr", zone=LONDON, now=WAKES)
        == "Réexamen le vendredi 12 février 2027, à 7 h 05."
    )


def test_a_date_begins_at_its_midnight() -> None:
    assert instant("D0", zone=KYIV, now=WAKES) == datetime(2026, 11, 20, tzinfo=KYIV)
