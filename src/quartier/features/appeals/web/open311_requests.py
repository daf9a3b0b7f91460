"""Reading requests back: what was let out, as it stands, with its history if that is asked for."""

from typing import Any

from django.http import HttpRequest, HttpResponse

from quartier.core.accounts import queries as accounts
from quartier.core.kit.errors import NotFound
from quartier.core.territory.queries import name_in
from quartier.features.appeals import archive
from quartier.features.appeals import words as common
from quartier.features.appeals.archive import Asked
from quartier.features.appeals.listing import PublicStepView, PublicView
from quartier.features.appeals.rules.categories import CATEGORIES
from quartier.features.appeals.rules.georeport import asking
from quartier.features.appeals.rules.georeport.standing import standing
from quartier.features.appeals.telling import last_day
from quartier.features.appeals.web import open311_words as words
from quartier.features.appeals.web.open311_answers import answer, language, place_of

Row = dict[str, Any]


def listing(request: HttpRequest, format: str) -> HttpResponse:
    """GET requests: the newest first, at most a thousand, in pages where that is asked for."""
    search = asking.search(dict(request.GET.lists()), at=request.visit.now)
    place = place_of(search.jurisdiction)
    wanted = Asked(
        place=place.id,
        tags=search.ids,
        categories=search.codes,
        statuses=search.statuses,
        start=search.start,
        end=search.end,
    )
    found = archive.requests(wanted, page=search.page, size=search.size, at=request.visit.now)
    rows = [shown(request, view, bodies=_bodies(), extended=search.extensions) for view in found]
    return answer("service_requests", rows, format=format)


def one(request: HttpRequest, format: str, tag: str) -> HttpResponse:
    """GET one request: by its id, or by its number. What nobody has let out is not there."""
    search = asking.search(dict(request.GET.lists()), at=request.visit.now)
    view = archive.request(tag, at=request.visit.now)
    if view is None:
        raise NotFound("no_such_record")
    row = shown(request, view, bodies=_bodies(), extended=search.extensions)
    return answer("service_requests", [row], format=format)


def updates(request: HttpRequest, format: str) -> HttpResponse:
    """GET servicerequestupdates: public steps in the order in which they were written down."""
    search = asking.search(dict(request.GET.lists()), at=request.visit.now)
    place = place_of(search.jurisdiction)
    wanted = Asked(place=place.id, tags=search.ids, start=search.start, end=search.end)
    found = archive.steps(wanted, page=search.page, size=search.size)
    rows = [
        {
            "update_id": f"{one.tag}-{one.step.number}",
            "service_request_id": one.tag,
            "status": standing(one.state, outcome(one.step)).extended,
            "updated_datetime": one.step.at,
            "description": _said(one.step),
            "media_url": "",
        }
        for one in found
    ]
    return answer("service_request_updates", rows, format=format)


def shown(request: HttpRequest, view: PublicView, *, bodies: dict[int, str], extended: bool) -> Row:
    """One request with the fields of the specification; with `extensions=true` some more."""
    newest = next((step for step in reversed(view.steps) if step.step == "answered"), None)
    stands = standing(view.state, outcome(newest))
    photos = [request.build_absolute_uri(f"/files/{tag}") for tag in view.photos]
    row: Row = {
        "service_request_id": view.tag,
        "status": stands.status,
        "status_notes": _notes(view, newest),
        **_matter(view),
        "agency_responsible": bodies.get(view.organisation, ""),
        "service_notice": _notice(view),
        **_times_and_place(view),
        "media_url": photos[0] if photos else None,
    }
    return row | (_extended(request, view, stands.extended, photos) if extended else {})


def _matter(view: PublicView) -> Row:
    kind = CATEGORIES.get(view.category)
    return {
        "service_name": kind.name(language()) if kind else view.category,
        "service_code": view.category,
        "description": view.text(language())[0],
    }


def _times_and_place(view: PublicView) -> Row:
    """Nobody here knows addresses by number or by postal code."""
    return {
        "requested_datetime": view.lodged_at,
        "updated_datetime": max([view.lodged_at, *(step.at for step in view.steps)]),
        "expected_datetime": view.due_at,
        "address": view.street,
        "address_id": None,
        "zipcode": None,
        "lat": view.lat,
        "long": view.lon,
    }


def _extended(request: HttpRequest, view: PublicView, status: str, photos: list[str]) -> Row:
    more = {
        "number": view.number,
        "title": view.title(language())[0],
        "status": status,
        "late": view.late,
        "url": request.build_absolute_uri(f"/{language()}/appeals/{view.tag}/"),
        "photos": [{"media_url": address} for address in photos],
    }
    notes = [{"datetime": step.at, "description": _said(step), "type": step.step} for step in view.steps]
    return {"extended_attributes": more, "notes": notes}


def outcome(step: PublicStepView | None) -> str:
    return str(step.more.get("outcome", "")) if step else ""


def _notes(view: PublicView, answered: PublicStepView | None) -> str:
    """The public words of the answer, or how it stands."""
    if answered is not None and view.state == "answered" and answered.words:
        return name_in(answered.words, language(), view.language)
    return str(common.STATES.get(view.state, view.state))


def _notice(view: PublicView) -> str:
    if view.late:
        return str(words.LATE)
    if view.due_at is None:
        return ""
    return str(words.DUE) % {"day": last_day(view.due_at, view.place).isoformat()}


def _said(step: PublicStepView) -> str:
    return name_in(step.words, language()) if step.words else str(common.STEPS.get(step.step, step.step))


def _bodies() -> dict[int, str]:
    return {body.id: name_in(body.names, language()) for body in accounts.organisations()}
