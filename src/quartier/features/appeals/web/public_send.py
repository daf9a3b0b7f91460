"""Sending, and what the browser keeps of it for a moment: the code that is shown once."""

from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from quartier.core.gate import actions as gate
from quartier.core.kit.errors import Conflict
from quartier.core.territory.queries import AreaView
from quartier.features.appeals import actions
from quartier.features.appeals.actions import Concerned, Lodged, Lodging, PendingFile, Person
from quartier.features.appeals.web import public_gate, public_preview
from quartier.features.appeals.web.carried import Draft, sealed
from quartier.features.appeals.web.tongue import language

WAITS, NEW = "quartier_waits", "quartier_new"
WAITS_LAST = timedelta(days=3)
NEW_SALT, NEW_LASTS = "appeals.new", timedelta(minutes=15)
SOONEST, LATEST = 5, 300  # seconds until the page asks again


def lodging(draft: Draft, place: AreaView) -> Lodging:
    """What the house takes, from what was carried."""
    publish = draft.publish and public_preview.may_publish(draft)
    title, text = public_preview.words(draft) if publish else ("", "")
    return Lodging(
        place=place.id,
        category=draft.category,
        title=draft.title,
        text=draft.text,
        language=language(),
        spot=draft.spot,
        lon=draft.lon,
        lat=draft.lat,
        about_officer=draft.about_officer,
        concerned=[Concerned(name=draft.concerned)] if draft.about_officer and draft.concerned else [],
        person=_person(draft),
        identity={"account": "account", "none": "none"}.get(draft.way, "contact"),
        publish=publish,
        public_title=title,
        public_text=text,
        files=[PendingFile(key=photo.key, description=photo.description) for photo in draft.photos],
        channel="web",
        external=f"web:{draft.once}",
    )


def _person(draft: Draft) -> Person:
    """Whoever gives no name gives nothing."""
    if draft.way == "none":
        return Person()
    return Person(
        name=draft.name,
        residence=draft.residence,
        email=draft.email if draft.way == "email" else "",
        phone=draft.phone if draft.way == "phone" else "",
        way={"email": "email", "phone": "sms"}.get(draft.way, ""),
        recipient=UUID(draft.recipient) if draft.is_proven else None,
    )


def send(request: HttpRequest, place: AreaView, draft: Draft) -> HttpResponse:
    """Lodge it, or let it wait for its turn. Raises Refusal with what keeps it from being taken."""
    visit = request.visit
    own = draft.recipient if draft.is_proven else ""
    wait = public_gate.later(request, public_gate.LODGE, own=own, text=draft.text)
    if wait is None:
        return lodged(request, place, draft)
    if wait.full:
        raise Conflict("gate.full")
    kept = sealed(draft).encode()
    code = gate.seal(payload=kept, what=public_gate.LODGE, ready_at=wait.ready_at, by=visit, at=visit.now)
    response = waits(request, code, wait.ready_at)
    hand(response, WAITS, code, WAITS_LAST)
    return response


def waits(request: HttpRequest, code: str, ready_at: datetime) -> HttpResponse:
    """The page of the waiting room. It asks again by itself, as a page of its own, not as the form that was sent."""
    left = int((ready_at - request.visit.now).total_seconds()) + 1
    seconds = min(max(SOONEST, left), LATEST)
    response = render(request, "appeals/waiting.html", {"code": code, "ready_at": ready_at})
    response["Refresh"] = f"{seconds}; url={reverse('appeals:waiting')}"
    response["Cache-Control"] = "no-store"
    return response


def lodged(request: HttpRequest, place: AreaView, draft: Draft) -> HttpResponse:
    """Lodge it, and lead to the receipt. Raises Refusal."""
    visit = request.visit
    done = actions.lodge(lodging=lodging(draft, place), by=visit, at=visit.now)
    there = reverse("appeals:arrive") if done.code else reverse("appeals:receipt", args=[done.tag])
    response = HttpResponseRedirect(there)
    hand(response, NEW, _new(done), NEW_LASTS)
    return response


def _new(done: Lodged) -> str:
    return signing.dumps({"code": done.code or "", "tag": done.tag}, salt=NEW_SALT)


def newest(request: HttpRequest) -> dict[str, str]:
    """What was lodged from this browser a moment ago: its tag and the code that is shown once."""
    try:
        found: dict[str, str] = signing.loads(request.COOKIES.get(NEW, ""), salt=NEW_SALT, max_age=NEW_LASTS)
    except signing.BadSignature:
        return {}
    return found


def hand(response: HttpResponse, name: str, value: str, lasts: timedelta) -> None:
    """A cookie that no script reads."""
    response.set_cookie(
        name,
        value,
        max_age=int(lasts.total_seconds()),
        httponly=True,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )
