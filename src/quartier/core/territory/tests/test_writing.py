"""Homes, areas, places and premises: written once, read back, written again without a change."""

from dataclasses import replace
from datetime import timedelta
from zoneinfo import ZoneInfo

import numpy as np
import pytest

from quartier.core.kit.errors import Invalid, NotFound
from quartier.core.territory import actions, queries
from quartier.core.territory.models import Area, Name
from quartier.core.territory.rules.facts import PlaceFacts, PremisesFacts
from quartier.core.territory.rules.hours import Door
from quartier.core.territory.rules.tree import Interval, lies_in

from .conftest import AT, beats, home, square

pytestmark = pytest.mark.database

STREET = PlaceFacts(
    slug="uk_soborna",
    kind="street",
    names={"uk": "вулиця Соборна", "en": "Soborna Street"},
    lon=30.05,
    lat=50.05,
    geometry={"type": "LineString", "coordinates": [[30.01, 50.05], [30.09, 50.05]]},
    houses=(1, 80),
    former=[("uk", "вулиця Леніна")],
    aliases=[("uk", "Бродвей")],
)
STATION = PremisesFacts(
    slug="station",
    kind="police_station",
    names={"uk": "Поліцейська станція"},
    lon=30.05,
    lat=50.05,
    street="uk_soborna",
    number="14",
    hours={"mon": "08:00-17:00"},
)


def test_the_tree_in_the_table_is_the_tree_by_parent(town):
    rows = {row.id: row for row in Area.objects.all()}
    for inner in rows.values():
        above, parent = {inner.id}, inner.parent_id
        while parent:
            above.add(parent)
            parent = rows[parent].parent_id
        for outer in rows.values():
            by_interval = lies_in(Interval(inner.lo, inner.hi), Interval(outer.lo, outer.hi))
            assert by_interval == (outer.id in above)


def test_a_home_is_found_by_language_and_by_slug(town):
    assert queries.home_for("uk").slug == "lypivka"
    assert queries.home_for("fr").slug == "lypivka"
    assert queries.home_for("uk", "nowhere").slug == "lypivka"


def test_writing_again_changes_nothing(town, as_fixture):
    before = list(Area.objects.order_by("id").values("id", "lo", "hi", "updated_at"))
    with as_fixture():
        actions.save_home(facts=home(), at=AT + timedelta(days=1))
        actions.save_areas(home="lypivka", facts=beats(), at=AT + timedelta(days=1))
    assert list(Area.objects.order_by("id").values("id", "lo", "hi", "updated_at")) == before


def test_a_new_area_moves_the_intervals_and_not_the_ids(town, as_fixture):
    added = replace(beats()[0], slug="lypivka-school", kind="neighbourhood", code="school", geometry=None)
    with as_fixture():
        actions.save_areas(home="lypivka", facts=[added], at=AT)
    root = queries.area(slug="lypivka")
    assert root.hi - root.lo == 5
    assert {row.slug: row.id for row in queries.areas(home=root.id)}.items() >= town.items()


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"kind": "canton"}, "kind_may_not_lie_there"),
        ({"parent": "lypivka-verbna"}, "kind_may_not_lie_there"),
        ({"parent": "elsewhere"}, "parent_unknown"),
        ({"names": {"en": "Centre"}}, "name_missing"),
    ],
)
def test_an_area_that_does_not_fit_is_refused(town, as_fixture, change, code):
    with as_fixture(), pytest.raises(Invalid) as caught:
        actions.save_areas(home="lypivka", facts=[replace(beats()[0], **change)], at=AT)
    assert [problem.code for problem in caught.value.problems] == [code]


def test_a_beat_cannot_be_a_home(db, as_fixture):
    with as_fixture(), pytest.raises(Invalid) as caught:
        actions.save_home(facts=home(kind="beat"), at=AT)
    assert caught.value.problems[0].code == "kind_cannot_be_a_home"


def test_points_fall_into_the_deepest_area(town):
    lon = np.array([30.05, 30.15, 30.3, 10.0, np.nan])
    lat = np.array([50.05, 50.15, 50.3, 50.0, 50.0])
    expected = [town["lypivka-centre"], town["lypivka-verbna"], town["lypivka"], 0, 0]
    assert queries.areas_of(lon, lat, home=town["lypivka"]).tolist() == expected
    only_beats = queries.areas_of(lon, lat, home=town["lypivka"], kind="beat").tolist()
    assert only_beats == [town["lypivka-centre"], town["lypivka-verbna"], 0, 0, 0]


