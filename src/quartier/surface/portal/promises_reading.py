"""A promise as a page shows it: words in the reader's language or as they were said, the line, what came of it."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from quartier.core.accounts import queries as accounts
from quartier.core.messages import queries as followed
from quartier.core.promises import rules
from quartier.core.promises.queries import PromiseView, StepView
from quartier.core.publication import queries as publication
from quartier.core.registry.visits import Visit
from quartier.core.territory import queries as territory
from quartier.surface.portal.place import kept, language
from quartier.surface.portal.shell import address
from quartier.ui.parts import Event
from quartier.ui.tags.texts import long_date, plain_date

# What residents may choose by: each group with its states, the shape that stands for it, its name and its heading.
GROUPS: dict[str, tuple[tuple[str, ...], str, Any]] = {
    "late": (("late",), "late", gettext_lazy("Late")),
    "open": (("open", "postponed"), "open", gettext_lazy("Under way")),
    "claimed": (("claimed",), "open", gettext_lazy("Said to be kept")),
    "kept": (("kept",), "kept", gettext_lazy("Kept in time")),
    "kept_late": (("kept_late",), "soon", gettext_lazy("Kept late")),
    "dropped": (("dropped",), "hold", gettext_lazy("Promise withdrawn")),
}
NOTES = {
    "late": gettext_lazy("The longest wait first. Lateness follows from the dates; nobody enters it."),
    "open": gettext_lazy("What is due soonest comes first."),
    "claimed": gettext_lazy("Who owes it says so. Nobody else has confirmed it yet."),
    "kept": gettext_lazy("Confirmed by somebody else than the owner. The newest first."),
    "kept_late": gettext_lazy("Kept and confirmed, after the first date. The newest first."),
    "dropped": gettext_lazy("Only with a reason, in public."),
}
STEPS = {
    "told": ("", gettext_lazy("Progress")),
    "postponed": ("soon", gettext_lazy("Postponed")),
    "claimed": ("open", gettext_lazy("Said to be kept")),
    "confirmed": ("kept", gettext_lazy("Confirmed as kept")),
    "disputed": ("late", gettext_lazy("Disputed")),
    "dropped": ("hold", gettext_lazy("Promise withdrawn")),
    "corrected": ("", gettext_lazy("Words corrected")),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """Names of bodies and areas in the reader's language."""

    bodies: dict[int, str]
    areas: dict[int, str]
    followers: dict[UUID, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """One promise for a list or its page. `tongue` says in which language `text` is; `said`: as it was said, if other."""

    tag: str
    url: str
    text: str
    tongue: str
    said: str
    said_tongue: str
    state: str
    body: str
    area: str
    office: str
    made: date
    due: date
    today: date
    ended: date | None
    withdrawn: bool
    claimed: bool
    notes: tuple[str, ...]
    last: str
    last_tongue: str

    @property
    def foreign(self) -> bool:
        return self.tongue != language()

    @property
    def last_foreign(self) -> bool:
        return self.last_tongue != language()


def names(views: Iterable[PromiseView], *, by: Visit | None = None) -> Names:
    """What pages name things by; with `by` also how many follow each."""
    views = list(views)
    ids = {id for view in views for id in (view.area, view.place)}
    return Names(
        bodies={one.id: territory.name_in(one.names, language()) for one in accounts.organisations()},
        areas={one.id: one.name(language()) for one in territory.areas(ids=list(ids))} if ids else {},
        followers=followed.followers_each(by, abouts=[view.subject for view in views]) if by else {},
    )


def group_of(view: PromiseView) -> str:
    return next(code for code, (states, *_more) in GROUPS.items() if view.standing.state in states)


def shown(view: PromiseView, known: Names, request: HttpRequest) -> Shown:
    """What pages show of a promise on this request's day in the promise's own place."""
    own = view.standing
    text, tongue = _in_language(view)
    last = next((step for step in reversed(view.steps) if step.step != "corrected" and step.words), None)
    last_text, last_tongue = words_in(last, view.language) if last else ("", language())
    return Shown(
        tag=view.tag,
        url=address("portal-promise", kept(request), view.tag),
        text=text,
        tongue=tongue,
        said=view.newest if tongue != view.language else "",
        said_tongue=view.language,
        state=own.state,
        body=known.bodies.get(view.organisation, ""),
        area=known.areas.get(view.area, ""),
        office=view.office,
        made=view.made_on,
        due=own.due if own.state in ("open", "postponed", "claimed", "dropped") else own.first_due,
        today=rules.local_day(request.visit.now, view.zone),
        ended=own.ended or own.claimed,
        withdrawn=own.state == "dropped",
        claimed=own.state == "claimed",
        notes=tuple(_notes(view, known, request)),
        last=last_text,
        last_tongue=last_tongue,
    )


def _in_language(view: PromiseView) -> tuple[str, str]:
    """A translation is of the words as first said: once they were corrected, the correction is shown as it stands."""
    if language() != view.language and not view.corrected and view.translations.get(language()):
        return view.translations[language()], language()
    return view.newest, view.language


def _notes(view: PromiseView, known: Names, request: HttpRequest) -> Iterable[str]:
    own = view.standing
    if number := known.followers.get(view.subject, 0):
        told = ngettext("%(count)s person follows this.", "%(count)s people follow this.", number)
        yield told % {"count": number}
    quiet = (rules.local_day(request.visit.now, view.zone) - view.last_news).days  # type: ignore[attr-defined]
    if (own.is_running or own.state == "claimed") and quiet >= rules.SILENCES[0]:
        yield ngettext("No news for %(count)s day.", "No news for %(count)s days.", quiet) % {"count": quiet}
    if own.postponed:
        yield _("First promised for %(day)s.") % {"day": plain_date(own.first_due)}
    if own.next_due:
        yield _("After that day it was put off to %(day)s; it stays late.") % {
            "day": plain_date(own.next_due)
        }
    if own.disputed:
        yield _("It was said to be kept, and that was disputed.")


def source_of(view: PromiseView) -> dict[str, str] | None:
    """The public record that a promise came from, while it stands there: its title and its address."""
    notice = publication.notices_of([view.source]).get(view.source) if view.source else None
    if notice is None or notice.withdrawn_at is not None:
        return None
    pages = {"appeals": f"/{language()}/appeals/{view.source}/"}
    title = territory.name_in(notice.titles, language())
    return {"title": title, "url": pages.get(notice.origin, f"/r/{view.source}")}


def words_in(step: StepView, own: str) -> tuple[str, str]:
    """The words of a step in the reader's language, else in the one they were said in; and which that is."""
    for code in (language(), own, *step.words):
        if step.words.get(code):
            return step.words[code], code
    return "", language()


def history(view: PromiseView, known: Names) -> list[Event]:
    """All that happened, the newest first; what was corrected stays."""
    body = known.bodies.get(view.organisation, "")
    events = [
        Event(
            at=view.made_on,
            text=_("Promised by %(body)s, due %(day)s") % {"body": body, "day": long_date(view.due_on)},
            note=_said(view.text, view.language),
            moment=plain_date(view.made_on),
        )
    ]
    for step in view.steps:
        state, word = STEPS[step.step]
        text, tongue = words_in(step, view.language)
        who = known.bodies.get(step.organisation or view.organisation, "")
        told = who
        if step.due_on:
            told = _("%(body)s. New date: %(day)s") % {"body": who, "day": long_date(step.due_on)}
        events.append(
            Event(
                at=step.on,
                text=told,
                state=state,
                word=str(word),
                note=_said(text, tongue),
                moment=plain_date(step.on),
            )
        )
    return events[::-1]


def _said(text: str, tongue: str) -> str:
    if not text:
        return ""
    return format_html('<span lang="{}">{}</span>', tongue, text)
