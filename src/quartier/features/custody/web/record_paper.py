"""The record on paper: story, limits and rights as tagged PDF, with its proof; what is sealed is named, not in it."""

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext

from quartier.features.custody.views import EntryView, StayView
from quartier.features.custody.web import (
    record_limits,
    record_reading,
    record_rights,
    record_story,
    record_words,
)
from quartier.features.custody.web.record_proof import Proof
from quartier.features.custody.web.record_story import Row
from quartier.ui.documents import parts
from quartier.ui.documents.parts import Block, Run
from quartier.ui.tags.texts import long_date, table_clock, tongue


def record(
    stay: StayView, entries: list[EntryView], *, proof: Proof, reader: str, now: datetime, demo: bool
) -> parts.Document:
    """The whole record for one reader. `demo`: data of the demonstration say so on each sheet."""
    rows = record_story.rows(entries, pack=stay.pack, pauses=record_reading.pauses(stay.pack))
    blocks: list[Block] = [_head(stay, proof, demo), _notice(reader, now), *_limits(stay, now)]
    blocks += [*_person(stay), _story(rows), *_rights(stay, entries), *_parts(stay, entries)]
    blocks += [_proof_heading(), _proof(proof), _ledger(entries, proof)]
    return parts.Document(
        title=gettext("Custody record %(number)s") % {"number": stay.number},
        language=tongue(),
        printed=now,
        place=stay.suite.name(tongue()),
        foot=_foot(stay, proof, reader, now, demo),
        blocks=blocks,
        attachments=[_data(stay, entries, proof)],
    )


def _head(stay: StayView, proof: Proof, demo: bool) -> parts.Head:
    lines: list[parts.Line] = [[Run(text=stay.number, mono=True), "; ", record_reading.note(stay)]]
    if demo:
        lines.append(Run(text=gettext("Demonstration data"), soft=True))
    stamp = parts.Stamp(
        title=gettext("Fingerprint of the record"),
        digits=proof.digits,
        note=proof.words,
        signed=proof.signed.signed if proof.signed else 0,
        of=proof.signed.of if proof.signed else 0,
    )
    return parts.Head(title=record_reading.title(stay), lines=lines, stamp=stamp)


def _notice(reader: str, now: datetime) -> parts.Notice:
    said = {"reader": reader, "at": record_words.day_and_clock(now)}
    text = gettext(
        "Printed for %(reader)s, %(at)s. This look was logged. What is sealed to this reader is not in this file."
    )
    return parts.Notice(text=text % said, state="sealed")


def _limits(stay: StayView, now: datetime) -> list[Block]:
    line = record_limits.of(stay, now=now)
    if line is None:
        return []
    gates = [
        parts.Gate(
            label=one.label,
            at=line.axis.percent(one.at),
            tick=one.tick,
            state=one.state,
            left=one.left,
            due=one.due,
            note=one.note,
        )
        for one in line.gates
    ]
    drawn = parts.Limits(
        gates=gates,
        now=line.percent,
        now_label=line.now_label,
        now_text=f"{line.since}. {line.now_label}",
        unknown=gettext("Limit unknown"),
    )
    off: list[Block] = [parts.Paragraph(text=Run(text=text, state=state)) for state, text in line.off]
    return [parts.Heading(text=gettext("Limits")), drawn, *off]


def _person(stay: StayView) -> list[Block]:
    found = record_reading.person(stay)
    return [parts.Facts(rows=found)] if found else []


def _story(rows: Sequence[Row]) -> parts.Grid:
    columns = [
        parts.Column(label="№", numeric=True),
        parts.Column(label=gettext("Happened")),
        parts.Column(label=gettext("Recorded")),
        parts.Column(label=gettext("Gap")),
        parts.Column(label=gettext("What"), width="1fr"),
        parts.Column(label=gettext("Entered by"), width="30mm"),
    ]
    return parts.Grid(
        caption=gettext("When it happened and when it was recorded"), columns=columns, rows=list(_days(rows))
    )


