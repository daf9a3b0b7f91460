"""Sending, and what the browser keeps of it for a moment: the code that is shown once."""

from datetime import timedelta
from uuid import UUID

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from quartier.core.territory.queries import AreaView
from quartier.features.appeals import actions
from quartier.features.appeals.actions import Concerned, Lodged, Lodging, PendingFile, Person
from quartier.features.appeals.web import public_preview
from quartier.features.appeals.web.carried import Draft
from quartier.features.appeals.web.tongue import language

NEW = "quartier_new"
NEW_SALT, NEW_LASTS = "appeals.new", timedelta(minutes=15)


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
    """Lodge it. Raises Refusal with what keeps it from being taken."""
    return lodged(request, place, draft)


def lodged(request: HttpRequest, place: AreaView, draft: Draft) -> HttpResponse:
    """Lodge it, and lead to the receipt. Raises Refusal."""
    visit = request.visit
    done = actions.lodge(lodging=lodging(draft, place), by=visit, at=visit.now)
    there = reverse("appeals:arrive") if done.code else reverse("appeals:receipt", args=[done.tag])
    response = HttpResponseRedirect(there)
    _hand(response, NEW, _new(done), NEW_LASTS)
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


def _hand(response: HttpResponse, name: str, value: str, lasts: timedelta) -> None:
    response.set_cookie(
        name,
        value,
        max_age=int(lasts.total_seconds()),
        httponly=True,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )
