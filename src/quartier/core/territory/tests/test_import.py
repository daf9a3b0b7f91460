"""Files of boundaries: what is taken, what is mended and told, what stops everything."""

import json
from typing import Any

import pytest

from quartier.core.territory import queries
from quartier.core.territory.imports import import_boundaries
from quartier.core.territory.models import Area
from quartier.core.territory.rules.mappings import BadMapping, library, load

from .conftest import AT, square

pytestmark = pytest.mark.database

MAPPING = {
    "name": "test",
    "home": {
        "slug": "valombre",
        "kind": "police_zone",
        "country": "BE",
        "code": "Z1",
        "names": {"fr": "Zone de Valombre"},
        "time_zone": "Europe/Brussels",
        "crs": "EPSG:3812",
        "language": "fr",
        "languages": ["fr"],
        "danger_numbers": ["112"],
    },
    "boundary": "union",
    "expected": [4, 50, 6, 52],
    "areas": [
        {
            "where": {"level": "commune"},
            "kind": "municipality",
            "code": "nis",
            "names": {"fr": "nom", "nl": "naam"},
        },
        {
            "where": {"level": "quartier"},
            "kind": "neighbourhood",
            "code": ["id", "nom"],
            "names": {"fr": "nom"},
            "parent": {"within": "municipality"},
        },
    ],
}


def feature(geometry: Any, **properties: Any) -> dict[str, Any]:
    return {"type": "Feature", "properties": properties, "geometry": geometry}


def commune(code: str = "1", geometry: Any = None, **properties: Any) -> dict[str, Any]:
    given = {"level": "commune", "nis": code, "nom": f"Commune {code}"} | properties
    return feature(geometry if geometry is not None else square(5.0 + int(code) / 10, 51.0, 0.1), **given)


def encode(*features: Any, **members: Any) -> bytes:
    return json.dumps({"type": "FeatureCollection", **members, "features": features}, indent=1).encode()


def run(as_fixture: Any, data: bytes, *, dry_run: bool = False, mapping: Any = MAPPING) -> Any:
    with as_fixture():
        return import_boundaries(data=data, mapping=load(mapping), at=AT, dry_run=dry_run)


def refused(report: Any) -> list[str]:
    assert not report.done
    assert not Area.objects.exists()
    return [finding.reason for finding in report.refused]


def ring(*points: Any) -> dict[str, Any]:
    return {"type": "Polygon", "coordinates": [[list(point) for point in points]]}


def test_a_good_file_is_taken_and_its_home_is_made(db, as_fixture):
    quarter = feature(square(5.12, 51.02, 0.03), level="quartier", nom="les Étangs")
    report = run(as_fixture, encode(quarter, commune("1", naam="Gemeente"), commune("2")))
    assert (report.done, len(report.added), report.refused) == (True, 4, [])
    home = queries.home_for("fr", "valombre")
    tree = [(area.kind, area.code) for area in queries.areas(home=home.id)]
    assert tree == [
        ("police_zone", "Z1"),
        ("municipality", "1"),
        ("neighbourhood", "les-etangs"),
        ("municipality", "2"),
    ]
    pond = queries.area(slug="valombre-les-etangs")
    assert (pond.names, pond.time_zone, pond.danger_numbers) == (
        {"fr": "Les Étangs"},
        "Europe/Brussels",
        ["112"],
    )
    assert [area.code for area in queries.path(pond)] == ["Z1", "1", "les-etangs"]


def test_a_second_import_changes_nothing(db, as_fixture):
    data = encode(commune("1"), commune("2"))
    run(as_fixture, data)
    before = list(Area.objects.order_by("id").values())
    again = run(as_fixture, data)
    assert (again.added, again.changed, again.unchanged, again.missing) == ([], [], 3, [])
    assert list(Area.objects.order_by("id").values()) == before


def test_changes_and_missing_areas_are_told(db, as_fixture):
    run(as_fixture, encode(commune("1"), commune("2"), commune("3")))
    changed = encode(commune("1", nom="Valombre"), commune("2", geometry=square(5.2, 51.0, 0.09)))
    report = run(as_fixture, changed)
    assert report.changed[0] == {"kind": "municipality", "code": "1", "fields": ["names"]}
    assert report.changed[1]["fields"] == ["geometry", "east", "north"]
    assert report.missing == ["municipality 3"]
    assert Area.objects.filter(code="3").exists()


