"""An alert as the Common Alerting Protocol 1.2 writes it, for sirens, apps and other programs. Pure.

Source: OASIS Standard CAP-V1.2, 1 July 2010, §3.2 and the schema in §3.4: the order of elements is the schema's.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from xml.etree import ElementTree

NAMESPACE = "urn:oasis:names:tc:emergency:cap:1.2"
RESTRICTED = re.compile(r"[\s,<&]+")  # §3.2.1: identifier and sender hold none of these


@dataclass(frozen=True, slots=True, kw_only=True)
class Info:
    """The alert in one language. `polygons`: rings of (lon, lat), closed; `event` and `area` in words."""

    language: str
    category: str
    event: str
    urgency: str
    severity: str
    certainty: str
    effective: datetime
    expires: datetime | None
    sender_name: str
    headline: str
    description: str
    instruction: str
    web: str
    area: str
    polygons: Sequence[Sequence[tuple[float, float]]] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Alert:
    """One message. `message`: Alert, Update or Cancel; `references`: (sender, identifier, sent) of what it follows."""

    identifier: str
    sender: str
    sent: datetime
    status: str
    message: str
    infos: Sequence[Info]
    references: Sequence[tuple[str, str, datetime]] = ()
    note: str = ""


def write(alert: Alert) -> bytes:
    """The XML document in UTF-8. Raises ValueError for an identifier or a sender that the standard forbids."""
    for name in (alert.identifier, alert.sender):
        if not name or RESTRICTED.search(name):
            raise ValueError("neither identifier nor sender may hold a space, a comma, < or &")
    root = ElementTree.Element("alert", xmlns=NAMESPACE)
    _put(root, "identifier", alert.identifier)
    _put(root, "sender", alert.sender)
    _put(root, "sent", moment(alert.sent))
    _put(root, "status", alert.status)
    _put(root, "msgType", alert.message)
    _put(root, "scope", "Public")
    if alert.note:
        _put(root, "note", alert.note)
    if alert.references:
        _put(root, "references", " ".join(f"{s},{i},{moment(sent)}" for s, i, sent in alert.references))
    for info in alert.infos:
        _info(root, info)
    return b'<?xml version="1.0" encoding="UTF-8"?>\n' + ElementTree.tostring(root, encoding="utf-8")


def moment(instant: datetime) -> str:
    """§3.3.2: local time with its distance from UTC, whole seconds, and never a Z.

    >>> from datetime import UTC
    >>> moment(datetime(2026, 11, 22, 9, 30, 5, 12, tzinfo=UTC))
    '2026-11-22T09:30:05-00:00'
    """
    text = instant.replace(microsecond=0).isoformat()
    return text[:-6] + "-00:00" if instant.utcoffset() == timedelta(0) else text


def rings(geometry: dict[str, Any] | None, *, at_most: int = 200) -> list[list[tuple[float, float]]]:
    """Outer rings of a GeoJSON polygon or of several, each with at most so many points. Holes are left out: the warned
    area is then larger, never smaller.
    """
    if geometry is None or geometry.get("type") not in ("Polygon", "MultiPolygon"):
        return []
    parts = [geometry["coordinates"]] if geometry["type"] == "Polygon" else geometry["coordinates"]
    return [_thinned(part[0], at_most) for part in parts if part and len(part[0]) >= 4]


def _thinned(ring: Sequence[Sequence[float]], at_most: int) -> list[tuple[float, float]]:
    step = max(1, -(-len(ring) // at_most))
    points = [(float(point[0]), float(point[1])) for point in ring[:-1:step]]
    return [*points, points[0]]


def _info(root: ElementTree.Element, info: Info) -> None:
    held = ElementTree.SubElement(root, "info")
    said: Iterable[tuple[str, str]] = (
        ("language", info.language),
        ("category", info.category),
        ("event", info.event),
        ("urgency", info.urgency),
        ("severity", info.severity),
        ("certainty", info.certainty),
        ("effective", moment(info.effective)),
        ("expires", moment(info.expires) if info.expires else ""),
        ("senderName", info.sender_name),
        ("headline", info.headline),
        ("description", info.description),
        ("instruction", info.instruction),
        ("web", info.web),
    )
    for name, text in said:
        if text:
            _put(held, name, text)
    area = ElementTree.SubElement(held, "area")
    _put(area, "areaDesc", info.area)
    for ring in info.polygons:
        _put(area, "polygon", " ".join(f"{lat:.5f},{lon:.5f}" for lon, lat in ring))


def _put(parent: ElementTree.Element, name: str, text: str) -> None:
    ElementTree.SubElement(parent, name).text = text
