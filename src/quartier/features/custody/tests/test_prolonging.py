"""Who may give more time: the story of one day in an English suite, asked at each turn."""

from datetime import UTC, datetime, timedelta

from quartier.core.law import queries as law
from quartier.features.custody.rules import prolonging
from quartier.science.clocks.histories import Event, History, history

A = datetime(2026, 11, 20, 6, 40, tzinfo=UTC)
PACK = law.pack("ew.custody")


def h(hours: int, minutes: int = 0) -> datetime:
    return A + timedelta(hours=hours, minutes=minutes)


def day(*, until: datetime, **facts: bool) -> History:
    events = [
        Event("deprived_of_liberty", A),
        Event("arrived_at_station", h(0, 25)),
        Event("detention_authorised", h(0, 40)),
        Event("left_for_hospital", h(3, 30)),
        Event("returned_from_hospital", h(7)),
        Event("review_done", h(7, 25)),
        Event("review_done", h(16, 10)),
        Event("review_done", h(25)),
    ]
    return history(facts=facts, events=[one for one in events if one.at <= until])


def of(found: list[prolonging.Possible], id: str) -> prolonging.Possible:
    return next(one for one in found if one.id == id and one.clock == "detention")


def test_a_superintendent_may_extend_after_the_second_review_until_36_hours_with_the_pause() -> None:
    at = h(26, 35)
    one = of(prolonging.possible(pack=PACK, told=day(until=at, indictable=True), at=at), "superintendent")
    assert one.counts and one.due_at == h(27, 55) and one.most == h(39, 55)
    assert "superintendent" in one.by and one.article.startswith("PACE 42")


def test_before_the_second_review_nobody_may() -> None:
    at = h(12)
    found = prolonging.possible(pack=PACK, told=day(until=at, indictable=True), at=at)
    assert not of(found, "superintendent").counts
    assert "extension_before_second_review" in of(found, "superintendent").reasons


def test_an_offence_that_is_not_indictable_is_a_reason_against_it() -> None:
    at = h(26, 35)
    one = of(prolonging.possible(pack=PACK, told=day(until=at, indictable=False), at=at), "superintendent")
    assert not one.counts and "offence_not_indictable" in one.reasons


def test_in_ukraine_nobody_in_the_police_extends() -> None:
    told = history(facts={}, events=[Event("deprived_of_liberty", A)])
    assert prolonging.possible(pack=law.pack("ua.custody"), told=told, at=h(20)) == []
    assert prolonging.choices([]) == ()
