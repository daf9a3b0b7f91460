"""Reading the book of a suite: what happened in the house, and everything recorded in it, newest first."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from quartier.core.kit.errors import NotFound
from quartier.core.registry.visits import Visit

from . import following, story
from .models import Entry, Stay
from .rule_packs import pack_of
from .rules import rounds as rules
from .rules.history import Face
from .views import EntryView, Page, SuiteView

READ = "custody.read"
PAGE = 60


def newest(by: Visit, *, suite: SuiteView, acts: Collection[str], at_most: int = 12) -> list[EntryView]:
    """The newest entries of some acts in the suite's own book, newest first."""
    if not by.may(READ):
        raise NotFound("no_such_record")
    rows = Entry.objects.filter(suite_id=suite.id, subject_id=suite.subject, act__in=acts)
    return story.viewed(by, list(rows.order_by("-recorded_at", "-number").values()[:at_most]))


def log(by: Visit, *, suite: SuiteView, whole: bool, but: Sequence[str] = (), page: int = 1) -> Page:
    """Entries newest first: of the suite's own book, or (`whole`) of everybody in it. `but`: acts that are left out."""
    if not by.may(READ):
        raise NotFound("no_such_record")
    rows = Entry.objects.filter(suite_id=suite.id).exclude(act__in=but).order_by("-recorded_at", "-number")
    if not whole:
        rows = rows.filter(subject_id=suite.subject)
    start = (max(page, 1) - 1) * PAGE
    found = list(rows.values()[start : start + PAGE + 1])
    return Page(lines=tuple(story.viewed(by, found[:PAGE])), page=max(page, 1), more=len(found) > PAGE)


def labels(by: Visit, entries: Sequence[EntryView]) -> dict[UUID, tuple[UUID, str]]:
    """The stay and its label by entry, for entries that lie in the book of a stay which this visit reads."""
    stays = dict(Entry.objects.filter(id__in=[one.id for one in entries]).values_list("id", "stay"))
    known = dict(
        Stay.objects.filter(id__in=[one for one in stays.values() if one]).values_list("id", "label")
    )
    return {entry: (stay, known[stay]) for entry, stay in stays.items() if stay in known}


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """One check as a page shows it: whose, when it was due, what was entered."""

    stay: UUID
    label: str
    number: str
    round: rules.Round
    entry: EntryView


def rounds(by: Visit, *, suite: SuiteView, since: datetime) -> list[Looked]:
    """The checks in a suite since an instant beside their due times, newest first."""
    if not by.may(READ):
        raise NotFound("no_such_record")
    looked = Entry.objects.filter(suite_id=suite.id, act__in=rules.LOOKS, occurred_at__gte=since)
    stays = Stay.objects.filter(id__in=looked.values("subject_id"))
    found = [one for stay in stays for one in _rounds_of(by, stay) if one.entry.occurred_at >= since]
    return sorted(found, key=lambda one: (one.entry.occurred_at, one.entry.number), reverse=True)


def _rounds_of(by: Visit, stay: Stay) -> list[Looked]:
    views = {one.id: one for one in story.entries_of(by, stay.id)}
    corrected = dict(Entry.objects.filter(subject_id=stay.id).values_list("id", "corrects"))
    faces = [
        Face(
            id=one.id,
            number=one.number,
            act=one.act,
            occurred_at=one.occurred_at,
            recorded_at=one.recorded_at,
            values=one.values,
            corrects=corrected[one.id],
            voids=one.voids,
        )
        for one in views.values()
    ]
    care = following.care_of(pack_of(stay.pack), facts=stay.facts, at=by.now)
    return [
        Looked(stay=stay.id, label=stay.label, number=stay.number, round=one, entry=views[one.face.id])
        for one in rules.rounds(faces, care=care)
    ]
