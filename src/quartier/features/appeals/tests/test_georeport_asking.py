"""What clients of GeoReport v2 send, well and badly."""

from datetime import UTC, datetime

import pytest

from quartier.core.kit.errors import Invalid
from quartier.features.appeals.rules.georeport import asking

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
WHOLE = {"service_code": ["lighting"], "lat": ["49.9"], "long": ["33.6"], "description": ["No light"]}
UPDATE = {
    "service_request_id": ["7"],
    "update_id": ["u1"],
    "updated_datetime": ["2026-11-20T10:00:00Z"],
    "description": ["Seen"],
}


def wrong(call, given, **more) -> set[tuple[str, str]]:
    with pytest.raises(Invalid) as refused:
        call({**given}, **more)
    return {(each.field, each.code) for each in refused.value.problems}


def test_a_whole_report_is_read() -> None:
    given = WHOLE | {
        "first_name": [" Олена "],
        "last_name": ["Коваль"],
        "email": [""],
        "device_id": ["IMEI 1"],
        "attribute[lamp]": ["12"],
        "attribute[kind][]": ["a", "b"],
        "media_url": ["https://photos.example/1.jpg"],
    }
    found = asking.report(given)
    assert (found.service_code, found.lat, found.lon, found.name) == ("lighting", 49.9, 33.6, "Олена Коваль")
    assert found.attributes == {"lamp": ("12",), "kind": ("a", "b")}
    assert found.media == ("https://photos.example/1.jpg",)
    assert found.email == ""
    assert "IMEI" not in repr(found)


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"service_code": [""]}, ("service_code", "argument_missing")),
        ({"long": [""]}, ("long", "argument_missing")),
        ({"lat": []}, ("lat", "argument_missing")),
        ({"lat": [], "long": []}, ("lat", "location_missing")),
        ({"lat": [], "long": [], "address_id": ["7"]}, ("lat", "location_unknown")),
        ({"lat": ["north"]}, ("lat", "argument_not_a_number")),
        ({"lat": ["91"]}, ("lat", "argument_not_a_number")),
        ({"lat": ["nan"]}, ("lat", "argument_not_a_number")),
        ({"long": ["inf"]}, ("long", "argument_not_a_number")),
        ({"description": ["x" * 4001]}, ("description", "argument_too_long")),
        ({"first_name": ["x" * 101]}, ("first_name", "argument_too_long")),
        ({"media_url": ["file:///etc/passwd"]}, ("media_url", "argument_not_an_address")),
        ({"media_url": ["https://[broken"]}, ("media_url", "argument_not_an_address")),
        ({"media_url": [f"https://a.example/{n}" for n in range(6)]}, ("media_url", "argument_too_long")),
    ],
)
def test_each_thing_wrong_with_a_report_is_named(change, problem) -> None:
    assert problem in wrong(asking.report, WHOLE | change)


def test_everything_wrong_is_said_at_once() -> None:
    assert wrong(asking.report, {"lat": ["x"], "email": ["e" * 300]}) >= {
        ("service_code", "argument_missing"),
        ("lat", "argument_not_a_number"),
        ("email", "argument_too_long"),
    }


def test_an_address_in_words_is_enough_and_control_characters_go() -> None:
    given = {
        "service_code": ["roads"],
        "address_string": ["вул. Соборна"],
        "description": ["a\x00b\x07\r\nc"],
    }
    found = asking.report(given)
    assert (found.lat, found.lon, found.address) == (None, None, "вул. Соборна")
    assert found.description == "ab\nc"


@pytest.mark.parametrize(
    ("given", "start", "end"),
    [
        ({}, "2026-08-24T12:00:00+00:00", "2026-11-22T12:00:00+00:00"),
        ({"end_date": ["2026-05-01T00:00:00Z"]}, "2026-01-31T00:00:00+00:00", "2026-05-01T00:00:00+00:00"),
        (
            {"start_date": ["2026-01-01T02:00:00 02:00"]},
            "2026-01-01T00:00:00+00:00",
            "2026-04-01T00:00:00+00:00",
        ),
        (
            {"start_date": ["2026-10-01T00:00:00Z"], "end_date": ["2026-10-02T00:00:00+03:00"]},
            "2026-10-01T00:00:00+00:00",
            "2026-10-01T21:00:00+00:00",
        ),
    ],
)
def test_the_range_of_dates_is_ninety_days_unless_it_is_shorter(given, start, end) -> None:
    found = asking.search(given, at=NOW)
    assert (found.start.isoformat(), found.end.isoformat()) == (start, end)


@pytest.mark.parametrize(
    ("given", "problem"),
    [
        ({"start_date": ["yesterday"]}, ("start_date", "argument_not_a_moment")),
        ({"start_date": ["2026-01-01"]}, ("start_date", "argument_without_zone")),
        ({"start_date": ["0001-01-01T00:00:00+14:00"]}, ("start_date", "argument_not_a_moment")),
        (
            {"start_date": ["2026-02-01T00:00:00Z"], "end_date": ["2026-01-01T00:00:00Z"]},
            ("end_date", "range_backwards"),
        ),
        (
            {"start_date": ["2026-01-01T00:00:00Z"], "end_date": ["2026-06-01T00:00:00Z"]},
            ("end_date", "range_too_long"),
        ),
        ({"status": ["open,lost"]}, ("status", "argument_unknown")),
        ({"page": ["0"]}, ("page", "argument_not_a_number")),
        ({"page_size": ["1001"]}, ("page_size", "argument_not_a_number")),
        ({"page": ["²"]}, ("page", "argument_not_a_number")),
    ],
)
def test_each_thing_wrong_with_a_search_is_named(given, problem) -> None:
    assert problem in wrong(asking.search, given, at=NOW)


@pytest.mark.parametrize("moment", ["9999-12-31T23:59:59Z", "0001-01-02T00:00:00Z"])
@pytest.mark.parametrize("name", ["start_date", "end_date"])
def test_the_ends_of_time_are_no_accident(name, moment) -> None:
    assert asking.search({name: [moment]}, at=NOW)


def test_lists_come_with_commas_or_several_times() -> None:
    given = {"service_code": ["roads, lighting", "roads"], "status": ["OPEN"], "extensions": ["true"]}
    found = asking.search(given, at=NOW)
    assert found.codes == ("roads", "lighting")
    assert (found.statuses, found.extensions, found.page, found.size) == (("open",), True, 1, 1000)


def test_an_update_says_which_when_and_what() -> None:
    found = asking.update(UPDATE | {"status": ["IN_PROGRESS"]})
    assert (found.request, found.update, found.status) == ("7", "u1", "in_progress")
    assert wrong(asking.update, {}) == {
        (name, "argument_missing")
        for name in ("service_request_id", "update_id", "updated_datetime", "description")
    }
