"""The same rows as XML and as JSON, as the examples of the specification have them."""

import json
from datetime import UTC, datetime, timedelta, timezone
from xml.etree import ElementTree

import pytest

from quartier.features.appeals.rules.georeport import saying
from quartier.features.appeals.rules.georeport.standing import standing

ROW = {
    "service_request_id": "a1",
    "status": "open",
    "description": "Яма <b> & ]]> \x0b\ufffe",
    "service_notice": None,
    "requested_datetime": datetime(2026, 11, 22, 14, 0, 30, 999, tzinfo=timezone(timedelta(hours=2))),
    "lat": 49.9,
}


def test_a_list_is_an_element_each_in_xml() -> None:
    text = saying.document("service_requests", [ROW, ROW], format="xml")
    assert text.startswith(b"<?xml version='1.0' encoding='utf-8'?>")
    root = ElementTree.fromstring(text)
    assert [each.tag for each in root] == ["request", "request"]
    one = {each.tag: each.text for each in root[0]}
    assert one["description"] == "Яма <b> & ]]> "
    assert one["service_notice"] is None
    assert one["requested_datetime"] == "2026-11-22T12:00:30Z"
    assert one["lat"] == "49.9"


def test_json_leaves_the_outer_element_out() -> None:
    text = saying.document("service_requests", [ROW], format="json")
    assert json.loads(text)[0]["requested_datetime"] == "2026-11-22T12:00:30Z"
    assert json.loads(text)[0]["service_notice"] is None
    assert "Яма" in text.decode()


def test_a_definition_nests_as_in_the_specification() -> None:
    attribute = {
        "variable": True,
        "code": "lamp",
        "datatype": "singlevaluelist",
        "required": False,
        "order": 1,
        "values": [{"key": "a", "name": "One lamp"}],
    }
    content = {"service_code": "lighting", "attributes": [attribute]}
    root = ElementTree.fromstring(saying.document("service_definition", content, format="xml"))
    assert root.findtext("attributes/attribute/variable") == "true"
    assert root.findtext("attributes/attribute/values/value/name") == "One lamp"


def test_discovery_names_its_formats() -> None:
    content = {"endpoints": [{"url": "https://a.example", "formats": ["text/xml", "application/json"]}]}
    root = ElementTree.fromstring(saying.document("discovery", content, format="xml"))
    assert [each.text for each in root.findall("endpoints/endpoint/formats/format")] == [
        "text/xml",
        "application/json",
    ]


def test_an_empty_list_is_an_empty_element() -> None:
    assert ElementTree.fromstring(saying.document("services", [], format="xml")).tag == "services"
    assert saying.document("services", [], format="json") == b"[]"


def test_what_has_no_form_is_not_guessed() -> None:
    with pytest.raises(TypeError):
        saying.document("services", [{"a": object()}], format="json")


@pytest.mark.parametrize(
    ("state", "outcome", "said"),
    [
        ("new", "", ("open", "open")),
        ("forwarded", "", ("open", "internal_referral")),
        ("open", "will_do", ("open", "investigating")),
        ("answered", "", ("closed", "closed")),
        ("answered", "done", ("closed", "fixed")),
        ("answered", "will_do", ("closed", "action_scheduled")),
        ("joined", "", ("closed", "duplicate")),
        ("something_new", "", ("open", "open")),
    ],
)
def test_two_words_say_how_it_stands(state, outcome, said) -> None:
    found = standing(state, outcome)
    assert (found.status, found.extended) == said


def test_moments_are_in_utc() -> None:
    assert saying.moment(datetime(2026, 1, 1, tzinfo=UTC)) == "2026-01-01T00:00:00Z"
