"""Every boundary file of the real data, with the mapping that is shipped for it."""

import time
from typing import Any

import numpy as np
import pytest
import shapely
from shapely.geometry import shape

from quartier.core.territory import queries
from quartier.core.territory.imports import import_boundaries
from quartier.core.territory.models import Area
from quartier.core.territory.rules.mappings import library
from quartier.core.territory.rules.tree import Interval, lies_in

from .conftest import AT
from .real import real

pytestmark = [pytest.mark.database, pytest.mark.real_data]

FILES = {
    "be-brussels-communes": ("brussels_montgomery/communes_bruxelles_19.geojson", 20),
    "be-brussels-quarters": ("brussels_montgomery/quartiers_bruxelles_145.geojson", 146),
    "be-montgomery-zone": ("brussels_montgomery/police_zone_5343_montgomery.geojson", 4),
    "be-montgomery-quarters": ("brussels_montgomery/quartiers_zone_montgomery.geojson", 21),
    "fr-clermont-communes": ("france_clermont/communes_clermont_auvergne_metropole.geojson", 22),
    "fr-puy-de-dome-cantons": ("france_clermont/cantons_63.geojson", 32),
    "ua-kherson-districts": ("ukraine_kherson/city_districts_kherson.geojson", 5),
    "ua-kherson-hromada": ("ukraine_kherson/hromada_kherson.geojson", 1),
    "ua-kherson-hromadas": ("ukraine_kherson/hromadas_kherson_raion.geojson", 11),
    "ua-khmelnytskyi-hromadas": ("ukraine_myroliubne/hromadas_khmelnytskyi_raion.geojson", 28),
    "ua-myroliubne-hromada": ("ukraine_myroliubne/hromada_myroliubne.geojson", 1),
    "uk-mole-valley-lsoa": ("uk_surrey_dorking/surrey_lsoa2011.geojson", 55),
    "uk-mole-valley-oa": ("uk_surrey_dorking/molevalley_oa2011.geojson", 278),
    "uk-mole-valley-wards": ("uk_surrey_dorking/surrey_wards2012.geojson", 22),
    "uk-surrey-lsoa": ("uk_surrey_dorking/surrey_lsoa2011.geojson", 721),
    "uk-surrey-msoa": ("uk_surrey_dorking/surrey_msoa2011.geojson", 163),
    "uk-surrey-wards": ("uk_surrey_dorking/surrey_wards2012.geojson", 218),
}


def take(as_fixture: Any, mapping: str) -> Any:
    data = real(f"places/{FILES[mapping][0]}").read_bytes()
    with as_fixture():
        return import_boundaries(data=data, mapping=library()[mapping], at=AT)


def test_each_mapping_has_a_file():
    assert set(FILES) == set(library())


@pytest.mark.parametrize("mapping", FILES)
def test_a_real_file_is_taken_whole_and_once(db, as_fixture, mapping):
    report = take(as_fixture, mapping)
    assert [finding.as_row() for finding in report.refused] == []
    assert (report.done, len(report.added)) == (True, FILES[mapping][1])
    again = take(as_fixture, mapping)
    assert (again.added, again.changed, again.missing) == ([], [], [])
    assert again.unchanged > 0
    numbered = [Interval(*row) for row in Area.objects.values_list("lo", "hi")]
    assert all(lies_in(each, min(numbered)) for each in numbered)


def test_the_quarters_of_brussels_lie_in_its_municipalities(db, as_fixture):
    take(as_fixture, "be-brussels-communes")
    take(as_fixture, "be-brussels-quarters")
    home = queries.home_for("fr", "brussels")
    assert queries.count_areas(home=home.id) == 1 + 19 + 145
    parents = {queries.path(area)[-2].kind for area in queries.areas(home=home.id, kind="neighbourhood")}
    assert parents == {"municipality"}
    station = queries.area_of(4.3906, 50.8288, home=home.id)
    assert queries.area(id=station).names["fr"] == "Chasse"


def test_wards_and_small_areas_share_their_districts(db, as_fixture):
    take(as_fixture, "uk-surrey-wards")
    report = take(as_fixture, "uk-surrey-lsoa")
    assert len(report.added) == 709
    home = queries.home_for("en", "surrey")
    assert queries.count_areas(home=home.id, kind="district") == 11
    dorking = queries.area_of(-0.3316, 51.2325, home=home.id, kind="district")
    assert queries.area(id=dorking).names["en"] == "Mole Valley"


def test_look_ups_keep_pace_with_the_bare_tree(db, as_fixture):
    """Beside shapely's tree asked in bulk, since a busy machine slows both; bench/area_lookups.py has the
    figures.
    """
    take(as_fixture, "uk-surrey-lsoa")
    home = queries.home_for("en", "surrey")
    bare = shapely.STRtree([shape(area.geometry) for area in queries.areas(home=home.id, with_geometry=True)])
    chance = np.random.default_rng(1)
    lon, lat = chance.uniform(-0.84, 0.05, 50_000), chance.uniform(51.07, 51.47, 50_000)
    queries.areas_of(lon[:10], lat[:10], home=home.id)
    ours, theirs = [], []
    for _ in range(3):
        begin = time.perf_counter()
        found = queries.areas_of(lon, lat, home=home.id)
        middle = time.perf_counter()
        bare.query(shapely.points(lon, lat), predicate="intersects")
        ours.append(middle - begin)
        theirs.append(time.perf_counter() - middle)
    assert min(ours) < 2 * min(theirs)
    assert 0.4 < np.count_nonzero(found) / len(found) < 0.9
