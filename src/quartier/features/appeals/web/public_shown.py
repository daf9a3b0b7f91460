"""A request as a page shows it, in the reader's language or as it was written: words, line, place, answer."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from quartier.core.accounts import queries as accounts
from quartier.core.files import queries as files
from quartier.core.territory import queries as territory
from quartier.features.appeals import queries
from quartier.features.appeals.rules import standing
from quartier.features.appeals.rules.outcomes import CLOSINGS, FORWARDINGS, OUTCOMES
from quartier.features.appeals.web import public_words
from quartier.features.appeals.web.public_line import Line, last_day, line
from quartier.features.appeals.web.tongue import language
from quartier.science.clocks.reading import Evaluation
from quartier.ui.parts import Event
from quartier.ui.tags.texts import plain_date


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """Names of bodies and areas in the reader's language, and the zones of places."""

    bodies: dict[int, str]
    areas: dict[int, str]
    zones: dict[int, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """One request. `tongue` says in which language label and text are; `due` is the last day in time, None: none owed."""

    tag: str
    number: str
    url: str
    follow: str
    label: str
    text: str
    tongue: str
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
    lon: float | None
    lat: float | None
    photos: Sequence[Any]
    answer: str
    answer_tongue: str
    answer_note: str
    note: str = ""

    @property
    def foreign(self) -> bool:
        return self.tongue != language()

    @property
    def answer_foreign(self) -> bool:
        return self.answer_tongue != language()


def names(views: Iterable[Any]) -> Names:
    """What many of them need, asked once."""
    ids = {id for view in views for id in (view.area, view.place)}
    areas = territory.areas(ids=list(ids)) if ids else []
    return Names(
        bodies={one.id: territory.name_in(one.names, language()) for one in accounts.organisations()},
        areas={one.id: one.name(language()) for one in areas},
        zones={one.id: one.zone for one in areas},
    )


def said(words: dict[str, str], own: str) -> tuple[str, str]:
    """Words in the reader's language, else in the one they were written in; and which that is."""
    for code in (language(), own, *words):
        if words.get(code):
            return words[code], code
    return "", language()


def shown(view: Any, known: Names, request: HttpRequest) -> Shown:
    """What pages show of a public one at this request's moment."""
    label, tongue = said(view.titles, view.language)
    text, _tongue = said(view.texts, view.language)
    answer = next((step for step in reversed(view.steps) if step.step == "answered"), None)
    words, answer_tongue = said(answer.words, view.language) if answer else ("", language())
    where = place_words(view, known, request.visit.now, answer.occurred_at if answer else None)
    body = known.bodies.get(view.organisation, "")
    return Shown(
        tag=view.tag,
        number=view.number,
        url=reverse("appeals:show", args=[view.tag]),
        follow=reverse("appeals:follow", args=[view.tag]),
        label=label,
        text=text,
        tongue=tongue,
        category=public_words.category(view.category),
        street=view.street,
        body=body,
        lodged_at=view.lodged_at,
        lon=view.lon,
        lat=view.lat,
        photos=pictures(view.photos),
        answer=words,
        answer_tongue=answer_tongue,
        answer_note=answer_note(answer, known, body) if answer else "",
        **where,
    )


def pictures(tags: Sequence[str]) -> list[dict[str, Any]]:
    """What was let out, smaller, with the words for it."""
    return [
        {
            "url": one.small,
            "whole": one.address,
            "width": one.small_width,
            "height": one.small_height,
            "description": one.describe(language()),
        }
        for one in files.pictures_for(tags)
    ]


def place_words(view: Any, known: Names, now: datetime, answered_at: datetime | None) -> dict[str, Any]:
    """Where it lies and how it stands: state, lateness, line; the same for a public one and one's own."""
    zone = known.zones[view.place]
    late = standing.is_late(state=view.state, due_at=view.due_at, at=now)
    due = last_day(view.due_at, zone) if view.due_at else None
    answered = answered_at.astimezone(zone).date() if answered_at and view.state == "answered" else None
    running = view.state in standing.RUNNING or answered
    shape, word = ("late", str(public_words.LATE)) if late else public_words.state(view.state)
    return {
        "where": known.areas.get(view.area, ""),
        "state": shape,
        "word": word,
        "late": late,
        "due": due,
        "line": line(
            lodged=view.lodged_at.astimezone(zone).date(),
            due=due if running else None,
            today=now.astimezone(zone).date(),
            answered=answered,
        ),
    }


def rule_of(view: Any, evaluation: Evaluation | None) -> str:
    """The rule behind the due day, in the words of its pack; and whether it is law and was checked."""
    clock = next((each for each in evaluation.clocks if each.id == "answer"), None) if evaluation else None
    if clock is None or not clock.article:
        return ""
    pack = queries.pack_of(view)
    name = territory.name_in(dict(pack.names), language()) if pack else view.pack
    if view.pack.startswith("own."):
        return _("The office’s own rule, not a law: %(name)s.") % {"name": name}
    checked = "" if clock.verified else " " + _("No lawyer of this country has signed this rule off yet.")
    return _("%(name)s (%(article)s).") % {"name": name, "article": clock.article} + checked


def answer_note(step: Any, known: Names, body: str) -> str:
    """Who answered, when, and how it turned out."""
    outcome = OUTCOMES.get(step.more.get("outcome", ""))
    values = {"body": known.bodies.get(step.organisation or 0, body), "day": plain_date(step.occurred_at)}
    told = _("%(body)s, %(day)s") % values
    return f"{outcome.say(language())}. {told}" if outcome else told


def history(steps: Iterable[Any], known: Names, own: str) -> list[Event]:
    """All that happened, the newest first."""
    events = [_event(step, known, own) for step in steps if step.step not in public_words.INSIDE]
    return events[::-1]


def _event(step: Any, known: Names, own: str) -> Event:
    state, word = public_words.step(step.step)
    text, tongue = said(step.words, own)
    return Event(
        at=step.occurred_at,
        text=_detail(step, known),
        state=state,
        word=word,
        note=format_html('<span lang="{}">{}</span>', tongue, text) if text else "",
        moment=plain_date(step.occurred_at),
    )


def _detail(step: Any, known: Names) -> str:
    """Who, to whom, until when, why: what the step carries besides its words."""
    more, parts = step.more, []
    if step.organisation in known.bodies:
        parts.append(known.bodies[step.organisation])
    to = [known.bodies[one] for one in _bodies(more.get("to")) if one in known.bodies]
    if to:
        parts.append(_("To: %(bodies)s") % {"bodies": ", ".join(to)})
    if more.get("until"):
        parts.append(_("New day: %(day)s") % {"day": plain_date(datetime.fromisoformat(more["until"]))})
    for codes in (OUTCOMES, CLOSINGS, FORWARDINGS):
        code = codes.get(more.get("outcome") or more.get("reason") or "")
        if code:
            parts.append(code.say(language()))
            break
    return ". ".join(part.rstrip(".") for part in parts)


def _bodies(value: Any) -> list[int]:
    rows = value if isinstance(value, list) else [value] if value else []
    return [row.get("organisation") if isinstance(row, dict) else row for row in rows]


def near_one(found: Any, known: Names, request: HttpRequest) -> Shown:
    """A similar one, with how far it is."""
    one = shown(found.appeal, known, request)
    metres = round(found.metres or 0)
    away = ngettext("%(metres)s metre away", "%(metres)s metres away", metres) % {"metres": metres}
    note = ", ".join(part for part in (one.word, away if found.metres is not None else "", one.body) if part)
    return replace(one, note=note)
