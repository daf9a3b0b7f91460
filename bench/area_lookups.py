"""Which area holds a point, for many points: look-ups a second, beside shapely's STRtree asked in bulk in
the same run.

    python -m bench.area_lookups [FILE.geojson] [--points 200000] [--runs 7]

Without a file, nine hundred cells with wavy sides stand for a city's neighbourhoods. The answers are
compared: the same points must find the same areas, except on a boundary that two areas share.
"""

import argparse
import json
from pathlib import Path
from typing import Any

import numpy as np
import shapely
from shapely.geometry import mapping, shape

from bench import machine
from quartier.core.territory.rules.locate import NOWHERE, index

SIDE = 30
CORNERS = 8


def cells() -> list[dict[str, Any]]:
    """Cells whose shared sides are wavy but agree: no gaps, no overlaps, 33 points each."""
    wave = np.sin(np.linspace(0, np.pi * 2, CORNERS + 1)) * 0.15
    found = []
    for x in range(SIDE):
        for y in range(SIDE):
            steps = np.linspace(0, 1, CORNERS + 1)
            south = [(x + t, y + w) for t, w in zip(steps, wave, strict=True)]
            north = [(px, py + 1) for px, py in south]
            west = [(x + w, y + t) for t, w in zip(steps, wave, strict=True)]
            east = [(px + 1, py) for px, py in west]
            ring = [*south, *east[1:], *north[::-1][1:], *west[::-1][1:]]
            found.append(mapping(shapely.Polygon(np.array(ring) / 100)))
    return found


def boundaries(file: Path | None) -> list[dict[str, Any]]:
    if file is None:
        return cells()
    return [each["geometry"] for each in json.loads(file.read_text("utf-8"))["features"]]


def plain(tree: shapely.STRtree, lon: np.ndarray, lat: np.ndarray) -> np.ndarray:
    """The obvious bulk query: every point against the tree, first area taken."""
    answer = np.full(len(lon), NOWHERE, dtype=np.int64)
    points, areas = tree.query(shapely.points(lon, lat), predicate="intersects")
    answer[points[::-1]] = areas[::-1] + 1
    return answer


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("file", nargs="?", type=Path)
    parser.add_argument("--points", type=int, default=200_000)
    parser.add_argument("--runs", type=int, default=7)
    options = parser.parse_args()
    drawn = boundaries(options.file)
    ours = index([(number, 0, geometry) for number, geometry in enumerate(drawn, start=1)])
    tree = shapely.STRtree([shape(geometry) for geometry in drawn])
    west, south, east, north = shapely.total_bounds(tree.geometries)
    chance = np.random.default_rng(1)
    lon, lat = chance.uniform(west, east, options.points), chance.uniform(south, north, options.points)
    differing = int(np.count_nonzero(ours.areas_of(lon, lat) != plain(tree, lon, lat)))
    times: dict[str, list[float]] = {"ours": [], "strtree": []}
    for _ in range(options.runs):  # in turns, so that a busy machine is unfair to neither
        times["ours"].append(machine.timed(lambda: ours.areas_of(lon, lat)))
        times["strtree"].append(machine.timed(lambda: plain(tree, lon, lat)))
    result = {
        "areas": len(drawn),
        "points": options.points,
        "answers_that_differ": differing,
        **{name: rate(values, options.points) for name, values in times.items()},
    }
    machine.write(
        "area_lookups", versions={"shapely": shapely.__version__, "numpy": np.__version__}, result=result
    )


def rate(values: list[float], points: int) -> dict[str, Any]:
    """Seconds, and look-ups a second at the median."""
    told = machine.summary(values)
    return {"seconds": told, "per_second": round(points / told["median"])}


if __name__ == "__main__":
    main()
