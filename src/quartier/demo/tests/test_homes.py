"""The homes as the territory takes them: every area in its home, every door in the beat of its street."""

from shapely.geometry import Point, shape

from quartier.core.territory.rules import facts, hours
from quartier.demo import homes, world


def test_the_territory_finds_nothing_wrong() -> None:
    for home in world.HOMES:
        assert facts.problems_of_home(homes.home_facts(home)) == []
        kinds = {homes.SLUGS[home]: homes.KINDS[home]} | {
            row.slug: row.kind for row in homes.area_facts(home)
        }
        for area in homes.area_facts(home):
            above = kinds[area.parent or homes.SLUGS[home]]
            wrong = facts.problems_of_area(
                area, country=homes.country(home), language=home, parent_kind=above
            )
            assert wrong == [], area.slug
        for place in homes.place_facts(home):
            assert facts.problems_of_place(place, language=home) == []
        for door in homes.premises_facts(home):
            assert facts.problems_of_premises(door, language=home) == []


def test_areas_lie_in_their_home_and_do_not_overlap() -> None:
    for home in world.HOMES:
        whole = shape(homes.home_facts(home).geometry)
        beats = [shape(row.geometry) for row in homes.area_facts(home) if row.kind != "municipality"]
        assert all(whole.buffer(1e-9).contains(beat) for beat in beats)
        for number, one in enumerate(beats):
            assert all(one.intersection(other).area < 1e-12 for other in beats[number + 1 :])


def test_municipalities_hold_their_beats() -> None:
    areas = {row.slug: row for row in homes.area_facts("fr")}
    for area in areas.values():
        if area.parent:
            assert shape(areas[area.parent].geometry).buffer(1e-9).contains(shape(area.geometry))


def test_former_names_are_bare_names() -> None:
    former = [text for home in world.HOMES for place in homes.place_facts(home) for _, text in place.former]
    assert "вулиця Жовтнева" in former
    assert "rue du Gouverneur" in former
    assert not [text for text in former if text.startswith(homes.FORMERLY)]


def test_doors_open_when_the_data_say_so() -> None:
    doors = {row.slug: row for home in world.HOMES for row in homes.premises_facts(home)}
    station = doors["uk_police_station"]
    assert hours.read(station.hours) is not None
    assert station.street == "uk_soborna"
    assert station.address == {"uk": "вулиця Соборна, 14"}


def test_streets_keep_their_middle_and_their_houses() -> None:
    street = next(row for row in homes.place_facts("en") if row.slug == "en_station_road")
    assert street.geometry is not None and street.houses is not None
    (x1, y1), (x2, y2) = street.geometry["coordinates"]
    assert Point(street.lon, street.lat).distance(Point((x1 + x2) / 2, (y1 + y2) / 2)) < 1e-6
    assert street.houses[0] == 1
