"""What stands below the cells: the handover with its signatures, and the last head count beside the record's."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext, ngettext

from quartier.core.accounts import queries as accounts
from quartier.features.custody import suitebook
from quartier.features.custody.rules.board import Board
from quartier.features.custody.views import EntryView, SuiteView
from quartier.features.custody.web import board_words as words
from quartier.ui.tags.texts import table_clock

GIVEN, TAKEN, COUNT = "handover_given", "handover_taken", "head_count"
READING = "custody_reading"  # points that somebody has ticked before signing, by the handover's entry


def under(request: HttpRequest, suite: SuiteView, laid: Board) -> dict[str, Any]:
    """What `custody/board_under.html` draws."""
    book = suitebook.newest(request.visit, suite=suite, acts=(GIVEN, TAKEN, COUNT))
    given, taken = current(book)
    count = next((one for one in book if one.act == COUNT), None)
    return {
        "handover": _handover(request, given, taken),
        "signatures": _signatures(given, taken),
        "handover_url": reverse("custody:handover", args=[suite.code]),
        "count": _count(count, laid),
        "count_url": reverse("custody:head_count", args=[suite.code]),
    }


def current(book: list[EntryView]) -> tuple[EntryView | None, EntryView | None]:
    """The newest handover that was given, and whoever took exactly that one."""
    given = next((one for one in book if one.act == GIVEN and one.counts), None)
    if given is None:
        return None, None
    takes = (one for one in book if one.act == TAKEN and one.counts)
    return given, next((one for one in takes if one.values.get("of") == str(given.id)), None)


def points_of(given: EntryView) -> list[dict[str, Any]]:
    return [dict(point) for point in given.values.get("points", [])]


def ticked(request: HttpRequest, given: EntryView) -> set[str]:
    """The points that this reader has ticked so far."""
    return set(request.session.get(READING, {}).get(str(given.id), ()))


def _handover(request: HttpRequest, given: EntryView | None, taken: EntryView | None) -> dict[str, Any]:
    if given is None:
        return {
            "title": gettext("Handover"),
            "marks": [("none", gettext("None yet"), gettext("no handover is recorded"))],
        }
    points, clock = points_of(given), table_clock(given.occurred_at)
    read = len(points) if taken else len(ticked(request, given) & {str(one["code"]) for one in points})
    said = gettext("Read by the incoming officer: %(read)s of %(of)s points") % {
        "read": read,
        "of": len(points),
    }
    return {
        "title": gettext("Handover, %(clock)s") % {"clock": clock},
        "read": read,
        "of": len(points),
        "said": said,
        "marks": [_walked(given, taken)],
    }


def _walked(given: EntryView, taken: EntryView | None) -> tuple[str, str, str]:
    held = given.values.get("held", 0)
    if taken is None or taken.values.get("seen") is None:
        return "soon", gettext("Open"), gettext("walk to everybody together")
    seen = taken.values["seen"]
    text = gettext("%(seen)s of %(held)s people seen together") % {"seen": seen, "held": held}
    return ("kept", gettext("Walked"), text) if seen >= held else ("soon", gettext("Open"), text)


def _signatures(given: EntryView | None, taken: EntryView | None) -> list[tuple[str, str, str]]:
    rows = []
    for entry, who in ((given, gettext("outgoing")), (taken, gettext("incoming"))):
        if entry is None:
            rows.append(("open", gettext("Not signed"), who))
        else:
            word = gettext("Signed %(clock)s") % {"clock": table_clock(entry.occurred_at)}
            rows.append(("kept", word, f"{who}, {person(entry.by)}"))
    return rows


def _count(count: EntryView | None, laid: Board) -> dict[str, Any]:
    if count is None:
        return {
            "title": gettext("Head count"),
            "held": gettext("Nobody has counted yet"),
            "state": "none",
            "record": record_says(laid),
        }
    counted = int(count.values.get("counted", 0))
    agrees = counted == int(count.values.get("recorded", counted))
    clock = words.clock_of(count.occurred_at, laid.at)
    held = ngettext("%(count)s person counted", "%(count)s people counted", counted) % {"count": counted}
    return {
        "title": gettext("Last head count, %(clock)s") % {"clock": clock},
        "held": held,
        "state": "kept" if agrees else "late",
        "record": record_says(laid),
    }


def record_says(laid: Board) -> str:
    held = laid.totals.held - laid.totals.out
    return ngettext("the record has %(count)s here now", "the record has %(count)s here now", held) % {
        "count": held
    }


def person(account: UUID | None) -> str:
    known = accounts.account(account) if account else None
    return known.name if known else ""