def _days(rows: Iterable[Row]) -> Iterable[Sequence[parts.Lines] | parts.Group]:
    day: date | None = None
    for row in record_story.in_order(rows):
        happened, recorded = (timezone.localtime(at) for at in (row.entry.occurred_at, row.entry.recorded_at))
        if happened.date() != day:
            day = happened.date()
            yield parts.Group(label=long_date(happened))
        same = recorded.date() == happened.date()
        noted = table_clock(recorded) if same else record_words.day_and_clock(recorded)
        lines: list[parts.Line] = [[one] if isinstance(one, str | Run) else one for one in row.lines]
        yield (str(row.number), table_clock(happened), noted, row.gap, lines, row.who)


def _rights(stay: StayView, entries: list[EntryView]) -> list[Block]:
    rows = record_rights.rows(stay, entries)
    if not rows:
        return []
    return [
        parts.Grid(caption=gettext("Rights: told, chosen, done"), columns=record_rights.columns(), rows=rows)
    ]


def _parts(stay: StayView, entries: list[EntryView]) -> list[Block]:
    return [
        parts.Heading(text=gettext("Parts of the record")),
        parts.Facts(rows=[_part(one) for one in record_reading.parts(stay, entries)]),
    ]


def _part(one: Mapping[str, str]) -> tuple[str, parts.Line]:
    return one["name"], [Run(text=one["word"], state=one["state"]), ". ", one["note"]]


def _proof_heading() -> parts.Heading:
    return parts.Heading(text=gettext("Check it without the police"))


def _proof(proof: Proof) -> parts.Proof:
    lines: list[parts.Line] = [
        gettext("The code leads to a page that shows that this record stands in the ledger."),
        gettext("The file that it gives proves it, also without a network."),
        Run(text=proof.address, mono=True),
        [gettext("Fingerprint in full:"), " ", Run(text=proof.whole, mono=True)],
    ]
    return parts.Proof(
        address=proof.address, label=gettext("QR code of the proof page"), code=proof.code, lines=lines
    )


def _ledger(entries: Sequence[EntryView], proof: Proof) -> parts.Grid:
    """Each entry with its place in the ledger: whoever holds the ledger finds it there."""
    rows = [
        (
            str(entry.number),
            str(index) if index is not None else gettext("not yet"),
            Run(text=entry.leaf.hex(), mono=True),
        )
        for entry, (index, _) in zip(entries, proof.indexes, strict=True)
    ]
    columns = [
        parts.Column(label="№", numeric=True),
        parts.Column(label=gettext("Place in the ledger"), numeric=True),
        parts.Column(label=gettext("Leaf (SHA-256)"), width="1fr"),
    ]
    return parts.Grid(caption=gettext("Entries in the ledger"), columns=columns, rows=rows)


def _foot(stay: StayView, proof: Proof, reader: str, now: datetime, demo: bool) -> parts.Line:
    said = {"number": stay.number, "at": record_words.day_and_clock(now), "reader": reader}
    found: list[str | Run] = [
        gettext("%(number)s, printed %(at)s for %(reader)s. Fingerprint") % said,
        " ",
        Run(text=proof.groups, mono=True),
        f", {proof.words}. ",
        gettext("Check:"),
        " ",
        Run(text=proof.code, mono=True),
    ]
    return [*found, ". ", gettext("Demonstration data"), "."] if demo else found


def _data(stay: StayView, entries: Sequence[EntryView], proof: Proof) -> parts.Attachment:
    """What the pages say, for machines: only what this reader may read."""
    told = {
        "number": stay.number,
        "tag": stay.tag,
        "fingerprint": proof.whole,
        "entries": [
            {
                "number": one.number,
                "act": one.act,
                "occurred_at": one.occurred_at.isoformat(),
                "recorded_at": one.recorded_at.isoformat(),
                "values": dict(one.told),
                "sealed": one.sealed,
                "corrects": one.corrects,
                "leaf": one.leaf.hex(),
            }
            for one in entries
        ],
    }
    content = json.dumps(told, ensure_ascii=False, sort_keys=True, default=str).encode()
    about = gettext("The same entries as data")
    return parts.Attachment(name="record.json", content=content, media="application/json", about=about)
