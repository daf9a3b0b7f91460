"""Custody for programs: readers at cell doors, boards on walls, other systems of the station. The same rules as the pages.

A key reads what its account may read, each reading is a look, and what it writes is an entry like any other: with two
times, in the ledger, corrected by a new entry only.
"""

from base64 import b64encode
from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Header, Query, Router, Status
from ninja.security.base import AuthBase

from quartier.core.kit.errors import NotAllowed
from quartier.core.registry import actions as registry
from quartier.core.registry.visits import Visit, VisitKind
from quartier.features.custody import devices, queries
from quartier.features.custody.api_shapes import (
    Acts,
    AskedOut,
    BoardOut,
    CellOut,
    CheckIn,
    Code,
    Entries,
    EntryIn,
    EntryOut,
    Happened,
    HeldOut,
    LimitOut,
    ListedOut,
    PlaceOut,
    RecordedOut,
    Refused,
    StayOut,
    Stays,
    Suites,
)
from quartier.features.custody.devices import Answer, Sent, Touch
from quartier.features.custody.rules.acts.act import Act, Words
from quartier.features.custody.rules.acts.catalogue import ACTS
from quartier.features.custody.views import EntryView, StayView, SuiteView

READ = "custody.read"
PURPOSE, PAGE = "duty", "api"


class Key(AuthBase):
    """`Authorization: Bearer KEY` of a service account; the visit was entered before the API saw the request."""

    openapi_type = "http"
    openapi_scheme = "bearer"

    def __call__(self, request: HttpRequest) -> Any:
        visit: Visit = request.visit  # type: ignore[attr-defined]
        asked = request.headers.get("Authorization", "").startswith("Bearer ")
        return visit if asked and visit.kind is not VisitKind.VISITOR else None


router = Router(tags=["custody"], auth=Key())
REFUSALS: dict[int, Any] = {code: Refused for code in (401, 403, 404, 422)}
WRITING: dict[int, Any] = {201: RecordedOut, 200: RecordedOut, 400: Refused, 409: Refused, **REFUSALS}
Repeat = Annotated[
    str,
    Header(
        "",
        alias="Idempotency-Key",
        max_length=100,
        pattern=r"^[\x21-\x7e]*$",
        description="Chosen by the device for this entry: sent again, it writes nothing and gives the same answer.",
    ),
]


def reader(request: HttpRequest) -> Visit:
    """The visit, if it may read. Raises NotAllowed."""
    visit: Visit = request.visit  # type: ignore[attr-defined]
    if not visit.may(READ):
        raise NotAllowed("permit_missing", permit=READ)
    return visit


@router.get("/custody/suites", response={200: Suites, **REFUSALS}, summary="Suites in reach of the key")
def list_suites(request: HttpRequest) -> Any:
    visit = reader(request)
    return {"items": [_suite(visit, one) for one in queries.suites(visit)]}


@router.get(
    "/custody/suites/{code}/board",
    response={200: BoardOut, 304: None, **REFUSALS},
    summary="The board of a suite: who is where, what is due",
)
def board(request: HttpRequest, response: HttpResponse, code: Code) -> Any:
    visit = reader(request)
    suite = queries.suite_for(visit, code=code)
    seen = queries.board(visit, suite=suite)
    mark = devices.mark(suite.code, seen.changed_at, seen.moved, len(seen.stays), *_passed(seen, visit.now))
    response["ETag"], response["Cache-Control"] = mark, "private, no-cache"
    if devices.has(request.headers.get("If-None-Match", ""), mark):
        return Status(304, None)
    _look(visit, [suite.subject, *(one.id for one in seen.stays)])
    return {
        "suite": suite.code,
        "at": seen.at,
        "places": [_plain(PlaceOut, one) for one in seen.places],
        "stays": [_plain(HeldOut, one) | _clocks(one, visit.now) for one in seen.stays],
    }


@router.get(
    "/custody/suites/{code}/stays",
    response={200: Stays, **REFUSALS},
    summary="The stays of a suite, newest first",
)
def list_stays(
    request: HttpRequest,
    code: Code,
    state: Annotated[str, Query("", pattern=r"^(|street|held|out|released)$")],
    page: Annotated[int, Query(1, ge=1, le=10_000)],
) -> Any:
    visit = reader(request)
    found = queries.stays(visit, suite=queries.suite_for(visit, code=code), state=state, page=page)
    _look(visit, [line.id for line in found.lines])
    return {
        "items": [_plain(ListedOut, line) for line in found.lines],
        "page": found.page,
        "more": found.more,
    }


@router.get("/custody/stays/{id}", response={200: StayOut, 304: None, **REFUSALS}, summary="One stay")
def one_stay(request: HttpRequest, response: HttpResponse, id: UUID) -> Any:
    visit = reader(request)
    view = queries.stay_for(visit, id)
    body = _stay(view, visit.now)
    mark = devices.mark(body)
    response["ETag"], response["Cache-Control"] = mark, "private, no-cache"
    if devices.has(request.headers.get("If-None-Match", ""), mark):
        return Status(304, None)
    _look(visit, [id, *(part.id for part in view.parts.values() if part.open and part.id)])
    return Status(200, body)


@router.get(
    "/custody/stays/{id}/entries",
    response={200: Entries, **REFUSALS},
    summary="The entries of a stay, in the order in which they were written",
)
def entries_of_stay(
    request: HttpRequest, id: UUID, topic: Annotated[str, Query("", pattern=r"^[a-z_]{0,30}$")]
) -> Any:
    visit = reader(request)
    view = queries.stay_for(visit, id)
    _look(visit, [id, *(part.id for part in view.parts.values() if part.open and part.id)])
    return {"items": [_entry(one) for one in queries.entries_of(visit, id, topic)]}


