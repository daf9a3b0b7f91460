"""Reading a gazetteer (a CSV of names with coordinates, or GeoJSON points) into places, with a reason for
each row left out.
"""

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from quartier.core.territory.rules import geojson
from quartier.core.territory.rules.facts import PlaceFacts
from quartier.core.territory.rules.findings import Finding, Weight
from quartier.core.territory.rules.geojson import Unreadable
from quartier.core.territory.rules.mappings import slug_of

Row = tuple[int, Mapping[str, Any], Any, Any]


@dataclass(frozen=True, slots=True)
class GazetteerMapping:
    """Which column says what. `qualifier` tells streets of one name apart (the municipality, the district)."""

    name: str
    format: str
    kind: str
    names: Mapping[str, str]
    language: str
    qualifier: str = ""
    lon: str = "lon"
    lat: str = "lat"
    source: str = ""


@cache
def library() -> dict[str, GazetteerMapping]:
    """The mappings that Quartier ships, by name."""
    folder = files("quartier.core.territory").joinpath("data/gazetteers")
    rows = [
        yaml.safe_load(each.read_text("utf-8")) for each in folder.iterdir() if each.name.endswith(".yaml")
    ]
    fields = GazetteerMapping.__slots__
    return {row["name"]: GazetteerMapping(**{key: row[key] for key in fields if key in row}) for row in rows}


def read(data: bytes, mapping: GazetteerMapping) -> tuple[list[PlaceFacts], list[Finding]]:
    """Places and findings. Rows without a name or a place are refused. Raises Unreadable for the file as a
    whole.
    """
    rows = _points(data) if mapping.format == "geojson" else _lines(data, mapping)
    places: list[PlaceFacts] = []
    findings: list[Finding] = []
    taken: set[str] = set()
    for line, properties, lon, lat in rows:
        names = {
            language: " ".join(str(properties.get(column) or "").split())
            for language, column in mapping.names.items()
        }
        names = {language: text for language, text in names.items() if text}
        x, y = _number(lon), _number(lat)
        if not names:
            findings.append(Finding(reason="no_name", line=line, column=" ".join(mapping.names.values())))
        elif x is None or y is None or not (-180 <= x <= 180 and -90 <= y <= 90):
            findings.append(Finding(reason="coordinates_out_of_range", line=line, value=f"{lon} {lat}"))
        else:
            names.setdefault(mapping.language, next(iter(names.values())))
            slug = _slug(names[mapping.language], str(properties.get(mapping.qualifier) or ""), taken)
            places.append(
                PlaceFacts(slug=slug, kind=mapping.kind, names=names, lon=x, lat=y, source=mapping.source)
            )
    if not places:
        raise Unreadable(Finding(reason="no_features", line=1))
    return places, findings


def _lines(data: bytes, mapping: GazetteerMapping) -> Iterator[Row]:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise Unreadable(Finding(reason="not_utf8", line=line, details={"byte": error.start + 1})) from error
    reader = csv.DictReader(io.StringIO(text, newline=""))
    missing = {*mapping.names.values(), mapping.lon, mapping.lat} - set(reader.fieldnames or ())
    if missing:
        raise Unreadable(Finding(reason="column_missing", line=1, value=", ".join(sorted(missing))))
    for row in reader:
        yield reader.line_num, row, row[mapping.lon], row[mapping.lat]


def _points(data: bytes) -> Iterator[Row]:
    for feature in geojson.read(data).features:
        geometry = feature.geometry or {}
        point = geometry.get("coordinates") if geometry.get("type") == "Point" else None
        lon, lat = point[:2] if isinstance(point, list) and len(point) >= 2 else (None, None)
        yield feature.line, feature.properties, lon, lat


def _number(value: Any) -> float | None:
    try:
        return float(value)
    except (TypeError, ValueError):
        return None


def _slug(name: str, qualifier: str, taken: set[str]) -> str:
    plain = slug_of(f"{name} {qualifier}")[:110]
    slug, attempt = plain, 2
    while slug in taken:
        slug, attempt = f"{plain}-{attempt}", attempt + 1
    taken.add(slug)
    return slug


def as_noted(finding: Finding) -> Finding:
    """A row that is left out of a gazetteer stops nothing: one nameless island is no reason to lose a
    thousand.
    """
    return Finding(
        reason=finding.reason,
        weight=Weight.NOTED,
        line=finding.line,
        column=finding.column,
        value=finding.value,
        details=finding.details,
    )
