"""How the ledger stands now, in words and figures, for the public page and the console."""

from base64 import b64encode
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from quartier.core.ledger import queries
from quartier.core.ledger.queries import Freshness, Gap, Published
from quartier.surface.ledger_files import Asked
from quartier.ui import formats
from quartier.ui.parts import Cell, Column, Table, Witnesses
from quartier.ui.tags.texts import moment, table_moment, table_number, tongue

MINUTE = timedelta(minutes=1)
LOOK_BACK = timedelta(days=7)
SEEN = 0.5  # hundredths of the line: a gap of minutes in a week is drawn, too
SIGNS_EACH = timedelta(minutes=2)  # a witness that is at work has signed within this


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """The newest published state; `root` is base64, `digits` are the 16 digits of the stamp."""

    size: int
    root: str
    digits: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A notice: the short of it, then the rest."""

    title: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """The newest published state; `head` None while nothing is published, `alarms` empty while all is well."""

    head: Head | None
    signed: Witnesses | None
    age: str
    alarms: Sequence[Said]
    origin: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Strip:
    """The last days as a line with holes: `holes` are the gaps as (left, width) in hundredths of the line."""

    start: datetime
    end: datetime
    holes: Sequence[tuple[float, float]]
    reading: str
    label: str


def standing(asked: Asked | None, *, at: datetime) -> Standing:
    """How the ledger stands at the instant `at`, judged by the policy `asked`."""
    fresh = queries.freshness(at)
    head = fresh.published
    return Standing(
        head=_shown(head) if head else None,
        signed=_signed(fresh, asked),
        age=formats.relative(head.at, at, tongue()) if head and at - head.at >= MINUTE else "",
        alarms=_alarms(fresh),
        origin=settings.LEDGER_ORIGIN,
    )


def _shown(head: Published) -> Head:
    return Head(size=head.size, root=b64encode(head.root).decode(), digits=head.root.hex()[:16], at=head.at)


def _signed(fresh: Freshness, asked: Asked | None) -> Witnesses | None:
    """Who of the policy's witnesses signed the published state."""
    if fresh.published is None or asked is None or not asked.names:
        return None
    cosigned = asked.cosigned(fresh.published.note)
    return Witnesses(
        signed=len(cosigned),
        of=len(asked.names),
        when=table_moment(max(cosigned.values())) if cosigned else "",
    )


def _alarms(fresh: Freshness) -> list[Said]:
    """What everybody should know, in plain words."""
    found = []
    if fresh.alarm:
        found.append(
            Said(
                title=_("A witness says that it holds another history"),
                text=_(
                    "What it was sent is kept as evidence. Until this is explained, rely on receipts and packs "
                    "that you were given before, and compare them."
                ),
            )
        )
    if fresh.late and fresh.published and fresh.age:
        values = {
            "length": formats.duration(fresh.age, tongue()),
            "moment": moment(fresh.cosigned_at or fresh.published.at),
        }
        found.append(
            Said(
                title=_("For %(length)s too few witnesses have signed") % values,
                text=_(
                    "The last state that counts was signed on %(moment)s. New entries are still written. Until "
                    "enough witnesses sign again, nobody outside can check them."
                )
                % values,
            )
        )
    if fresh.published and not fresh.published.witnessed:
        found.append(
            Said(
                title=_("No witness is asked here"),
                text=_(
                    "This ledger is signed by its owner alone. Whoever runs it could show different people "
                    "different histories, and rewrite what nobody kept a copy of."
                ),
            )
        )
    return found


def quorum(asked: Asked | None) -> str:
    """How many must sign, in one sentence."""
    if asked is None:
        return _("The policy that names the witnesses is not there.")
    needed = asked.needed
    if needed is None:
        return _("Which witnesses must sign is written in the policy below.")
    if not needed:
        return _("No witness is asked to sign.")
    values = {"needed": needed, "of": len(asked.names)}
    return (
        ngettext(
            "A state counts once %(needed)s of %(of)s witnesses has signed it.",
            "A state counts once %(needed)s of %(of)s witnesses have signed it.",
            needed,
        )
        % values
    )


def witnesses(asked: Asked | None, *, at: datetime) -> Table:
    """Each witness of the policy: who, its newest signature, and whether it is at work."""
    known = {row.name: row for row in queries.witnesses()}
    rows = []
    for name in asked.names if asked else ():
        row = known.get(name)
        state, word = _state(row.stamped_at if row else None, at)
        rows.append(
            [
                name,
                Cell(text=word, state=state),
                Cell(text=table_moment(row.stamped_at), at=row.stamped_at) if row else "–",
                table_number(row.size) if row else "–",
            ]
        )
    labels = [_("Witness"), _("State"), _("Last signature, by its own clock"), _("Entries it has signed for")]
    return Table(
        caption=_("Outside witnesses"),
        columns=[Column(label=label, numeric=label == labels[-1]) for label in labels],
        rows=rows,
        hide_caption=True,
    )


def _state(stamped_at: datetime | None, at: datetime) -> tuple[str, str]:
    if stamped_at is None:
        return "none", _("has not signed yet")
    age = at - stamped_at
    if age <= SIGNS_EACH:
        return "kept", _("signs")
    if age <= queries.LATE:
        return "soon", _("slow")
    return "late", _("silent for %(length)s") % {"length": formats.duration(age, tongue())}


def gaps(*, at: datetime) -> list[Gap]:
    """Times without a new state in the last days, newest first."""
    return queries.gaps(since=at - LOOK_BACK, at=at)


def gap_table(found: Sequence[Gap], *, at: datetime) -> Table:
    """From, until, how long."""
    rows = [
        [
            Cell(text=table_moment(gap.since), at=gap.since),
            Cell(text=table_moment(gap.until), at=gap.until)
            if gap.until
            else Cell(text=_("still lasts"), state="late"),
            formats.duration((gap.until or at) - gap.since, tongue()),
        ]
        for gap in found
    ]
    labels = [_("Began"), _("Ended"), _("How long")]
    return Table(
        caption=_("Times without a new state"), columns=[Column(label=label) for label in labels], rows=rows
    )


def strip(found: Sequence[Gap], *, at: datetime) -> Strip | None:
    """The line of the last days, from the first state at the earliest; None before there is one."""
    first = queries.began()
    if first is None or first >= at:
        return None
    start = max(first, at - LOOK_BACK)
    holes = [(max(gap.since, start), min(gap.until or at, at)) for gap in reversed(found)]
    silent = sum((until - since for since, until in holes), timedelta())
    whole = at - start
    return Strip(
        start=start,
        end=at,
        holes=[
            (round(100 * ((since - start) / whole), 2), max(round(100 * ((until - since) / whole), 2), SEEN))
            for since, until in holes
        ],
        reading=_reading(len(found), silent),
        label=_("When new states were published, and when not"),
    )


def _reading(count: int, silent: timedelta) -> str:
    if not count:
        return _("No gap of more than 5 minutes.")
    text = ngettext(
        "%(count)s gap of more than 5 minutes, %(length)s in all.",
        "%(count)s gaps of more than 5 minutes, %(length)s in all.",
        count,
    )
    return text % {"count": count, "length": formats.duration(silent, tongue())}
