"""Addresses of the Open311 server."""

from django.urls import URLPattern, re_path

from quartier.features.appeals.web import (
    open311_reports,
    open311_requests,
    open311_services,
    open311_updates,
)
from quartier.features.appeals.web.open311_answers import View, methods

ROOT = r"^open311/v2/"


def _at(pattern: str, name: str, **views: View) -> URLPattern:
    return re_path(ROOT + pattern + r"\.(?P<format>xml|json)$", methods(**views), name=name)


OPEN311 = [
    _at("discovery", "discovery", GET=open311_services.discovery),
    _at("services", "services", GET=open311_services.services),
    _at(r"services/(?P<code>[\w-]{1,40})", "service", GET=open311_services.definition),
    _at("requests", "requests", GET=open311_requests.listing, POST=open311_reports.create),
    _at(r"requests/(?P<tag>[\w-]{1,40})", "request", GET=open311_requests.one),
    _at(r"tokens/(?P<code>[\w-]{1,40})", "token", GET=open311_reports.token),
    _at("servicerequestupdates", "updates", GET=open311_requests.updates, POST=open311_updates.add),
]
