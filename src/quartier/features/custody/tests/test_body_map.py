"""The body map: every region can be found by a tap and by its name, and what is new between two looks is told."""

from pathlib import Path

import pytest

from quartier.features.custody.rules.body import marks, regions
from quartier.features.custody.rules.body.marks import Mark
from quartier.features.custody.web import body_map

PICTURES = Path(body_map.__file__).resolve().parents[1] / "static" / "custody"
WRISTS = [
    {"view": "front", "region": f"wrist_{side}", "x": 28, "y": 125, "kind": "redness", "long": 60}
    for side in ("right", "left")
]


@pytest.mark.parametrize("region", regions.REGIONS.values(), ids=lambda one: f"{one.view}-{one.code}")
def test_a_region_lies_under_its_own_middle(region):
    assert regions.region_at(region.view, *regions.middle(region)) is region


def test_the_right_hand_stands_on_the_left_seen_from_the_front():
    assert regions.region_at("front", 27, 140).code == "hand_right"
    assert regions.region_at("back", 27, 140).code == "hand_left"


def test_a_tap_on_the_picture_finds_its_region_at_any_size():
    assert marks.tapped("front", x=84, y=375, width=360, height=786)[0].code == "wrist_right"
    assert marks.tapped("front", x=28, y=125, width=120, height=262)[0].code == "wrist_right"
    assert marks.tapped("front", x=2, y=2, width=360, height=786) is None
    assert marks.tapped("front", x=2, y=2, width=0, height=0) is None


def test_each_region_and_each_mark_has_words_in_three_languages():
    words = [one.words for one in regions.REGIONS.values()] + list(marks.KINDS.values())
    assert all(all((one.uk, one.fr, one.en)) for one in words)
    for view in regions.VIEWS:
        names = [one.words.uk for one in regions.REGIONS.values() if one.view == view]
        assert len(names) == len(set(names))


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ("x", "custody.not_marks"),
        (WRISTS * 31, "custody.too_many_marks"),
        ([WRISTS[0] | {"region": "tail"}], "custody.no_such_region"),
        ([WRISTS[0] | {"kind": "sin"}], "custody.no_such_mark"),
        ([WRISTS[0] | {"long": -1}], "custody.size_out_of_reach"),
        ([WRISTS[0] | {"long": True}], "custody.size_out_of_reach"),
        ([WRISTS[0] | {"text": "x" * 401}], "custody.text_too_long"),
        ([3], "custody.no_such_region"),
    ],
)
def test_what_is_no_mark_is_refused(values, code):
    assert [one.code for one in marks.problems(values, "marks")] == [code]


def test_what_is_stored_comes_back_as_it_was():
    assert marks.problems(WRISTS, "marks") == []
    first = marks.read(WRISTS)[0]
    assert first.values == {"wide": 0, "text": "", **WRISTS[0]}
    assert first.place.words.en == "Right wrist"


def test_only_what_was_not_there_before_is_new():
    before = marks.read(WRISTS)
    cheek = Mark(view="front", region="cheek_left", x=70, y=26, kind="abrasion", long=20, wide=10)
    assert marks.new_since(before, [*before, cheek]) == (cheek,)
    assert marks.new_since((), before) == before


@pytest.mark.parametrize("view", regions.VIEWS)
def test_the_pictures_are_drawn_from_the_regions(view):
    assert (PICTURES / f"body-{view}.svg").read_text() == body_map.picture(view)


def test_the_sheet_numbers_each_mark():
    drawn = body_map.sheet(marks.read(WRISTS))
    assert drawn.count("<circle") == 2 and ">2</text>" in drawn