def test_a_dry_run_says_the_same_and_stores_nothing(db, as_fixture):
    report = run(as_fixture, encode(commune("1")), dry_run=True)
    assert (report.done, len(report.added)) == (False, 2)
    assert not Area.objects.exists()


def test_one_bad_feature_stops_all_and_every_bad_one_is_named(db, as_fixture):
    data = encode(commune("1"), commune("2", nis=None), commune("3", nom=" "), commune("1"))
    report = run(as_fixture, data)
    assert refused(report) == ["no_code", "no_name", "code_twice"]
    assert [finding.feature for finding in report.refused] == [2, 3, 4]
    lines = data.decode().splitlines()
    for finding in report.refused:
        assert lines[finding.line - 1].strip() == "{"
        assert '"Feature"' in lines[finding.line]
    assert report.refused[2].details == {
        "first_feature": 1,
        "first_line": report.refused[2].details["first_line"],
    }


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty_file"),
        (b"PK\x03\x04rest", "other_file"),
        (b"%PDF-1.7", "other_file"),
        (b"code,name\n1,x\n", "other_file"),
        ('{"type":"FeatureCollection","features":[{"nom":"Étang"}]}'.encode("cp1252"), "not_utf8"),
        ("\ufeff{}".encode("utf-16"), "not_utf8"),
        (b'{"type": "Topology"}', "not_a_feature_collection"),
        (b"[1, 2]", "not_a_feature_collection"),
        (b'{"type": "FeatureCollection", "features": []}', "no_features"),
        (b'{"type": "FeatureCollection", "features": [7]}', "not_a_feature"),
        (b'{"type": "FeatureCollection", "features": [NaN]}', "not_a_number"),
        (b'{"type": "FeatureCollection" "features": []}', "not_json"),
        (encode(commune("1"))[:-30], "half_a_file"),
        (encode(commune("1"))[:60], "half_a_file"),
        (b"{" * 200_000, "not_json"),
    ],
)
def test_a_wrong_file_says_what_is_wrong_with_it(db, as_fixture, data, reason):
    assert refused(run(as_fixture, data)) == [reason]


@pytest.mark.parametrize(
    ("geometry", "reason"),
    [
        ({"type": "Point", "coordinates": [5, 51]}, "not_a_polygon"),
        ({"type": "Polygon"}, "bad_coordinates"),
        ({"type": "Polygon", "coordinates": [[["5", "51"]]]}, "bad_coordinates"),
        (ring((5, 51), (5.1, 51), (5, 51)), "ring_too_short"),
        (
            ring((150000, 170000), (150100, 170000), (150100, 170100), (150000, 170000)),
            "coordinates_in_metres",
        ),
        (ring((185, 51), (186, 51), (186, 52), (185, 51)), "coordinates_out_of_range"),
        (square(51.0, 5.0, 0.1), "axes_swapped"),
        (square(-30.0, 40.0, 0.1), "far_away"),
        (ring((5, 51), (5.1, 51), (5.2, 51), (5, 51)), "cannot_be_mended"),
    ],
)
def test_a_geometry_that_cannot_be_used_is_refused(db, as_fixture, geometry, reason):
    assert refused(run(as_fixture, encode(commune("1", geometry=geometry)))) == [reason]


def test_a_feature_without_a_place_or_a_rule_is_refused(db, as_fixture):
    data = encode(feature(None, level="commune", nis="1", nom="x"), feature(square(5, 51), level="canton"))
    assert refused(run(as_fixture, data)) == ["no_geometry", "no_rule_fits"]


def test_an_open_ring_and_a_bow_tie_are_mended_and_told(db, as_fixture):
    open_ring = ring((5.0, 51.0), (5.1, 51.0), (5.1, 51.1), (5.0, 51.1))
    tie = ring((5.2, 51.0), (5.3, 51.1), (5.3, 51.0), (5.2, 51.1), (5.2, 51.0))
    report = run(as_fixture, encode(commune("1", geometry=open_ring), commune("2", geometry=tie)))
    assert report.done
    mended = [(finding.reason, finding.feature) for finding in report.findings if finding.weight == "mended"]
    assert mended == [("ring_closed", 1), ("shape_mended", 2)]
    assert queries.area_of(5.29, 51.05, home=queries.homes()[0].id) is not None


