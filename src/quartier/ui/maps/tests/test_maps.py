"""The drawn map: to scale, in the right place, with nothing shown that may not be."""

import json
import xml.etree.ElementTree as ET
from math import cos, radians

import pytest
from django.template import engines

from quartier.ui.maps import geometry as geo
from quartier.ui.maps.draw import Area, Map, Spot, draw
from quartier.ui.maps.live import features

SQUARE = {"type": "Polygon", "coordinates": [[[-18, 47], [-17.9, 47], [-17.9, 47.1], [-18, 47.1], [-18, 47]]]}


def town(**changes: object) -> Map:
    values = {
        "id": "m",
        "title": "A </script> & b",
        "desc": "d",
        "language": "fr",
        "areas": [Area(label="A", geometry=SQUARE, mark="q5", number="1", url="/a")],
        "spots": [Spot(lon=-17.95, lat=47.05, label="5", few=True)],
    }
    return Map(**(values | changes))


def test_corners_keep_their_sides() -> None:
    on = geo.sheet((-18, 47, -17.9, 47.1))
    (left, bottom), (right, top) = on.place(-18, 47), on.place(-17.9, 47.1)
    assert left < right and top < bottom
    assert (right - left) / (bottom - top) == pytest.approx(cos(radians(47.05)), rel=1e-6)


def test_drawing_is_whole_and_linked_maps_are_groups() -> None:
    root = ET.fromstring(draw(town()))
    assert root.get("role") == "group" and root.find(".//a").get("href") == "/a"
    assert ET.fromstring(draw(town(areas=[Area(label="A", geometry=SQUARE)]))).get("role") == "img"


def test_label_stands_in_the_middle_of_the_largest_ring() -> None:
    on = geo.sheet((-18, 47, -17.9, 47.1))
    x, y = geo.middle(SQUARE, on)
    assert (x, y) == pytest.approx(on.place(-17.95, 47.05), abs=0.01)


def test_scale_bar_is_a_round_length_that_fits() -> None:
    on = geo.sheet((-18, 47, -17.9, 47.1))
    metres = geo.bar_length(on)
    assert metres * on.metre <= 160 and str(metres).strip("0") in {"1", "2", "5"}


def test_nothing_to_draw_is_refused() -> None:
    with pytest.raises(ValueError, match="nothing"):
        draw(town(areas=[], spots=[]))
    with pytest.raises(ValueError, match="unknown geometry"):
        geo.lines_of({"type": "Circle", "coordinates": []})


def test_live_map_holds_what_the_drawn_map_shows() -> None:
    found = features(town())["features"]
    assert [one["properties"]["layer"] for one in found] == ["area", "spot"]
    assert found[0]["properties"]["mark"] == "q5"


def test_data_in_the_page_cannot_end_its_script() -> None:
    some = town(areas=[Area(label="</script><b>", geometry=SQUARE)])
    html = engines["django"].from_string("{% load ui %}{% map_view map %}").render({"map": some})
    inner = html.split('<script type="application/json">')[1].split("</script>")[0]
    assert json.loads(inner)["features"][0]["properties"]["label"] == "</script><b>"
