"""Entries as a page tells them to whoever wrote them: what, when it happened, when it was written, how wide the gap is."""

from datetime import datetime, timedelta

from django.utils.translation import gettext

from quartier.features.custody.rules import said
from quartier.features.custody.rules.acts.catalogue import ACTS
from quartier.features.custody.rules.said import Said, Tongue
from quartier.features.custody.views import EntryView
from quartier.features.custody.web.frame import tongue
from quartier.ui.parts import Event
from quartier.ui.tags.texts import clock, duration, moment, plain_date, table_clock

MINUTE = timedelta(minutes=1)


def story(entry: EntryView, pack: str) -> str:
    """The entry in the words of the record."""
    act = ACTS.get(entry.act)
    if act is None:
        return entry.act
    return said.headline(act, entry.values, at=clock(entry.occurred_at), language=tongue(), pack=pack)


def gap(entry: EntryView) -> str:
    """How long after it happened it was written."""
    if entry.gap < MINUTE:
        return gettext("at once")
    return gettext("%(length)s later") % {"length": duration(entry.gap)}


def both_times(entry: EntryView) -> str:
    """Happened and written, side by side."""
    return gettext("%(happened)s, written at %(written)s") % {
        "happened": moment(entry.occurred_at),
        "written": table_clock(entry.recorded_at),
    }


def event(entry: EntryView, pack: str) -> Event:
    """The entry as a line of a timeline; a late one is marked, and says why."""
    notes = [gettext("No %(number)s") % {"number": entry.number}, gap(entry)]
    if entry.late:
        notes.append(entry.late_reason or gettext("no reason given"))
    return Event(
        at=entry.occurred_at,
        moment=both_times(entry),
        text=story(entry, pack),
        state="soon" if entry.late else "",
        word=gettext("Late entry") if entry.late else "",
        note=", ".join(notes),
    )


def lapse(start: datetime, end: datetime) -> str:
    """A stretch of time in words."""
    return duration(end - start)


def answers(entry: EntryView) -> list[Said]:
    """What an entry says, field by field, as far as this visit reads it."""
    act = ACTS.get(entry.act)
    if act is None:
        return []
    return said.answers(act, entry.told, Tongue(language=tongue(), moment=moment, day=plain_date))
