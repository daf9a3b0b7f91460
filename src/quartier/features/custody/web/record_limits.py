"""The limits of a stay in words: each gate with what is left or was used, due time, article, how well it was read."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext

from quartier.features.custody.rules import limit_line
from quartier.features.custody.rules.limit_line import Axis
from quartier.features.custody.rules.standing import Limit
from quartier.features.custody.views import StayView
from quartier.features.custody.web import record_words
from quartier.features.custody.web.record_words import day_and_clock, long_hours, weekday_moment
from quartier.ui import parts
from quartier.ui.tags.texts import tongue

SHOWN = frozenset({"release", "release_or_charge"})  # consequences that end somebody's detention
ALSO = frozenset({"review"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """`gates` and `now` in hours from the start; `off`: clocks that pause or are unknown, in words with their state."""

    axis: Axis
    gates: tuple[parts.Gate, ...]
    now: float
    now_label: str
    since: str
    off: tuple[tuple[str, str], ...]
    verified: bool

    @property
    def percent(self) -> float:
        return self.axis.percent(self.now)


def of(stay: StayView, *, now: datetime) -> Line | None:
    """The limit line of a stay, or None while no clock runs."""
    known = {one.id: one for one in stay.standing.limits if one.consequence in SHOWN or one.id in ALSO}
    axis = limit_line.axis(known.values(), now=now, shown=tuple(known), over=stay.released_at)
    if axis is None:
        return None
    over = min(now, stay.released_at) if stay.released_at else now
    return Line(
        axis=axis,
        gates=_ticked([_gate(one, known[one.id], axis) for one in axis.gates], axis),
        now=axis.now,
        now_label=long_hours(over - axis.start),
        since=_since(stay, axis.start),
        off=tuple(_off(known[id]) for id in axis.off),
        verified=all(one.verified for one in known.values()),
    )


def _since(stay: StayView, start: datetime) -> str:
    """From when the time counts: in some packs not the moment of detention, but the arrival."""
    moment = day_and_clock(start)
    if start != stay.moment:
        return gettext("Relevant time: %(at)s") % {"at": record_words.clock(start)}
    return gettext("Counted from %(at)s") % {"at": moment}


def _ticked(gates: list[parts.Gate], axis: Axis) -> tuple[parts.Gate, ...]:
    """One tick for each place on the line; the last one names the unit."""
    seen: set[int] = set()
    found = []
    for gate in gates:
        hours = round(gate.at)
        tick = "" if hours in seen else str(hours)
        seen.add(hours)
        found.append(
            parts.Gate(
                label=gate.label,
                at=gate.at,
                tick=long_hours(axis.gates[-1].due_at - axis.start)
                if tick and gate.at == axis.gates[-1].at
                else tick,
                state=gate.state,
                left=gate.left,
                due=gate.due,
                note=gate.note,
            )
        )
    return tuple(found)


def name_of(limit: Limit) -> str:
    return limit.names.get(tongue()[:2]) or limit.id


def _gate(gate: limit_line.Gate, limit: Limit, axis: Axis) -> parts.Gate:
    left, due = _words(gate)
    note = [limit.article]
    if not limit.verified:
        note.append(gettext("not yet signed off by a national lawyer"))
    hours = long_hours(gate.length)
    return parts.Gate(
        label=gettext("%(name)s, %(length)s") % {"name": name_of(limit), "length": hours},
        at=gate.at,
        tick="",
        state=gate.state,
        left=left,
        due=due,
        note="; ".join(text for text in note if text),
    )


def _words(gate: limit_line.Gate) -> tuple[str, str]:
    """What is left or was used; and when it is or was due."""
    due = {"at": weekday_moment(gate.due_at)}
    if gate.used is not None:
        used = gettext("Done after %(length)s") % {"length": long_hours(gate.used)}
        on_time = (
            gettext("In time. It was due %(at)s")
            if gate.state == "kept"
            else gettext("Too late. It was due %(at)s")
        )
        return used, on_time % due
    if gate.state == "late":
        return (
            gettext("Passed %(length)s ago") % {"length": long_hours(gate.left)},
            gettext("It was due %(at)s") % due,
        )
    return gettext("%(length)s left") % {"length": long_hours(gate.left)}, gettext("Due %(at)s") % due


def _off(limit: Limit) -> tuple[str, str]:
    said = {"name": name_of(limit)}
    if limit.paused:
        return "hold", gettext("%(name)s: clock paused") % said
    return "soon", gettext("%(name)s: limit unknown") % said
