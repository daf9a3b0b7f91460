"""The story of a record: each entry as lines of runs, for the page and for paper alike."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from uuid import UUID

from django.utils.translation import gettext

from quartier.core.accounts import queries as accounts
from quartier.features.custody.rules import remarks, said
from quartier.features.custody.rules.acts.catalogue import ACTS
from quartier.features.custody.rules.remarks import Remark
from quartier.features.custody.rules.said import Said, Tongue
from quartier.features.custody.views import EntryView
from quartier.features.custody.web import record_words
from quartier.ui.documents.parts import Line, Run
from quartier.ui.tags.texts import plain_date, tongue

MACHINE = "service"


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One entry. `gap`: between the two times, with its shape where it is late. `lines`: what happened."""

    number: int
    entry: EntryView
    gap: Line
    lines: tuple[Line, ...]
    who: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """What the story is told in: the rule pack, whether its clocks pause, how colleagues are called."""

    pack: str
    pauses: bool
    names: Mapping[UUID, str]


def names_of(ids: Iterable[UUID | None]) -> dict[UUID, str]:
    """Colleagues by id; what a machine wrote is said to be written by itself."""
    found = {}
    for one in dict.fromkeys(ids):
        known = accounts.account(one) if one else None
        if one and known:
            found[one] = gettext("Automatic") if known.kind == MACHINE else known.name
    return found


def rows(entries: Sequence[EntryView], *, pack: str, pauses: bool) -> list[Row]:
    """The story in the order in which it was written."""
    setting = Setting(pack=pack, pauses=pauses, names=names_of(one.by for one in entries))
    found = remarks.remarks(entries)
    return [_row(entry, found.get(entry.number, []), setting) for entry in entries]


def in_order(rows: Iterable[Row]) -> list[Row]:
    """As it happened: what was entered late stands where it belongs in time."""
    return sorted(rows, key=lambda row: (row.entry.occurred_at, row.number))


def _row(entry: EntryView, marks: Sequence[Remark], setting: Setting) -> Row:
    return Row(
        number=entry.number,
        entry=entry,
        gap=gap(entry),
        lines=(_head(entry, marks, setting), *_after(entry, marks, setting)),
        who=setting.names.get(entry.by, "") if entry.by else gettext("Automatic"),
    )


def gap(entry: EntryView) -> Line:
    length = record_words.long_hours(max(entry.gap, timedelta()))
    if entry.late:
        return Run(text=gettext("%(length)s, late") % {"length": length}, state="soon")
    return length


def headline(entry: EntryView, marks: Sequence[Remark], *, pack: str, pauses: bool) -> str:
    """The entry in one sentence."""
    at = record_words.clock(entry.occurred_at)
    for remark in marks:
        if text := record_words.instead(remark, at=entry.occurred_at, pauses=pauses):
            return text
    act = ACTS.get(entry.act)
    return said.headline(act, entry.told, at=at, language=tongue(), pack=pack) if act else entry.act


def _head(entry: EntryView, marks: Sequence[Remark], setting: Setting) -> list[str | Run]:
    text = headline(entry, marks, pack=setting.pack, pauses=setting.pauses)
    head: list[str | Run] = []
    if entry.corrects:
        mended = gettext("Correction of No. %(number)s:") % {"number": entry.corrects}
        head = [Run(text=mended, strong=True), " "]
    head.append(Run(text=text, soft=not entry.counts, strong=entry.act == "limit_passed"))
    if entry.sealed:
        head += [" ", Run(text=str(record_words.IN_PART[entry.sealed]), state="sealed")]
    return head


def _after(entry: EntryView, marks: Sequence[Remark], setting: Setting) -> list[Line]:
    """What was answered, why it is late, what it mends, who did it, what proves it, who signed."""
    found: list[Line] = [*_answers(entry, setting)]
    found += [text for one in marks if (text := record_words.beside(one, entry.act))]
    if entry.reason:
        found.append(gettext("Reason of the correction: %(reason)s") % {"reason": entry.reason})
    if entry.corrected_by:
        newer = ", ".join(str(number) for number in entry.corrected_by)
        found.append(Run(text=gettext("Replaced by No. %(numbers)s") % {"numbers": newer}, soft=True))
    if entry.late:
        found.append(_late(entry))
    if entry.captured_at:
        noted = record_words.clock(entry.captured_at)
        found.append(Run(text=gettext("Noted on the device at %(at)s") % {"at": noted}, soft=True))
    if entry.done_by:
        found.append(gettext("Done by: %(name)s") % {"name": entry.done_by})
    if kind := entry.presence.get("kind"):
        found.append(Run(text=str(record_words.PRESENCE.get(str(kind), kind)), soft=True))
    return found + [Run(text=_signature(one), soft=True) for one in entry.signed]


def _late(entry: EntryView) -> str:
    if not entry.late_reason:
        return gettext("Late entry. No reason given")
    return gettext("Late entry. Reason: %(reason)s") % {"reason": entry.late_reason}


def _signature(one: Mapping[str, object]) -> str:
    who = str(one.get("who", one.get("signer", "")))
    how = str(one.get("how", one.get("way", "")))
    label = str(record_words.SIGNERS.get(who, who))
    name = str(one.get("name", "") or "")
    way = str(record_words.SIGNED.get(how, how))
    return gettext("%(who)s: %(how)s") % {"who": f"{label} {name}".strip(), "how": way}


def _answers(entry: EntryView, setting: Setting) -> list[Line]:
    act = ACTS.get(entry.act)
    if act is None:
        return []
    known = said.repeated(act, entry.told, setting.pack)
    spoken = Tongue(
        language=tongue(),
        moment=partial(_moment, entry.occurred_at),
        day=plain_date,
        account=lambda id: names_of([UUID(id)]).get(UUID(id), id),
    )
    return [
        line for one in said.answers(act, entry.told, spoken) if one.code not in known for line in _lines(one)
    ]


def _lines(one: Said) -> list[Line]:
    label = Run(text=gettext("%(label)s:") % {"label": one.label}, soft=True)
    if one.rows:
        return [label, *one.rows]
    return [[label, " ", one.text]]


def _moment(near: datetime, at: datetime) -> str:
    """Only the clock where it is the same day or the night after it."""
    close = abs(at - near) < timedelta(hours=12)
    return record_words.clock(at) if close else record_words.day_and_clock(at)
