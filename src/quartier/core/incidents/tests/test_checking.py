"""Rows against their mapping: what is taken, in which shape, and why the rest is refused."""

from datetime import UTC, datetime

import numpy as np
import pytest

from quartier.core.incidents.rules.checking import SHAPE, Setting
from quartier.core.incidents.rules.flags import Flag, names_of

from .files import AT, DEMO, SALT, SURREY, TORONTO, checked, surrey, written


def as_dict(row: tuple) -> dict:
    return dict(zip((name for name, _ in SHAPE), row, strict=True))


def only(result) -> dict:
    assert not result.refused
    assert len(result.rows) == 1
    return as_dict(result.rows[0])


def instant(*parts: int) -> int:
    return int(datetime(*parts, tzinfo=UTC).timestamp())


def test_a_month_is_the_whole_local_month(tmp_path):
    row = only(checked(written(tmp_path, SURREY + surrey(month="2018-10")), "uk-police"))
    assert (row["starts"], row["ends"]) == (
        instant(2018, 9, 30, 23),
        instant(2018, 11, 1),
    )  # summer time ends
    assert row["precision"] == "month"
    assert (row["kind"], row["source_kind"], row["origin"]) == ("burglary", "Burglary", "resident")
    assert row["uncertainty_m"] == 150


def test_what_officers_find_is_kept_apart(tmp_path):
    assert (
        only(checked(written(tmp_path, SURREY + surrey(kind="Drugs")), "uk-police"))["origin"] == "officers"
    )


def test_no_location_is_kept_without_a_place(tmp_path):
    row = only(checked(written(tmp_path, SURREY + surrey(x="", y="")), "uk-police"))
    assert row["lon"] is None
    assert names_of(row["flags"]) == ["no_place"]


@pytest.mark.parametrize(
    ("x", "y", "column", "reason"),
    [
        ("-30.0", "40.0", "Longitude", "place_outside_bounds"),  # the middle of the Atlantic
        ("0", "0", "Longitude", "place_zero"),
        ("51.23", "-0.33", "Longitude", "place_axes_exchanged"),
        ("", "51.23", "Longitude", "place_half"),
        ("-0.33", "", "Latitude", "place_half"),
        ("-0.33", "51°13′", "Latitude", "place_not_a_number"),
        ("512345.0", "165432.0", "Longitude", "place_not_on_earth"),  # metres where degrees were promised
        ("1e400", "51.2", "Longitude", "place_not_a_number"),
    ],
)
def test_places_that_cannot_be(tmp_path, x, y, column, reason):
    bad = checked(written(tmp_path, SURREY + surrey(x=x, y=y)), "uk-police").refused
    assert [(each.column, each.reason) for each in bad] == [(column, reason)]


@pytest.mark.parametrize(
    ("month", "reason"),
    [
        ("", "time_missing"),
        ("10/2018", "time_format"),
        ("2018-13", "time_format"),
        ("2031-01", "time_in_future"),
        ("1811-01", "time_too_early"),
    ],
)
def test_times_that_cannot_be(tmp_path, month, reason):
    bad = checked(written(tmp_path, SURREY + surrey(month=month)), "uk-police").refused
    assert [(each.line, each.column, each.value, each.reason) for each in bad] == [
        (2, "Month", month, reason)
    ]


def test_an_unknown_kind_is_refused_by_name_and_a_long_value_is_shortened(tmp_path):
    said = "Somebody wrote a whole story here"
    (bad,) = checked(written(tmp_path, SURREY + surrey(kind=said)), "uk-police").refused
    assert (bad.column, bad.reason, bad.value) == ("Crime type", "kind_unknown", "Somebody wrote a whole …")


def test_utc_midnight_and_hour_is_that_local_hour(tmp_path):
    rows = "2016/07/05 04:00:00+00,13,Assault,43.7,-79.4\n2016/01/05 05:00:00+00,13,Robbery,43.7,-79.4\n"
    summer, winter = map(as_dict, checked(written(tmp_path, TORONTO + rows), "toronto-mci").rows)
    assert (summer["starts"], summer["ends"]) == (instant(2016, 7, 5, 17), instant(2016, 7, 5, 18))
    assert winter["starts"] == instant(2016, 1, 5, 18)
    assert summer["precision"] == "hour"


def test_midday_where_midnight_was_promised_is_refused(tmp_path):
    rows = "2016/07/05 16:00:00+00,13,Assault,43.7,-79.4\n2016/07/05 04:00:00+00,24,Assault,43.7,-79.4\n"
    bad = checked(written(tmp_path, TORONTO + rows), "toronto-mci").refused
    assert [(each.column, each.reason) for each in bad] == [
        ("occurrencedate", "time_not_local_midnight"),
        ("occurrencehour", "hour_format"),
    ]


def test_late_reports_and_default_hours_carry_a_doubt(tmp_path):
    rows = "1976/07/01 04:00:00+00,0,Assault,43.7,-79.4\n"
    row = only(checked(written(tmp_path, TORONTO + rows), "toronto-mci"))
    assert names_of(row["flags"]) == ["doubted_time", "before_period"]


