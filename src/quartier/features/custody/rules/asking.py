"""What is still to be asked, told or given back of each right of one person. Pure: from the entries that count and the pack.

An answer never ends a right. `not_now` and `could_not` are asked again; `declines` may be taken back at any time; and a
right that the person may not do without is done whatever the answer was.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from quartier.features.custody.rules.rights_table import ANSWER, DELAYED, RESUMED, Entry, Line, lines
from quartier.science.clocks import treatment
from quartier.science.clocks.conduct import Right
from quartier.science.clocks.packs import Pack

ANSWERS = ("wants", "not_now", "declines", "could_not")
# Nobody's law: soon enough that the person who slept, was drunk or was upset is asked while it still helps.
ASK_AGAIN = {"not_now": timedelta(hours=2), "could_not": timedelta(hours=1)}


@dataclass(frozen=True, slots=True, kw_only=True)
class PutOff:
    """A right that was delayed: on which ground, by whose authority, since when, until when at most (None: not said)."""

    ground: str
    authority: str
    since: datetime
    until: datetime | None
    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One right of one person: its line in the record, every answer (oldest first), and what is left to do.

    again_at: when to ask once more. reminded: since the last answer something happened at which the pack wants the right
    told anew. waivable: whether the person may do without it.
    """

    right: Right
    line: Line
    answers: tuple[tuple[str, datetime, int], ...]
    again_at: datetime | None
    reminded: bool
    put_off: PutOff | None
    waivable: bool

    @property
    def owed(self) -> bool:
        """Whether it is still to be done: asked for, or one that nobody may do without."""
        return self.line.done is None and (self.line.answer == "wants" or not self.waivable)


def asked(
    entries: Iterable[Entry], *, pack: Pack, facts: Mapping[str, Any], at: datetime
) -> tuple[Asked, ...]:
    """Each right that the person has, in the order of the pack."""
    counting = sorted((one for one in entries if one.counts), key=lambda one: (one.occurred_at, one.number))
    minor = treatment.is_minor(pack, facts=facts, at=at)
    rights = treatment.rights_for(pack, facts=facts, at=at)
    return tuple(
        _one(right, line, counting, minor=minor)
        for right, line in zip(rights, lines(rights, counting), strict=True)
    )


def to_ask_again(found: Sequence[Asked]) -> list[tuple[str, datetime]]:
    """Which right is to be asked about again, and when; soonest first."""
    due = [(one.right.id, one.again_at) for one in found if one.again_at is not None]
    return sorted(due, key=lambda pair: pair[1])


def _one(right: Right, line: Line, entries: Sequence[Entry], *, minor: bool) -> Asked:
    answers = [one for one in entries if one.act == ANSWER and one.told.get("right") == right.id]
    since = line.answered or line.told
    later = [
        one for one in entries if since and (one.occurred_at, one.number) > (since.occurred_at, since.number)
    ]
    return Asked(
        right=right,
        line=line,
        answers=tuple((str(one.told.get("answer", "")), one.occurred_at, one.number) for one in answers),
        again_at=_again(line),
        reminded=line.done is None and right.asked and any(one.act in right.again for one in later),
        put_off=_put_off(right, entries),
        waivable=treatment.may_waive(right, minor=minor),
    )


def _again(line: Line) -> datetime | None:
    """What the entry says, else so long after the answer; nothing once the right is done or declined."""
    if line.done or line.answered is None or line.answer not in ASK_AGAIN:
        return None
    return line.again_at or line.answered.occurred_at + ASK_AGAIN[line.answer]


def _put_off(right: Right, entries: Sequence[Entry]) -> PutOff | None:
    about = [one for one in entries if one.act in (DELAYED, RESUMED) and one.told.get("right") == right.id]
    if not about or about[-1].act == RESUMED:
        return None
    said, until = about[-1].told, about[-1].told.get("until")
    return PutOff(
        ground=str(said.get("ground", "")),
        authority=str(said.get("authority", "")),
        since=about[-1].occurred_at,
        until=datetime.fromisoformat(str(until)) if until else None,
        number=about[-1].number,
    )