def test_a_repair_that_would_redraw_the_area_is_refused(db, as_fixture):
    square_twice = [[5, 51], [5.1, 51], [5.1, 51.1], [5, 51.1], [5, 51]]
    inner = [[5.01, 51.01], [5.09, 51.01], [5.09, 51.09], [5.01, 51.09], [5.01, 51.01]]
    geometry = {"type": "MultiPolygon", "coordinates": [[square_twice], [inner]]}
    assert refused(run(as_fixture, encode(commune("1", geometry=geometry)))) == ["repair_too_large"]


def test_another_coordinate_system_is_brought_to_wgs84(db, as_fixture):
    lambert = ring((240000, 190000), (245000, 190000), (245000, 195000), (240000, 195000), (240000, 190000))
    crs = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::31370"}}
    report = run(as_fixture, encode(commune("1", geometry=lambert), crs=crs))
    assert report.done
    assert "reprojected" in [finding.reason for finding in report.findings]
    assert queries.areas(kind="municipality")[0].box == pytest.approx((5.64, 51.01, 5.71, 51.06), abs=0.02)


def test_a_system_that_nobody_knows_is_refused(db, as_fixture):
    crs = {"type": "name", "properties": {"name": "urn:ogc:def:crs:TOWN::1"}}
    assert refused(run(as_fixture, encode(commune("1"), crs=crs))) == ["crs_unknown"]


def test_old_names_of_wgs84_are_known(db, as_fixture):
    crs = {"type": "name", "properties": {"name": "urn:ogc:def:crs:OGC:1.3:CRS84"}}
    report = run(as_fixture, encode(commune("1"), crs=crs))
    assert (report.done, report.findings) == (True, [])


def test_overlaps_holes_and_gaps_are_told(db, as_fixture):
    outer = square(5.0, 51.0, 0.3)
    outer["coordinates"].append([[5.1, 51.1], [5.1, 51.2], [5.2, 51.2], [5.2, 51.1], [5.1, 51.1]])
    first = {**MAPPING, "home": MAPPING["home"], "boundary": "union"}
    report = run(
        as_fixture,
        encode(commune("1", geometry=outer), commune("2", geometry=square(5.25, 51.0, 0.1))),
        mapping=first,
    )
    told = {finding.reason: finding for finding in report.findings}
    assert report.done
    assert set(told) == {"overlap", "hole"}
    assert told["overlap"].details["other"] == "1"
    assert told["hole"].details["square_metres"] == pytest.approx(7_800_000 * 10, rel=0.05)


def test_a_gap_is_told_with_a_point_in_it(db, as_fixture):
    run(as_fixture, encode(commune("1", geometry=square(5.0, 51.0, 0.3))))
    quarter = feature(square(5.0, 51.0, 0.1), level="quartier", id="7", nom="Gare")
    [gap] = [finding for finding in run(as_fixture, encode(quarter)).findings if finding.reason == "gap"]
    assert gap.details["kind"] == "neighbourhood"
    assert 5.0 < gap.details["lon"] < 5.3


def test_quarters_find_the_municipality_that_is_stored_already(db, as_fixture):
    run(as_fixture, encode(commune("1"), commune("2")))
    quarter = feature(square(5.21, 51.01, 0.03), level="quartier", id="7", nom="Gare")
    report = run(as_fixture, encode(quarter))
    assert report.added == ["neighbourhood 7"]
    gare = queries.area(slug="valombre-gare")
    assert [area.code for area in queries.path(gare)] == ["Z1", "2", "7"]


def test_a_parent_that_nobody_drew_is_refused(db, as_fixture):
    rule = MAPPING["areas"][0] | {"parent": {"property": "zone", "kind": "police_zone"}}
    report = run(as_fixture, encode(commune("1", zone="Z9")), mapping={**MAPPING, "areas": [rule]})
    assert refused(report) == ["parent_unknown"]


@pytest.mark.parametrize(
    "broken",
    [
        {**MAPPING, "areas": []},
        {**MAPPING, "home": {"slug": "x"}},
        {**MAPPING, "areas": [{"kind": "hromada"}]},
        {**MAPPING, "home": MAPPING["home"] | {"kind": "hromada"}},
    ],
)
def test_a_mapping_that_cannot_work_says_so(broken):
    with pytest.raises(BadMapping):
        load(broken)


def test_the_mappings_that_are_shipped_can_be_read():
    assert len(library()) >= 17
    for mapping in library().values():
        assert mapping.attribution
        assert mapping.licence
        assert mapping.expected
