"""The table of rights in words: told, chosen, done, shown by what."""

from django.utils.translation import gettext

from quartier.features.custody.rights import facts_of
from quartier.features.custody.rule_packs import pack_of
from quartier.features.custody.rules import rights_table
from quartier.features.custody.rules.acts.catalogue import ACTS
from quartier.features.custody.rules.rights_table import Line
from quartier.features.custody.rules.said import headline
from quartier.features.custody.views import EntryView, StayView
from quartier.features.custody.web import record_words
from quartier.features.custody.web.record_words import clock
from quartier.science.clocks.treatment import rights_for
from quartier.ui.documents.parts import Column, Lines, Run
from quartier.ui.tags.texts import tongue


def columns() -> list[Column]:
    return [
        Column(label=gettext("Right"), width="1.4fr"),
        Column(label=gettext("Explained")),
        Column(label=gettext("Choice"), width="1fr"),
        Column(label=gettext("What was done"), width="1.6fr"),
        Column(label=gettext("Shown by"), width="1fr"),
    ]


def rows(stay: StayView, entries: list[EntryView]) -> list[tuple[Lines, ...]]:
    """A row for each right that the pack gives to this person; none where the pack is gone."""
    try:
        pack = pack_of(stay.pack)
    except KeyError:
        return []
    rights = rights_for(pack, facts=facts_of(stay, entries), at=stay.moment)
    names = {right.id: right.names.get(tongue()[:2], right.id) for right in rights}
    return [_row(names[line.right], line, stay.pack) for line in rights_table.lines(rights, entries)]


def _row(name: str, line: Line, pack: str) -> tuple[Lines, ...]:
    told = clock(line.told.occurred_at) if line.told else ""
    return (
        name,
        told or Run(text=gettext("not yet"), state="soon"),
        _choice(line),
        _done(line, pack),
        _proof(line),
    )


def _choice(line: Line) -> Lines:
    if not line.asked:
        return "–"
    return str(record_words.ANSWERS.get(line.answer, "")) or gettext("not asked yet")


def _done(line: Line, pack: str) -> Lines:
    if line.done and line.done.act in (rights_table.TOLD, rights_table.ORALLY):
        return Run(text=gettext("Explained"), state="kept")
    if line.done:
        at = clock(line.done.occurred_at)
        act = ACTS.get(line.done.act)
        told = headline(act, line.done.told, at=at, language=tongue(), pack=pack) if act else ""
        text = told if at in told else gettext("%(what)s, %(at)s") % {"what": told, "at": at}
        return Run(text=text, state="kept")
    if line.again_at:
        return Run(text=gettext("Ask again at %(at)s") % {"at": clock(line.again_at)}, state="open")
    if line.state == "hold":
        return Run(text=gettext("Delayed by decision"), state="hold")
    if line.state == "open" and line.answer == "wants":
        return Run(text=gettext("Not done yet"), state="open")
    return "–"


def _proof(line: Line) -> Lines:
    if line.signed:
        return str(record_words.SIGNED.get(line.signed, line.signed))
    if line.proof:
        return gettext("Entry No. %(number)s") % {"number": line.proof.number}
    return "–"
