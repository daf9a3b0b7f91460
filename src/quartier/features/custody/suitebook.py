"""Reading the book of a suite: what happened in the house, and everything recorded in it, newest first."""

from collections.abc import Collection, Sequence
from uuid import UUID

from quartier.core.kit.errors import NotFound
from quartier.core.registry.visits import Visit

from . import story
from .models import Entry, Stay
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
