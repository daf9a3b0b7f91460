"""From the bytes of a file to GeoJSON features (RFC 7946), or to a reason that tells where it went wrong."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from quartier.core.territory.rules.findings import Finding

OTHER_FILES = (
    (b"PK\x03\x04", "zip"),
    (b"\x1f\x8b", "gzip"),
    (b"%PDF", "pdf"),
    (b"SQLite format 3", "geopackage"),
    (b"\x00\x00\x27\x0a", "shapefile"),
    (b"<?xml", "xml"),
    (b"<kml", "kml"),
    (b"PMTiles", "pmtiles"),
)
WGS84 = ("crs84", "epsg::4326", "epsg:4326", "epsg::4979", "wgs84", "wgs 84")


class Unreadable(Exception):
    """The file as a whole cannot be read; `finding` says why and where."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(finding.reason)
        self.finding = finding


@dataclass(frozen=True, slots=True)
class Feature:
    """One feature as it stands in the file: its number and line (from 1), its properties and geometry."""

    number: int
    line: int
    properties: dict[str, Any]
    geometry: dict[str, Any] | None


@dataclass(frozen=True, slots=True)
class Collection:
    """All features of one file, and the name of its coordinate system where it names one ("" is WGS 84)."""

    features: list[Feature]
    crs: str


def read(data: bytes) -> Collection:
    """The features of a GeoJSON file. Raises Unreadable with one finding."""
    text = _text(data)
    document = _document(text)
    if not isinstance(document, dict) or document.get("type") != "FeatureCollection":
        named = document.get("type") if isinstance(document, dict) else type(document).__name__
        raise Unreadable(Finding(reason="not_a_feature_collection", line=1, value=str(named)[:60]))
    rows = document.get("features")
    if not isinstance(rows, list) or not rows:
        raise Unreadable(Finding(reason="no_features", line=1))
    lines = dict(enumerate(_feature_lines(text), start=1))
    features = []
    for number, row in enumerate(rows, start=1):
        if not isinstance(row, dict) or row.get("type") != "Feature":
            raise Unreadable(Finding(reason="not_a_feature", line=lines.get(number, 0), feature=number))
        properties = row.get("properties")
        features.append(
            Feature(
                number,
                lines.get(number, 0),
                properties if isinstance(properties, dict) else {},
                row["geometry"] if isinstance(row.get("geometry"), dict) else None,
            )
        )
    return Collection(features, _crs(document))


def _text(data: bytes) -> str:
    if not data.strip():
        raise Unreadable(Finding(reason="empty_file"))
    for start, kind in OTHER_FILES:
        if data.startswith(start):
            raise Unreadable(Finding(reason="other_file", value=kind))
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise Unreadable(Finding(reason="not_utf8", line=line, details={"byte": error.start + 1})) from error
    if not text.lstrip().startswith(("{", "[")):
        raise Unreadable(Finding(reason="other_file", line=1, value="text"))
    return text


def _document(text: str) -> Any:
    def refuse(constant: str) -> None:
        raise Unreadable(Finding(reason="not_a_number", value=constant))

    try:
        return json.loads(text, parse_constant=refuse)
    except json.JSONDecodeError as error:
        # A parser that stumbles in the last few characters, or in a string that never ends, saw half a file.
        cut = error.pos >= len(text.rstrip()) - 1 or error.msg.startswith("Unterminated")
        reason = "half_a_file" if cut else "not_json"
        raise Unreadable(
            Finding(reason=reason, line=error.lineno, details={"column": error.colno})
        ) from error
    except RecursionError as error:
        raise Unreadable(Finding(reason="not_json")) from error


def _crs(document: dict[str, Any]) -> str:
    """GeoJSON of 2008 could name a system; the name is kept unless it is only another name of WGS 84."""
    member = document.get("crs")
    if member is None:
        return ""
    properties = member.get("properties") if isinstance(member, dict) else None
    name = str(properties.get("name", "")) if isinstance(properties, dict) else str(member)
    return "" if any(known in name.casefold() for known in WGS84) else name or "unnamed"


def _feature_lines(text: str) -> Iterator[int]:
    """The line on which each feature begins: a second pass, in which only positions matter."""
    found = re.search(r'"features"\s*:\s*\[', text)
    if not found:
        return
    decoder = json.JSONDecoder()
    position, line, counted = found.end(), 1, 0
    while position < len(text):
        position = _skip(text, position)
        if position >= len(text) or text[position] == "]":
            return
        line += text.count("\n", counted, position)
        counted = position
        yield line
        try:
            _, position = decoder.raw_decode(text, position)
        except json.JSONDecodeError:
            return


def _skip(text: str, position: int) -> int:
    while position < len(text) and text[position] in " \t\r\n,":
        position += 1
    return position
