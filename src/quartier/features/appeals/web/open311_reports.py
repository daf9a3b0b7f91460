"""A report comes in: at once, or with a token when too many come; and what a token leads to."""

import json
from dataclasses import asdict
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse

from quartier.core.files import actions as files
from quartier.core.gate import actions as gate
from quartier.core.gate.actions import NotYet, Wait
from quartier.core.kit.errors import Invalid, NotFound, Problem
from quartier.core.territory import queries as territory
from quartier.core.territory.queries import AreaView
from quartier.features.appeals import actions, reporting
from quartier.features.appeals.actions import Lodged, Lodging, PendingFile, Person
from quartier.features.appeals.rules.georeport import asking, composing
from quartier.features.appeals.rules.georeport.asking import Report
from quartier.features.appeals.rules.letters import tongue
from quartier.features.appeals.web import open311_words as words
from quartier.features.appeals.web.open311_answers import answer, errors, keyed, language, place_of
from quartier.features.appeals.web.open311_services import service

WHAT = "lodge"  # the gate counts these with what comes over the website
FIELDS = ("media", "media[]", "file")  # in which clients enclose pictures


def create(request: HttpRequest, format: str) -> HttpResponse:
    """POST requests. Without a key the gate decides whether it is taken now."""
    given = dict(request.POST.lists())
    report = asking.report(given)
    place = place_of(report.jurisdiction)
    service(place, report.service_code)
    _inside(report, place)
    visit, known = request.visit, keyed(request)
    same = gate.sameness(report.description)
    allowed = gate.ask(what=WHAT, origin=request.origin, proven=known, same=same, by=visit, at=visit.now)
    if isinstance(allowed, Wait):
        return _later(request, report, place, allowed, format=format)
    lodging = _lodging(report, place, pictures=_pictures(request), known=known)
    done = actions.lodge(lodging=lodging, by=visit, at=visit.now)
    return _registered(done, report, place, format=format)


def token(request: HttpRequest, format: str, code: str) -> HttpResponse:
    """GET tokens: registers what waited under the token when its turn has come; later it says the same again."""
    visit = request.visit
    try:
        found = reporting.take_up(token=code, read=_sealed, by=visit, at=visit.now)
    except NotFound:
        raise NotFound("token_unknown") from None
    if isinstance(found, NotYet):
        return _wait(code, found.ready_at, at=visit.now, format=format)
    return answer("service_requests", [{"service_request_id": found, "token": code}], format=format)


def _sealed(payload: bytes) -> Lodging:
    report, place = _read(payload)
    return _lodging(report, place, pictures=(), known=False)


def _registered(done: Lodged, report: Report, place: AreaView, *, format: str) -> HttpResponse:
    text = words.RECEIVED if done.submission else words.UNSEEN
    notice = str(text) % {"number": done.number}
    if place.danger_numbers:
        notice = f"{notice} {str(words.DANGER) % {'number': place.danger_numbers[0]}}"
    row = {"service_request_id": done.tag, "service_notice": notice, "account_id": None}
    return answer("service_requests", [row], format=format)


def _later(request: HttpRequest, report: Report, place: AreaView, wait: Wait, *, format: str) -> HttpResponse:
    """The report is kept under a token; pictures are not, so whoever encloses some comes again."""
    visit = request.visit
    if wait.full or any(request.FILES.getlist(name) for name in FIELDS):
        response = errors([(429, words.sentence("too_many"))], format=format, status=429)
        response["Retry-After"] = _seconds(wait.ready_at, visit.now)
        return response
    payload = json.dumps({"place": place.id, "report": asdict(report)}).encode()
    code = gate.seal(payload=payload, what=WHAT, ready_at=wait.ready_at, by=visit, at=visit.now)
    return _wait(code, wait.ready_at, at=visit.now, format=format)


def _wait(code: str, ready_at: datetime, *, at: datetime, format: str) -> HttpResponse:
    row = {"token": code, "service_notice": str(words.WAITS)}
    response = answer("service_requests", [row], format=format)
    response["Retry-After"] = _seconds(ready_at, at)
    return response


def _seconds(ready_at: datetime, at: datetime) -> str:
    return str(max(1, int((ready_at - at).total_seconds()) + 1))


def _read(payload: bytes) -> tuple[Report, AreaView]:
    """What was sealed here; what another page sealed is no token. Raises NotFound."""
    try:
        told = json.loads(payload)
        values = dict(told["report"])
    except (ValueError, KeyError, TypeError):
        raise NotFound("token_unknown") from None
    values["media"] = tuple(values["media"])
    values["attributes"] = {name: tuple(said) for name, said in values["attributes"].items()}
    return Report(**values), territory.area(id=told["place"], with_geometry=False)


def _lodging(report: Report, place: AreaView, *, pictures: tuple[PendingFile, ...], known: bool) -> Lodging:
    """With a key, the program is the lodger and hears of each step; without one, whoever left an address does."""
    kind = service(place, report.service_code)
    name = kind.name(place.language.split("-")[0])
    title = composing.title(report, otherwise=name)
    return Lodging(
        place=place.id,
        category=kind.code,
        title=title,
        text=composing.text(report, otherwise=name, pictures=str(words.PICTURE)),
        language=tongue.language_of(report.description, otherwise=language()),
        spot=report.address,
        lon=report.lon,
        lat=report.lat,
        person=Person(name=report.name[:120], email=report.email, phone=report.phone),
        identity="account" if known else "contact" if report.email or report.phone else "none",
        publish=composing.publish(report),
        public_title=title,
        public_text=composing.public_text(report, otherwise=name),
        files=pictures,
        channel="open311",
    )


def _pictures(request: HttpRequest) -> tuple[PendingFile, ...]:
    visit = request.visit
    uploads: list[Any] = [upload for name in FIELDS for upload in request.FILES.getlist(name)]
    return tuple(
        PendingFile(key=files.receive(stream=upload, name=upload.name or "", by=visit, at=visit.now).key)
        for upload in uploads
    )


def _inside(report: Report, place: AreaView) -> None:
    """Raises Invalid for a point beyond the edges of the place."""
    if report.lon is None or report.lat is None or place.box is None:
        return
    west, south, east, north = place.box
    if not (west <= report.lon <= east and south <= report.lat <= north):
        raise Invalid([Problem(field="lat", code="location_outside")])
