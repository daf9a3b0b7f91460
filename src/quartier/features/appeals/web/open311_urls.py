"""Addresses of the Open311 server: each in both formats."""

from collections.abc import Iterator

from django.urls import URLPattern, path

from quartier.features.appeals.rules.georeport.saying import FORMATS
from quartier.features.appeals.web import (
    open311_reports,
    open311_requests,
    open311_services,
    open311_updates,
)
from quartier.features.appeals.web.open311_answers import View, methods


def _at(address: str, name: str, **views: View) -> Iterator[URLPattern]:
    for format in FORMATS:
        yield path(
            f"open311/v2/{address}.{format}", methods(**views), {"format": format}, name=f"{name}_{format}"
        )


OPEN311 = [
    *_at("discovery", "discovery", GET=open311_services.discovery),
    *_at("services", "services", GET=open311_services.services),
    *_at("services/<slug:code>", "service", GET=open311_services.definition),
    *_at("requests", "requests", GET=open311_requests.listing, POST=open311_reports.create),
    *_at("requests/<slug:tag>", "request", GET=open311_requests.one),
    *_at("tokens/<slug:code>", "token", GET=open311_reports.token),
    *_at("servicerequestupdates", "updates", GET=open311_requests.updates, POST=open311_updates.add),
]
