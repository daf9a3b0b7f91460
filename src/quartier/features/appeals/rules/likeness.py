"""Whether two appeals are likely about the same thing: how far apart, and how many words they share."""

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass

EARTH = 6_371_008.8  # mean radius in metres (IUGG)
ALIKE = 0.28  # a share of stems: a writer of the same matter repeats a third, a stranger a tenth
STEM = 5
STOP = frozenset(
    (
        *(
            "which",
            "there",
            "their",
            "about",
            "would",
            "please",
            "прошу",
            "будь",
            "ласка",
            "просимо",
            "добрий",
        ),
        *("вітаю", "bonjour", "madame", "monsieur", "merci", "cette", "depuis"),
    )
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Near:
    """How an open appeal compares with what is being written. `metres` is None where one of them has no place."""

    tag: str
    metres: float | None
    words: float

    @property
    def score(self) -> float:
        near = 0.0 if self.metres is None else 1 / (1 + self.metres / 25)
        return near + self.words


def metres(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Along the sphere, between two (longitude, latitude) in degrees.

    >>> round(metres((30.0, 50.0), (30.0, 50.001)))
    111
    """
    (lon_a, lat_a), (lon_b, lat_b) = ((math.radians(x), math.radians(y)) for x, y in (a, b))
    half = math.sin((lat_b - lat_a) / 2) ** 2
    half += math.cos(lat_a) * math.cos(lat_b) * math.sin((lon_b - lon_a) / 2) ** 2
    return 2 * EARTH * math.asin(min(1.0, math.sqrt(half)))


def box(lon: float, lat: float, within: float) -> tuple[float, float, float, float]:
    """West, south, east, north around a point, at least `within` metres away."""
    high = math.degrees(within / EARTH)
    wide = high / max(math.cos(math.radians(lat)), 0.01)
    return lon - wide, lat - high, lon + wide, lat + high


def stems(text: str) -> frozenset[str]:
    """Beginnings of the words that carry meaning; five letters bridge the endings of all three languages well enough."""
    folded = re.sub("[’'ʼ`]", "", text.casefold())
    return frozenset(word[:STEM] for word in re.findall(r"[^\W\d_]{4,}", folded) if word not in STOP)


def alike(one: str, other: str) -> float:
    """The share of stems in common, counted on the shorter text: 0 to 1.

    >>> alike("Не горить ліхтар біля школи", "Ліхтарі біля школи не горять")
    0.75
    """
    a, b = stems(one), stems(other)
    return len(a & b) / min(len(a), len(b)) if a and b else 0.0


def ranked(found: Iterable[Near], *, within: float) -> list[Near]:
    """The likely ones, best first: near enough, or without a place and saying the same."""
    likely = [
        one
        for one in found
        if (one.metres is not None and one.metres <= within) or (one.metres is None and one.words >= ALIKE)
    ]
    return sorted(likely, key=lambda one: (-one.score, one.tag))
