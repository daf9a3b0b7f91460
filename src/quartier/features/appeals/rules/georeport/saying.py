"""What a client gets: the same rows as XML or as JSON.

JSON follows the conversion that the specification names (the outer element is left out, lists are plain lists). XML
has an element for each value, empty where there is none.
"""

import json
import re
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any
from xml.etree import ElementTree

FORMATS = {"xml": "text/xml; charset=utf-8", "json": "application/json; charset=utf-8"}
# The element that stands for one of a list.
ONE_OF = {
    "services": "service",
    "attributes": "attribute",
    "values": "value",
    "service_requests": "request",
    "service_request_updates": "request_update",
    "errors": "error",
    "endpoints": "endpoint",
    "formats": "format",
    "notes": "note",
    "photos": "photo",
}
NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

Row = Mapping[str, Any]


def document(root: str, content: Sequence[Row] | Row, *, format: str) -> bytes:
    """One answer. `root` names the outer element; a list of rows is one element each."""
    if format == "json":
        return json.dumps(content, default=_said, ensure_ascii=False).encode()
    return ElementTree.tostring(_element(root, content), encoding="utf-8", xml_declaration=True)


def moment(at: datetime) -> str:
    """In UTC, to the second."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _said(value: Any) -> str:
    if isinstance(value, datetime):
        return moment(value)
    raise TypeError(f"no form in an answer: {type(value).__name__}")


def _element(name: str, value: Any) -> ElementTree.Element:
    element = ElementTree.Element(name)
    if isinstance(value, Mapping):
        element.extend(_element(key, each) for key, each in value.items())
    elif isinstance(value, (list, tuple)):
        element.extend(_element(ONE_OF[name], each) for each in value)
    elif value is not None:
        element.text = NOT_IN_XML.sub("", _text(value))
    return element


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return moment(value) if isinstance(value, datetime) else str(value)
