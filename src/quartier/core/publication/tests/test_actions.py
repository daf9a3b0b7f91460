"""Letting out, taking back and switching, against the database."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID, uuid4

import pytest
from tests import factories

from quartier.core.kit.errors import Conflict, Invalid, NotAllowed, NotFound
from quartier.core.publication import actions, queries
from quartier.core.publication.actions import Event, Source, Text
from quartier.core.publication.rules.policy import Policy
from quartier.core.registry.visits import Visit, VisitKind

NOW = datetime(2026, 7, 20, 12, tzinfo=UTC)
POLICY = Policy(version="test", delay_days=14, point_events=10)
KINDS = {
    "theft": {"en": "Theft", "uk": "Крадіжки", "fr": "Vols"},
    "damage": {"en": "Damage", "uk": "П", "fr": "D"},
}
REASON = "Shelling of places where people gather"


def visitor(*permits: str, account: UUID | None = None) -> Visit:
    return Visit(
        kind=VisitKind.ACCOUNT,
        account=account or uuid4(),
        organisation=None,
        breadth=1,
        roles=("any",),
        now=NOW,
        permits_of=lambda roles: frozenset(permits),
    )


ANALYST = visitor("incidents.publish")


@pytest.fixture
def town(db, as_fixture):
    with as_fixture():
        root = factories.area(kind="hromada", lo=0, hi=100)
        parts = [factories.area(parent=root, lo=10 * n, hi=10 * n + 5) for n in (1, 2)]
        body = factories.organisation()
    return root, parts, body


def source(town, *, last: date = date(2026, 6, 1)) -> Source:
    root, parts, body = town
    return Source(
        tag="0" * 26,
        titles={"en": "Incidents"},
        place=root.id,
        organisation=body.id,
        areas=[part.id for part in parts],
        first_month=date(2026, 1, 1),
        last_month=last,
        kind_names=KINDS,
    )


def events(town, months=range(1, 7), each=9):
    _root, parts, _body = town
    return [
        Event(part.id, date(2026, month, 1), kind, 0.01 + n * 0.001, 0.01)
        for part in parts
        for month in months
        for kind in KINDS
        for n in range(each)
    ]


def test_a_release_holds_what_is_due_and_says_under_which_policy(town) -> None:
    tag = actions.release_counts(source=source(town), events=events(town), policy=POLICY, by=ANALYST, at=NOW)
    view = queries.release(tag)
    assert (view.first_month, view.last_month) == (date(2026, 1, 1), date(2026, 6, 1))
    assert view.policy == POLICY
    place_months = [f for f in queries.figures(tag) if f.area is None and f.grain == "month"]
    assert {f.value for f in place_months} == {36}
    assert len(place_months) == 6
    assert [r.tag for r in queries.releases(place=town[0].id)] == [tag]


def test_months_wait_for_their_delay(town) -> None:
    early = datetime(2026, 7, 10, tzinfo=UTC)
    tag = actions.release_counts(
        source=source(town), events=events(town), policy=POLICY, by=ANALYST, at=early
    )
    assert queries.release(tag).last_month == date(2026, 5, 1)
    with pytest.raises(Conflict, match="nothing_due"):
        actions.release_counts(source=source(town), events=events(town), policy=POLICY, by=ANALYST, at=early)


def test_the_next_release_goes_on_with_the_same_series_and_points(town) -> None:
    first = actions.release_counts(
        source=source(town, last=date(2026, 3, 1)), events=events(town), policy=POLICY, by=ANALYST, at=NOW
    )
    second = actions.release_counts(
        source=source(town), events=events(town), policy=POLICY, by=ANALYST, at=NOW
    )
    old, new = ({f.name: f for f in queries.figures(tag, every=True)} for tag in (first, second))
    assert all(new[name] == figure for name, figure in old.items())
    assert {p for p, _s, _v in queries.points(first)} == {p for p, _s, _v in queries.points(second)}
    assert queries.points(first)
    assert [r.tag for r in queries.releases()] == [second]


def test_points_are_read_as_incidents_with_a_box_and_a_time(town) -> None:
    actions.release_counts(source=source(town), events=events(town), policy=POLICY, by=ANALYST, at=NOW)
    found = queries.public_incidents(place=town[0].id)
    assert found
    assert queries.count_public_incidents() == len(found)
    assert sum(each.count for each in found) == len(events(town))
    assert queries.public_incident(found[0].id) == found[0]
    assert queries.public_incidents(box=(5, 5, 6, 6)) == []
    assert {each.start for each in queries.public_incidents(end=date(2026, 4, 1))} == {date(2026, 1, 1)}
    with pytest.raises(NotFound):
        queries.public_incident("nothing-1-2026-01")


def test_changed_months_need_a_correction_and_lose_their_detail(town) -> None:
    first = actions.release_counts(
        source=source(town), events=events(town), policy=POLICY, by=ANALYST, at=NOW
    )
    later = NOW + timedelta(days=40)
    late = [*events(town, range(1, 8)), Event(town[1][0].id, date(2026, 2, 1), "theft")]
    with pytest.raises(Conflict, match="months_changed"):
        actions.release_counts(
            source=source(town, last=date(2026, 7, 1)), events=late, policy=POLICY, by=ANALYST, at=later
        )
    second = actions.correct_counts(
        source=source(town),
        events=late,
        policy=POLICY,
        reasons={"en": "One late report"},
        by=ANALYST,
        at=later,
    )
    assert queries.release(first).reasons == {"en": "One late report"}
    view = queries.release(second)
    february = [f for f in queries.figures(second, every=True) if f.start == date(2026, 2, 1)]
    assert [f.value for f in february] == [None]  # one more event is itself too small to be told
    assert date(2026, 2, 1) in view.totals_only
    third = actions.release_counts(
        source=source(town, last=date(2026, 7, 1)), events=late, policy=POLICY, by=ANALYST, at=later
    )
    assert queries.release(third).series == view.series


def test_policy_may_not_move_under_a_series(town) -> None:
    actions.release_counts(
        source=source(town, last=date(2026, 3, 1)), events=events(town), policy=POLICY, by=ANALYST, at=NOW
    )
    other = Policy(version="other", window="half-year")
    with pytest.raises(Conflict, match="policy_changed"):
        actions.release_counts(source=source(town), events=events(town), policy=other, by=ANALYST, at=NOW)


def test_only_with_the_permit(town) -> None:
    with pytest.raises(NotAllowed):
        actions.release_counts(source=source(town), events=[], policy=POLICY, by=visitor(), at=NOW)


def test_in_wartime_there_are_no_points_and_a_longer_delay(town) -> None:
    first, second = visitor("publication.wartime"), visitor("publication.wartime")
    switch = actions.ask_wartime(area=town[0].id, on=True, reason=REASON, by=first, at=NOW)
    assert not queries.is_wartime(town[1][0].id)
    assert [each.id for each in queries.waiting_switches()] == [switch]
    with pytest.raises(NotAllowed, match="needs_second_person"):
        actions.decide_wartime(switch=switch, agree=True, by=first, at=NOW)
    actions.decide_wartime(switch=switch, agree=True, by=second, at=NOW)
    with pytest.raises(Conflict, match="already_decided"):
        actions.decide_wartime(switch=switch, agree=True, by=second, at=NOW)
    assert queries.is_wartime(town[1][0].id)
    tag = actions.release_counts(source=source(town), events=events(town), policy=POLICY, by=ANALYST, at=NOW)
    assert queries.points(tag) == []
    assert queries.release(tag).last_month == date(2026, 3, 1)
    with pytest.raises(Conflict, match="wartime_already"):
        actions.ask_wartime(area=town[0].id, on=True, reason=REASON, by=first, at=NOW)
    off = actions.ask_wartime(area=town[0].id, on=False, reason=REASON, by=second, at=NOW + timedelta(days=1))
    actions.decide_wartime(switch=off, agree=True, by=first, at=NOW + timedelta(days=1))
    assert not queries.is_wartime(town[0].id)


def text(town, **changes) -> Text:
    root, parts, body = town
    values = {
        "origin": "news",
        "origin_tag": "n" * 26,
        "kind": "prevention",
        "place": root.id,
        "area": parts[0].id,
        "organisation": body.id,
        "titles": {"en": "Lights", "uk": "Ліхтарі"},
        "bodies": {"en": "They shine.", "uk": "Світять."},
    }
    return Text(**values | changes)


def test_notices_are_public_until_withdrawn_or_replaced(town) -> None:
    press = visitor("publication.decide")
    tag = actions.publish_notice(text=text(town), second=True, by=press, at=NOW)
    assert [n.tag for n in queries.notices(place=town[0].id, at=NOW)] == [tag]
    newer = actions.publish_notice(
        text=text(town, titles={"en": "Lamps"}, bodies={"en": "."}), second=True, by=press, at=NOW
    )
    assert [n.tag for n in queries.notices()] == [newer]
    actions.withdraw(tag=newer, reasons={"en": "It was wrong."}, by=press, at=NOW)
    assert queries.count_notices() == 0
    assert queries.notice(newer).reasons == {"en": "It was wrong."}
    with pytest.raises(Conflict, match="already_withdrawn"):
        actions.withdraw(tag=newer, reasons={"en": "Twice."}, by=press, at=NOW)
    with pytest.raises(Invalid):
        actions.withdraw(tag=newer, reasons={"en": " "}, by=press, at=NOW)
    with pytest.raises(NotFound):
        actions.withdraw(tag="z" * 26, reasons={"en": "Why"}, by=press, at=NOW)


def test_expired_notices_are_not_listed(town) -> None:
    actions.publish_notice(
        text=text(town, expires_at=NOW + timedelta(hours=3)), second=False, by=visitor(), at=NOW
    )
    assert len(queries.notices(at=NOW)) == 1
    assert queries.notices(at=NOW + timedelta(hours=4)) == []


def test_a_text_without_its_title_is_refused(town) -> None:
    with pytest.raises(Invalid):
        actions.publish_notice(text=text(town, titles={"en": "Lights"}), second=False, by=visitor(), at=NOW)