@router.post("/custody/stays/{id}/entries", response=WRITING, summary="Write an entry about a person")
def write_about_stay(request: HttpRequest, id: UUID, said: EntryIn, repeat: Repeat) -> Any:
    return _written(request, about=id, act=said.act, said=said, repeat=repeat)


@router.post(
    "/custody/stays/{id}/checks",
    response=WRITING,
    summary="Write that somebody looked after a person in a cell",
    description="As an entry of the act `check`, with what the door says of presence.",
)
def write_check(request: HttpRequest, id: UUID, said: CheckIn, repeat: Repeat) -> Any:
    touch = Touch(code=said.tag.d, sealed=said.tag.p, mac=said.tag.c) if said.tag else None
    answer = Answer(asked=said.card.asked, digits=said.card.digits) if said.card else None
    return _written(request, about=id, act="check", said=said, repeat=repeat, touch=touch, answer=answer)


@router.post(
    "/custody/stays/{id}/questions",
    response={201: AskedOut, **REFUSALS},
    summary="Ask for a number of the card at the person's door",
)
def ask_at_door(request: HttpRequest, id: UUID) -> Any:
    visit = reader(request)
    return Status(201, devices.question(stay=id, by=visit, at=visit.now))


@router.post("/custody/suites/{code}/entries", response=WRITING, summary="Write an entry about a suite")
def write_about_suite(request: HttpRequest, code: Code, said: EntryIn, repeat: Repeat) -> Any:
    suite = queries.suite_for(reader(request), code=code)
    return _written(request, about=suite.subject, act=said.act, said=said, repeat=repeat)


@router.get(
    "/custody/acts", auth=None, response={200: Acts, 422: Refused}, summary="The data dictionary of a record"
)
def list_acts(request: HttpRequest) -> Any:
    return {"items": [_act(one) for one in ACTS.values()]}


def _written(
    request: HttpRequest,
    *,
    about: UUID,
    act: str,
    said: Happened,
    repeat: str,
    touch: Touch | None = None,
    answer: Answer | None = None,
) -> Any:
    visit: Visit = request.visit  # type: ignore[attr-defined]
    sent = Sent(
        about=about,
        act=act,
        values=said.values,
        occurred_at=said.occurred_at,
        captured_at=said.captured_at,
        late_reason=said.late_reason,
        done_by=said.done_by,
        touch=touch,
        answer=answer,
        repeat=repeat,
    )
    done = devices.take(sent=sent, by=visit, at=visit.now)
    body = {"id": done.entry, "number": done.number, "recorded_at": done.recorded_at, "again": done.again}
    return Status(200 if done.again else 201, body)


def _look(visit: Visit, ids: list[UUID]) -> None:
    """A program's reading is a look like anybody's; a list is one look."""
    if ids:
        registry.look(subjects=ids, purpose=PURPOSE, page=PAGE, by=visit, at=visit.now)


def _plain(shape: Any, value: Any) -> dict[str, Any]:
    return {name: getattr(value, name) for name in shape.model_fields if hasattr(value, name)}


def _suite(visit: Visit, suite: SuiteView) -> dict[str, Any]:
    names = ("code", "names", "organisation", "area", "zone", "pack", "regime", "tag")
    cells = [_plain(CellOut, one) for one in queries.cells_of(visit, suite=suite)]
    return {name: getattr(suite, name) for name in names} | {"cells": cells}


def _clocks(told: Any, now: datetime) -> dict[str, Any]:
    """What is due and the clocks of the law, with what is late at this instant."""
    due = [
        {
            name: getattr(one, name)
            for name in ("key", "what", "due_at", "soon_at", "severity", "act", "article")
        }
        | {"late": one.due_at < now}
        for one in told.due
    ]
    return {"due": due, "limits": [_plain(LimitOut, one) for one in told.limits], "marks": list(told.marks)}


def _passed(seen: Any, now: datetime) -> list[str]:
    """What has become late since the last change, so that a board's mark changes with it."""
    return [f"{stay.id} {one.key}" for stay in seen.stays for one in stay.due if one.due_at < now]


def _stay(view: StayView, now: datetime) -> dict[str, Any]:
    parts = [
        {"code": part.code, "open": part.open, "roles": list(part.roles), "about": dict(part.about)}
        for part in view.parts.values()
    ]
    return _plain(StayOut, view) | {"suite": view.suite.code, "parts": parts} | _clocks(view.standing, now)


def _entry(view: EntryView) -> dict[str, Any]:
    return _plain(EntryOut, view) | {
        "gap_s": int(view.gap.total_seconds()),
        "opened_by": list(view.opened_by),
        "corrected_by": list(view.corrected_by),
        "signed": [dict(one) for one in view.signed],
        "leaf": b64encode(view.leaf).decode("ascii"),
    }


def _act(act: Act) -> dict[str, Any]:
    fields = [
        {
            "code": one.code,
            "kind": one.kind,
            "names": _names(one.words),
            "options": [option.code for option in one.options],
            "needed": one.needed,
            "sealed": one.sealed,
        }
        for one in act.fields
    ]
    return {
        "code": act.code,
        "names": _names(act.words),
        "on": act.on,
        "topic": act.topic,
        "permit": act.permit,
        "part": act.part,
        "fields": fields,
    }


def _names(words: Words) -> dict[str, str]:
    return {"uk": words.uk, "fr": words.fr, "en": words.en}
