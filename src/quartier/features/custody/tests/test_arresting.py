"""What an arresting officer tells: moments typed as a wall clock shows them, and one page as several entries."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from quartier.features.custody.rules import arresting

KYIV = ZoneInfo("Europe/Kyiv")
NOW = datetime(2026, 11, 19, 17, 46, tzinfo=UTC)  # 19:46 in Kyiv


def test_a_time_of_today_is_today() -> None:
    assert arresting.latest(time(19, 40), now=NOW, zone=KYIV) == NOW - timedelta(minutes=6)


def test_a_time_after_midnight_may_be_of_yesterday() -> None:
    now = datetime(2026, 11, 19, 22, 10, tzinfo=UTC)  # 00:10
    assert arresting.latest(time(23, 50), now=now, zone=KYIV) == now - timedelta(minutes=20)


def test_a_telephone_two_minutes_ahead_means_now() -> None:
    assert arresting.latest(time(19, 48), now=NOW, zone=KYIV) == NOW
    assert arresting.latest(time(19, 49), now=NOW, zone=KYIV) == NOW + timedelta(minutes=3) - timedelta(
        days=1
    )


def test_in_the_hour_that_comes_twice_the_later_past_one_is_meant() -> None:
    # 25 October 2026: 04:00 summer time becomes 03:00; 03:30 is 00:30 and 01:30 UTC
    between, after = datetime(2026, 10, 25, 0, 45, tzinfo=UTC), datetime(2026, 10, 25, 1, 45, tzinfo=UTC)
    assert arresting.latest(time(3, 30), now=between, zone=KYIV).astimezone(UTC).hour == 0
    assert arresting.latest(time(3, 30), now=after, zone=KYIV).astimezone(UTC).hour == 1


@given(
    st.times(timezones=st.none()),
    st.integers(0, 366 * 24 * 60).map(lambda minutes: NOW + timedelta(minutes=minutes)),
)
def test_a_moment_is_never_ahead_and_never_older_than_a_day_and_an_hour(typed: time, now: datetime) -> None:
    found = arresting.latest(typed, now=now, zone=KYIV)
    assert timedelta() <= now - found.astimezone(UTC) <= timedelta(hours=25)


def test_one_page_makes_an_entry_of_each_thing_said_and_none_of_silence() -> None:
    entries = arresting.said(
        {
            "first_words": {"words": "Я лише хотів доїхати додому"},
            "force_used": {"means": ["handcuffs"], "injured": ""},
            "street_search": {"reason": "", "found": []},
            "deprived_of_liberty": {"ground": "in_the_act", "reason_told": False},
        },
        {"force_used": NOW + timedelta(minutes=1)},
        moment=NOW,
    )
    assert [one.act for one in entries] == ["deprived_of_liberty", "first_words", "force_used"]
    assert entries[0].values == {"ground": "in_the_act", "reason_told": False}
    assert entries[2].values == {"means": ["handcuffs"]}


def test_the_loss_of_liberty_is_an_entry_even_without_a_word() -> None:
    assert [one.act for one in arresting.said({"deprived_of_liberty": {}}, {}, moment=NOW)] == [
        "deprived_of_liberty"
    ]


def test_nobody_is_named_on_a_screen() -> None:
    assert arresting.label_of(" артем ", "Бойчак", "1994") == "А. Б., 1994"
    assert arresting.label_of("", "Бойчак", "") == "Б."
    assert arresting.label_of("", "", "") == ""
