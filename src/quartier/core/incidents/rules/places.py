"""Coordinates as sources write them → longitude and latitude in degrees (WGS 84), and why a pair is refused."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from quartier.core.incidents.rules.mapping import PlaceRule

DECIMALS = 7  # a centimetre
KM_PER_DEGREE = 111.2


@dataclass(frozen=True, slots=True)
class Places:
    """Arrays of one chunk. `missing`: no coordinates given. `reason`: "" where the pair can be taken, else a code."""

    lon: np.ndarray
    lat: np.ndarray
    missing: np.ndarray
    reason: np.ndarray


def numbers(texts: Sequence[str], decimal: str = ".") -> np.ndarray:
    """Floats; an empty text is NaN, a text that is no number infinity (which no coordinate is)."""
    cleaned = [text.strip() for text in texts]
    if decimal == ",":
        cleaned = [text.replace(",", ".") for text in cleaned]
    try:
        return np.array([text or "nan" for text in cleaned], dtype=np.float64)
    except ValueError:
        return np.array([_number(text) for text in cleaned])


def _number(text: str) -> float:
    if not text:
        return float("nan")
    try:
        return float(text)
    except ValueError:
        return float("inf")


class Surveyor:
    """Reads the places of one file. The transformation is built once: it costs more than ten thousand points."""

    def __init__(self, rule: PlaceRule, area_box: tuple[float, float, float, float] | None = None) -> None:
        self.rule = rule
        self.box = rule.bounds
        self._near = self._grown(area_box) if area_box and rule.far_from_area_km else None
        self._transform = None if rule.crs in ("EPSG:4326", "OGC:CRS84") else _transformer(rule.crs)

    def _grown(self, box: tuple[float, float, float, float]) -> tuple[float, float, float, float]:
        west, south, east, north = box
        up = (self.rule.far_from_area_km or 0.0) / KM_PER_DEGREE
        side = up / max(0.05, float(np.cos(np.radians((south + north) / 2))))
        return west - side, south - up, east + side, north + up

    def read(self, xs: Sequence[str], ys: Sequence[str]) -> Places:
        x, y = numbers(xs, self.rule.decimal), numbers(ys, self.rule.decimal)
        missing = np.isnan(x) & np.isnan(y)
        reason = np.full(len(x), "", dtype="U24")
        half, words = np.isnan(x) ^ np.isnan(y), np.isinf(x) | np.isinf(y)
        lon, lat = self._degrees(x, y)
        known = ~(missing | half | words)
        with np.errstate(invalid="ignore"):
            zero = known & (x == 0) & (y == 0)
            wild = known & ~((np.abs(lon) <= 180) & (np.abs(lat) <= 90))
            outside = known & ~_within(lon, lat, self.box)
            turned = outside & _within(lat, lon, self.box) & (self._transform is None)
            far = known & ~_within(lon, lat, self._near)
        for mask, code in (
            (far, "place_far_from_area"),
            (outside, "place_outside_bounds"),
            (turned, "place_axes_exchanged"),
            (wild, "place_not_on_earth"),
            (zero, "place_zero"),
            (half, "place_half"),
            (words, "place_not_a_number"),
        ):
            reason[mask] = code
        if self.rule.required:
            reason[missing] = "place_missing"
        return Places(lon, lat, missing, reason)

    def _degrees(self, x: np.ndarray, y: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        if self._transform is not None:
            x, y = self._transform.transform(x, y)
        return np.round(x, DECIMALS), np.round(y, DECIMALS)


def _transformer(crs: str) -> Any:
    from pyproj import Transformer  # half a second to import: only where a file needs it

    return Transformer.from_crs(crs, "EPSG:4326", always_xy=True)


def _within(lon: np.ndarray, lat: np.ndarray, box: tuple[float, float, float, float] | None) -> np.ndarray:
    if box is None:
        return np.ones(len(lon), dtype=bool)
    west, south, east, north = box
    return (west <= lon) & (lon <= east) & (south <= lat) & (lat <= north)


def column_at_fault(rule: PlaceRule, x: str, reason: str) -> str:
    """Which of the two columns a report should point at."""
    if reason == "place_half":
        return rule.y if x.strip() else rule.x
    if reason == "place_not_a_number":
        return rule.x if np.isinf(numbers([x], rule.decimal)[0]) else rule.y
    return rule.x
