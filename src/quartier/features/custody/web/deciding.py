"""The pages of what is decided about one stay: who may, by which article, until when, what was decided so far, what next."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from quartier.core.registry.visits import Visit
from quartier.features.custody import queries
from quartier.features.custody.rule_packs import pack_of
from quartier.features.custody.rules.acts.catalogue import ACTS
from quartier.features.custody.views import EntryView, StayView
from quartier.features.custody.web import decided, frame, record_story
from quartier.features.custody.web.frame import READ, permitted, tongue
from quartier.science.clocks.packs import Pack
from quartier.ui.parts import Event

Known = Callable[[StayView, Sequence[EntryView], Visit], list[dict[str, Any]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One page. acts: what can be decided here, the first of them the main one; `shown`: entries that it tells besides;
    known: what must be known before, as rows."""

    label: Any
    purpose: Any
    acts: tuple[str, ...]
    shown: tuple[str, ...]
    known: Known


SHEETS = {
    "decision": Sheet(
        label=_("Decision on detention"),
        purpose=_("Heard both? Said in the person’s presence? Then decide, with the grounds in words."),
        acts=("detention_authorised", "detention_refused", "grounds", "regime_set"),
        shown=("bringing_account", "detainee_account", "rights_told"),
        known=decided.before_decision,
    ),
    "review": Sheet(
        label=_("Review of detention"),
        purpose=_(
            "Hear the person or the lawyer first, unless the person sleeps. Is detention still needed?"
        ),
        acts=("review_done", "review_postponed"),
        shown=("detention_authorised",),
        known=decided.reviews,
    ),
    "extension": Sheet(
        label=_("Extension"),
        purpose=_("Each possibility is tried on this record as it stands now."),
        acts=("extension_granted", "extension_refused", "warrant_issued", "court_ruling"),
        shown=("review_done",),
        known=decided.extensions,
    ),
    "release": Sheet(
        label=_("Release"),
        purpose=_("Nothing on this list holds anybody here. What is not done is said in the record."),
        acts=(
            *("released", "released_on_bail", "charged", "pre_release_risk", "property_returned"),
            *("copy_given", "receipt_given", "body_map"),
        ),
        shown=(),
        known=decided.before_release,
    ),
    "away": Sheet(
        label=_("Hospital and transfer"),
        purpose=_("Who goes with the person, from when, and whether the clock of the law pauses."),
        acts=(
            *("left_for_hospital", "returned_from_hospital", "taken_out", "brought_back", "transferred"),
            *("arrived_after_transfer", "brought_before_judge"),
        ),
        shown=(),
        known=decided.where,
    ),
}


@never_cache
@permitted(READ)
@require_safe
def sheet(request: HttpRequest, id: UUID, name: str) -> HttpResponse:
    """One of the pages: what the law says of it, what was done, and the acts of whoever is here."""
    chosen = SHEETS[name]
    stay = queries.stay_for(request.visit, id)
    entries = queries.entries_of(request.visit, id)
    request.look([id], f"custody {name}")
    title = stay.label or gettext("Not yet named")
    with frame.in_zone(stay.suite):
        page = frame.suite_context(request, stay.suite, "") | {
            "stay": {"id": id, "title": title, "number": stay.number},
            "crumbs": _crumbs(stay, chosen),
            "here": request.path,
            "label": chosen.label,
            "purpose": chosen.purpose,
            "who": _who(stay, chosen),
            "known": chosen.known(stay, entries, request.visit),
            "acts": _acts(request, stay, chosen),
            "events": _events(stay, entries, {*chosen.acts, *chosen.shown}),
        }
        return render(request, "custody/deciding.html", page)


def _crumbs(stay: StayView, chosen: Sheet) -> list[dict[str, str]]:
    return [
        {"label": stay.suite.name(tongue()), "url": reverse("custody:suite", args=[stay.suite.code])},
        {"label": stay.label or stay.number, "url": frame.stay_url(stay.id)},
        {"label": str(chosen.label), "url": ""},
    ]


def _who(stay: StayView, chosen: Sheet) -> list[dict[str, Any]]:
    """Who decides by the rules of the place: the pack's roles for these acts."""
    return [
        {
            "name": role.names.get(tongue(), role.id),
            "words": role.words.get(tongue(), ""),
            "article": role.article,
            "verified": role.verified,
        }
        for role in _pack(stay).roles
        if set(role.acts) & set(chosen.acts)
    ]


def _pack(stay: StayView) -> Pack:
    return pack_of(stay.pack)


def _acts(request: HttpRequest, stay: StayView, chosen: Sheet) -> list[dict[str, str]]:
    """What whoever is here may record; afterwards they are back on this page."""
    back = f"?next={request.path}"
    return [
        {"label": ACTS[code].do.say(tongue()), "url": frame.act_url(stay.id, code) + back}
        for code in chosen.acts
        if frame.may_write(request, ACTS[code])
    ]


def _events(stay: StayView, entries: Sequence[EntryView], acts: set[str]) -> list[Event]:
    """What was decided so far, in the words of the record."""
    pauses = any(clock.pauses for clock in _pack(stay).clocks)
    rows = record_story.in_order(record_story.rows(entries, pack=stay.pack, pauses=pauses))
    return [decided.event(row) for row in rows if row.entry.act in acts]