def test_an_identical_row_is_flagged_and_kept(tmp_path):
    row = "2016/07/05 04:00:00+00,13,Assault,43.7,-79.4\n"
    rows = [as_dict(r) for r in checked(written(tmp_path, TORONTO + row * 3), "toronto-mci", size=2).rows]
    assert [r["duplicate_of"] for r in rows] == [None, rows[0]["id"], rows[0]["id"]]
    assert len({r["id"] for r in rows}) == 3


def test_an_id_told_twice_is_flagged_and_both_rows_stand(tmp_path):
    first, second = map(as_dict, checked(written(tmp_path, SURREY + surrey("x") * 2), "uk-police").rows)
    assert (first["source_id"], second["source_id"]) == ("x", "x#2")
    assert second["duplicate_of"] == first["id"]


def test_rows_without_an_id_are_known_by_file_and_line_and_are_no_repeats(tmp_path):
    rows = [as_dict(r) for r in checked(written(tmp_path, SURREY + surrey("") * 2), "uk-police").rows]
    assert [r["source_id"].split(":")[1] for r in rows] == ["2", "3"]
    assert [r["duplicate_of"] for r in rows] == [None, None]


def test_ids_are_the_same_again_and_differ_between_data_sets(tmp_path):
    path = written(tmp_path, SURREY + surrey())
    again = checked(path, "uk-police").rows[0][0]
    assert checked(path, "uk-police").rows[0][0] == again
    assert checked(path, "uk-police", setting=Setting(at=AT, salt=b"another")).rows[0][0] != again


def test_feet_of_oregon_become_degrees(tmp_path):
    text = "occ_date,x_coordina,y_coordina,call_group_type,case_desc_type\n2012-03-12,7644613,683069,3,3\n"
    row = only(checked(written(tmp_path, text), "nij-portland"))
    assert row["lon"] == pytest.approx(-122.6765, abs=0.01)  # Pioneer Courthouse Square
    assert row["lat"] == pytest.approx(45.519, abs=0.01)
    assert row["ends"] - row["starts"] == 86_400


def demo(identity: str, start: str, end: str, reported: str, x: str = "-19.99", y: str = "44.01") -> str:
    return f"{identity},theft_bicycle,resident,{start},{end},{reported},{reported},{x},{y},10,Rack B\n"


HOME = Setting(at=AT, salt=SALT, time_zone="Europe/Kyiv", box=(-20.1, 43.9, -19.9, 44.1))


def test_the_town_tells_one_theft_twice(tmp_path):
    stretch = ("2026-05-01T08:00+03:00", "2026-05-01T18:00+03:00")
    text = (
        DEMO + demo("1", *stretch, "2026-05-01T19:00+03:00") + demo("2", *stretch, "2026-05-01T19:20+03:00")
    )
    text += demo("3", *stretch, "2026-05-02T19:20+03:00")  # a day later: another theft
    rows = [as_dict(r) for r in checked(written(tmp_path, text), "quartier-demo", setting=HOME).rows]
    assert [r["duplicate_of"] for r in rows] == [None, rows[0]["id"], None]
    assert rows[0]["precision"] == "interval"


def test_midnight_by_default_is_doubted_and_an_empty_time_is_unknown(tmp_path):
    text = DEMO + demo("1", "2026-05-01T00:00+03:00", "2026-05-01T00:00+03:00", "2026-05-01T19:00+03:00")
    text += demo("2", "", "", "2026-05-01T19:00+03:00")
    first, second = (as_dict(r) for r in checked(written(tmp_path, text), "quartier-demo", setting=HOME).rows)
    assert names_of(first["flags"]) == ["doubted_time"]
    assert (second["precision"], second["starts"]) == ("unknown", second["reported"])
    assert names_of(second["flags"]) == ["no_time"]


def test_an_end_before_its_start_and_a_point_far_from_town(tmp_path):
    text = DEMO + demo("1", "2026-05-01T08:00+03:00", "2026-05-01T07:00+03:00", "2026-05-01T19:00+03:00")
    text += demo("2", "2026-05-01T08:00+03:00", "", "2026-05-01T19:00+03:00", x="-14.0")
    bad = checked(written(tmp_path, text), "quartier-demo", setting=HOME).refused
    assert [(b.line, b.column, b.reason) for b in bad] == [
        (2, "end", "end_before_start"),
        (3, "lon", "place_far_from_area"),
    ]


def test_points_are_placed_in_areas_and_those_in_none_are_doubted(tmp_path):
    def locate(lon: np.ndarray, lat: np.ndarray) -> list[int | None]:
        return [7 if x < -0.3 else None for x in lon]

    text = SURREY + surrey("a") + surrey("b", x="-0.1") + surrey("c", x="", y="")
    setting = Setting(at=AT, salt=SALT, locate=locate)
    rows = [as_dict(r) for r in checked(written(tmp_path, text), "uk-police", setting=setting).rows]
    assert [(r["area_id"], Flag(r["flags"])) for r in rows] == [
        (7, 0),
        (None, Flag.OUTSIDE_AREA),
        (None, Flag.NO_PLACE),
    ]