def test_a_kept_index_is_dropped_when_an_area_moves(town, as_fixture):
    assert queries.area_of(30.05, 50.05, home=town["lypivka"]) == town["lypivka-centre"]
    moved = replace(beats()[0], geometry=square(30.3, 50.3, 0.05))
    with as_fixture():
        actions.save_areas(home="lypivka", facts=[moved], at=AT)
    assert queries.area_of(30.05, 50.05, home=town["lypivka"]) == town["lypivka"]
    assert queries.area_of(30.32, 50.32, home=town["lypivka"]) == town["lypivka-centre"]


def test_the_way_up_and_the_way_down(town):
    centre = queries.area(slug="lypivka-centre")
    assert [each.slug for each in queries.path(centre)] == ["lypivka", "lypivka-centre"]
    root = queries.area(slug="lypivka", with_geometry=False)
    assert len(queries.children(root)) == 4
    assert set(queries.below(root.id)) == set(town.values())
    assert queries.below(centre.id) == [centre.id]
    with pytest.raises(NotFound):
        queries.area(slug="lypivka-nowhere")


def test_premises_know_their_area_street_and_hours(town, as_fixture):
    with as_fixture():
        actions.save_places(home="lypivka", facts=[STREET])
        actions.save_premises(home="lypivka", facts=[STATION], at=AT)
        actions.save_premises(home="lypivka", facts=[STATION], at=AT + timedelta(days=3))
    [found] = queries.premises(within=queries.area(slug="lypivka-centre"))
    assert (found.street["en"], found.number, found.updated_at) == ("Soborna Street", "14", AT)
    friday = found.state(at=AT, zone=ZoneInfo("Europe/Kyiv"))
    assert (friday.door, friday.opens.isoformat()) == (Door.CLOSED, "2026-11-23T08:00:00+02:00")
    assert queries.premises(within=queries.area(slug="lypivka-station")) == []


def test_hours_that_cannot_be_read_stop_everything(town, as_fixture):
    with as_fixture(), pytest.raises(Invalid) as caught:
        actions.save_premises(home="lypivka", facts=[STATION, replace(STATION, hours={"mon": "8-17"})], at=AT)
    assert caught.value.problems[0].code == "span_unreadable"
    assert queries.premises(home=town["lypivka"]) == []


@pytest.mark.parametrize(
    ("typed", "kind"),
    [
        ("вулиця Соборна", "official"),
        ("соборна", "official"),
        ("Саборна", "official"),
        ("soborna", "official"),
        ("Soborna st", "official"),
        ("вул Леніна", "former"),
        ("lenina", "former"),
        ("бродвей", "alias"),
    ],
)
def test_a_street_is_found_by_every_name_it_has_or_had(town, as_fixture, typed, kind):
    with as_fixture():
        actions.save_places(home="lypivka", facts=[STREET])
    [hit, *_] = queries.search(typed, home=town["lypivka"])
    assert (hit.slug, hit.name_kind) == ("uk_soborna", kind)


def test_a_house_is_put_along_its_street_and_an_unknown_one_is_said_to_be_unknown(town, as_fixture):
    with as_fixture():
        actions.save_places(home="lypivka", facts=[STREET])
    [hit, *_] = queries.search("вул. Соборна, буд. 40", home=town["lypivka"])
    assert (hit.number, hit.exact, round(hit.lon, 3)) == ("40", True, 30.05)
    [hit, *_] = queries.search("Соборна 400", home=town["lypivka"])
    assert (hit.number, hit.exact, hit.lon) == ("400", False, 30.05)


def test_names_are_replaced_and_not_heaped_up(town, as_fixture):
    with as_fixture():
        actions.save_places(home="lypivka", facts=[STREET])
        actions.save_places(home="lypivka", facts=[replace(STREET, former=())])
    assert Name.objects.filter(place__slug="uk_soborna").count() == 3
    assert all(hit.name_kind != "former" for hit in queries.search("Леніна", home=town["lypivka"]))


@pytest.mark.parametrize("typed", ["", " ", "x", "%%", "'; drop table", "\x00", "ь", "𝕏" * 300])
def test_odd_questions_get_an_answer(town, typed):
    assert isinstance(queries.search(typed, home=town["lypivka"]), list)
