"""One's own request as its pages show it: everything that a public one has, and what only its author sees."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from quartier.core.files import queries as files
from quartier.core.kit.errors import NotFound
from quartier.core.publication import submissions
from quartier.core.publication.rules.moderation import BY_CODE as REASONS
from quartier.core.publication.rules.moderation import OPEN
from quartier.core.publication.submissions import OfRecord
from quartier.core.registry.visits import Visit
from quartier.features.appeals import listing
from quartier.features.appeals.queries import AppealView
from quartier.features.appeals.web import public_words
from quartier.features.appeals.web.public_line import Line, last_day
from quartier.features.appeals.web.public_shown import Names, answer_note, place_words, rule_of, said
from quartier.features.appeals.web.tongue import language
from quartier.ui.parts import Event
from quartier.ui.tags.texts import moment, plain_date, weekday_date

SURVEY_AFTER = timedelta(weeks=4)


@dataclass(frozen=True, slots=True, kw_only=True)
class Own:
    """`why`: the rule behind the due day; `seen`: what the public sees of it; `proof`: where its QR code leads."""

    tag: str
    number: str
    url: str
    label: str
    text: str
    category: str
    where: str
    street: str
    body: str
    state: str
    word: str
    late: bool
    lodged_at: datetime
    due: date | None
    line: Line | None
    answer: str
    answer_note: str
    question: str
    why: str
    seen: str
    public_url: str
    refusal: str
    may_object: bool
    proof: str
    groups: str
    tongue: str = ""
    foreign: bool = False


def own(view: AppealView, known: Names, request: HttpRequest) -> Own:
    """As its author sees it now."""
    answer, asked = view.answer, view.step("asked")
    body = known.bodies.get(view.organisation, "")
    public = public_version(view, request.visit.now)
    offered = submissions.of_record(request.visit, origin_tag=view.tag)
    return Own(
        tag=view.tag,
        number=view.number,
        url=reverse("appeals:own", args=[view.tag]),
        label=view.title,
        text=view.text,
        category=public_words.category(view.category),
        street=view.spot,
        body=body,
        lodged_at=view.lodged_at,
        answer=said(answer.words, view.language)[0] if answer else "",
        answer_note=answer_note(answer, known, body) if answer else "",
        question=said(asked.words, view.language)[0] if asked and view.state == "waiting" else "",
        why=rule_of(view, view.evaluation),
        seen=seen(offered, public),
        refusal=refusal(offered),
        may_object=bool(offered and offered.may_object),
        public_url=reverse("appeals:show", args=[view.tag]) if public else "",
        proof=request.build_absolute_uri(f"/r/{view.tag}"),
        groups=" ".join(view.tag[at : at + 4] for at in range(0, len(view.tag), 4)),
        **place_words(view, known, request.visit.now, answer.occurred_at if answer else None),
    )


def public_version(view: AppealView, at: datetime) -> Any | None:
    try:
        return listing.public(view.tag, at=at)
    except NotFound:
        return None


def seen(offered: OfRecord | None, public: Any | None) -> str:
    """What everybody can read of it today."""
    if public is not None:
        return _("Your heading and text for the public, the area, the dates and the answer. Never your name.")
    if offered is None:
        return _("Nothing of the text. It counts in the figures, and so does its lateness.")
    if offered.state in OPEN:
        day = plain_date(offered.due_at) if offered.due_at else ""
        return _("Nothing yet. Somebody reads it first, by %(day)s.") % {"day": day}
    return _("Nothing of the text: it was not let out. The reason stands below.")


def refusal(offered: OfRecord | None) -> str:
    """Why the public version stays out, in the words of the house's reasons."""
    reason = REASONS.get(offered.reason) if offered and offered.state == "refused" else None
    return reason.say(language()) if reason else ""


def ahead(view: AppealView, known: Names) -> Iterable[Event]:
    """What happens now, and by when: for the receipt."""
    zone = known.zones[view.place]
    yield Event(
        at=view.written_at,
        text=_("Your request is registered."),
        state="kept",
        moment=capfirst(moment(view.written_at.astimezone(zone))),
    )
    if view.forward_due_at:
        day = last_day(view.forward_due_at, zone)
        yield Event(
            at=day,
            text=_("If it is not ours, we have sent it on ourselves and told you to whom."),
            moment=capfirst(_("%(day)s at the latest") % {"day": weekday_date(day)}),
        )
    if view.due_at:
        yield from _due(last_day(view.due_at, zone))


def _due(day: date) -> Iterable[Event]:
    yield Event(
        at=day,
        text=_("You have a reasoned answer. A refusal is always explained."),
        state="soon",
        moment=capfirst(_("%(day)s at the latest") % {"day": weekday_date(day)}),
    )
    next_day = day + timedelta(days=1)
    yield Event(
        at=next_day,
        text=_("Without an answer the lateness shows by itself, and you can put it before a higher office."),
        moment=capfirst(weekday_date(next_day)),
    )
    yield Event(
        at=day + SURVEY_AFTER,
        text=_("We ask whether it is solved and whether you were treated fairly."),
        moment=_("Four weeks after the answer"),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """Where it was sent on to: a line of a list."""

    label: str
    url: str
    note: str


def parts(view: AppealView, known: Names) -> list[Part]:
    return [
        Part(
            label=known.bodies.get(part.organisation, part.number),
            url=reverse("appeals:own", args=[part.tag]),
            note=f"{part.number}, {public_words.state(part.state)[1]}",
        )
        for part in view.parts
    ]


def files_of(visit: Visit, view: AppealView) -> list[Any]:
    """What was sent along: name and description."""
    return [
        {"name": one.name, "description": said(one.description, view.language)[0]}
        for one in files.files_of(visit, view.id)
    ]
