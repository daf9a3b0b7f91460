"""What a release says of its source: a share of what lies elsewhere would mislead."""

from types import SimpleNamespace
from typing import Any

from quartier.core.publication.actions import Quality
from quartier.journeys.release_incidents import _quality


def rows(*, placed: int, unplaced: int) -> Any:
    return [SimpleNamespace(lon=1.0)] * placed + [SimpleNamespace(lon=None)] * unplaced


def test_a_file_of_the_place_says_how_much_could_be_placed() -> None:
    assert _quality(rows(placed=97, unplaced=3), 97, "resident") == Quality(
        rows=100, located=97, origin="resident"
    )


def test_a_file_of_a_whole_county_does_not() -> None:
    assert _quality(rows(placed=3000, unplaced=100), 200, "") == Quality(origin="")
