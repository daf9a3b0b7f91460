"""A client of Open311 GeoReport v2, written from the specification and without our code; it knows our test server only.

It asks in XML or JSON, finds the server by its discovery, and gives plain dictionaries, as a city's app would have them.
"""

import json
from typing import Any
from urllib.parse import urlencode, urlsplit
from xml.etree import ElementTree

from django.test import Client

SPECIFICATION = "http://wiki.open311.org/GeoReport_v2"
LISTS = {"attributes": "attribute", "values": "value", "notes": "note", "photos": "photo"}


class Error(Exception):
    """What the server said, with its HTTP status."""

    def __init__(self, status: int, errors: list[dict[str, Any]]) -> None:
        super().__init__(f"{status}: {errors}")
        self.status = status
        self.errors = errors


class GeoReport:
    """One server, found by the address of its discovery."""

    def __init__(self, discovery: str, *, format: str, key: str = "", jurisdiction: str = "") -> None:
        self.client = Client(enforce_csrf_checks=True)
        self.format, self.key, self.jurisdiction = format, key, jurisdiction
        self.root = urlsplit(discovery).path.rsplit("/", 1)[0]
        found = self._get(f"{self.root}/discovery.{format}")
        endpoint = next(each for each in found["endpoints"] if each["specification"] == SPECIFICATION)
        assert {"text/xml", "application/json"} <= set(endpoint["formats"])
        self.root = urlsplit(endpoint["url"]).path

    def services(self) -> list[dict[str, Any]]:
        return self._get(f"{self.root}/services.{self.format}")

    def definition(self, code: str) -> dict[str, Any]:
        return self._get(f"{self.root}/services/{code}.{self.format}")

    def requests(self, **asked: str) -> list[dict[str, Any]]:
        return self._get(f"{self.root}/requests.{self.format}", **asked)

    def request(self, id: str) -> dict[str, Any]:
        (one,) = self._get(f"{self.root}/requests/{id}.{self.format}")
        return one

    def token(self, token: str) -> dict[str, Any]:
        (one,) = self._get(f"{self.root}/tokens/{token}.{self.format}")
        return one

    def updates(self, **asked: str) -> list[dict[str, Any]]:
        return self._get(f"{self.root}/servicerequestupdates.{self.format}", **asked)

    def post(self, **report: Any) -> dict[str, Any]:
        return self._post("requests", report)

    def post_update(self, **update: Any) -> dict[str, Any]:
        return self._post("servicerequestupdates", update)

    def _post(self, name: str, values: dict[str, Any]) -> dict[str, Any]:
        sent = dict(values)
        if self.key:
            sent["api_key"] = self.key
        if self.jurisdiction:
            sent["jurisdiction_id"] = self.jurisdiction
        answer = self.client.post(
            f"{self.root}/{name}.{self.format}",
            urlencode(sent, doseq=True),
            content_type="application/x-www-form-urlencoded",
        )
        (one,) = self._read(answer)
        return one

    def _get(self, address: str, **asked: str) -> Any:
        if self.jurisdiction:
            asked["jurisdiction_id"] = self.jurisdiction
        return self._read(self.client.get(f"{address}?{urlencode(asked)}"))

    def _read(self, answer: Any) -> Any:
        kind = {"xml": "text/xml", "json": "application/json"}[self.format]
        assert answer["Content-Type"] == f"{kind}; charset=utf-8"
        found = json.loads(answer.content) if self.format == "json" else _tree(answer.content)
        if answer.status_code != 200:
            raise Error(answer.status_code, found)
        return found


def _tree(content: bytes) -> Any:
    """XML as JSON would have it: the outer element is left out."""
    root = ElementTree.fromstring(content)
    outer = {"services", "service_requests", "service_request_updates", "errors"}
    return [_dict(each) for each in root] if root.tag in outer else _dict(root)


def _dict(element: ElementTree.Element) -> dict[str, Any]:
    return {each.tag: _value(each) for each in element}


def _value(element: ElementTree.Element) -> Any:
    if element.tag in ("endpoints", *LISTS):
        return [_dict(each) for each in element]
    if element.tag == "formats":
        return [each.text for each in element]
    if len(element):
        return _dict(element)
    return {"true": True, "false": False}.get(element.text or "", element.text)
