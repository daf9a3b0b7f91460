"""The page before sending: what the public will read, what in it is personal, what only the office sees."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from quartier.core.publication.rules import personal
from quartier.core.territory import queries as territory
from quartier.core.territory.queries import AreaView
from quartier.features.appeals import listing
from quartier.features.appeals.rules import ground
from quartier.features.appeals.rules.categories import CATEGORIES
from quartier.features.appeals.web import public_spot, public_words
from quartier.features.appeals.web.carried import Draft
from quartier.features.appeals.web.public_shown import Shown, names, near_one
from quartier.features.appeals.web.tongue import language


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """Something personal in what was typed: the word for it, and the words themselves."""

    word: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """The public page as it will look: the part that `public_body.html` draws."""

    label: str
    text: str
    tongue: str
    category: str
    where: str
    street: str
    lodged_at: datetime
    photos: Sequence[Any] = ()
    foreign: bool = False


def words(draft: Draft) -> tuple[str, str]:
    """Heading and text for the public: the person's own version, else what was typed for the office."""
    return draft.public_title or draft.title, draft.public_text or draft.text


def kept(draft: Draft) -> Draft:
    """A version that says the same as the original is none: it follows when the original is changed."""
    return draft.but(
        public_title="" if draft.public_title == draft.title else draft.public_title,
        public_text="" if draft.public_text == draft.text else draft.public_text,
    )


def near(draft: Draft, place: AreaView, request: HttpRequest) -> list[Shown]:
    """Open public ones about the same, once a request; nothing once the person said that theirs is another."""
    if draft.distinct or not draft.category:
        return []
    if not hasattr(request, "appeals_near"):
        found = listing.near(
            place=place.id,
            category=draft.category,
            text=f"{draft.title} {draft.text}",
            lon=draft.lon,
            lat=draft.lat,
            at=request.visit.now,
        )
        known = names([one.appeal for one in found])
        request.appeals_near = [near_one(one, known, request) for one in found]  # type: ignore[attr-defined]
    return request.appeals_near  # type: ignore[attr-defined, no-any-return]


def marks(draft: Draft) -> list[Mark]:
    """What is personal in the public version, each once."""
    found = [
        Mark(word=personal.FINDINGS[one.code].say(language()), text=text[one.start : one.end])
        for text in words(draft)
        for one in personal.find(text)
    ]
    return list(dict.fromkeys(found))


def redacted(draft: Draft) -> Draft:
    """The public version without what is personal."""
    title, text = (personal.masked(one, personal.find(one)) for one in words(draft))
    return draft.but(public_title=title, public_text=text)


def may_publish(draft: Draft) -> bool:
    """Whether a public version can be asked for at all: never about an officer, never for what touches a person harmed."""
    known = CATEGORIES.get(draft.category)
    return bool(known and known.public and not known.officer and not draft.about_officer)


def context(draft: Draft, place: AreaView, request: HttpRequest) -> dict[str, Any]:
    public = may_publish(draft) and draft.publish
    return {
        "preview": preview(draft, place, request.visit.now) if public else None,
        "marks": marks(draft) if public else [],
        "may_publish": may_publish(draft),
        "facts": facts(draft),
        "unproven": draft.way == "none",
    }


def preview(draft: Draft, place: AreaView, at: datetime) -> Preview:
    title, text = words(draft)
    area = territory.area(id=public_spot.area_of(draft, place), with_geometry=False)
    return Preview(
        label=title,
        text=text,
        tongue=language(),
        category=public_words.category(draft.category),
        where=area.name(language()),
        street=ground.street(draft.spot),
        lodged_at=at,
    )


def facts(draft: Draft) -> list[tuple[str, str]]:
    """What goes to the office alone; what was not given is left out."""
    rows = [
        (_("In your words"), draft.text),
        (_("Place"), draft.spot),
        (_("Which officer"), draft.concerned if draft.about_officer else ""),
        (_("Files"), ", ".join(photo.name for photo in draft.photos)),
        (_("Name"), draft.name if draft.way != "none" else ""),
        (_("Where you live"), draft.residence if draft.way != "none" else ""),
        (_("The answer goes to"), draft.address),
    ]
    return [row for row in rows if row[1]]
