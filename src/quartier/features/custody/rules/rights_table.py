"""Rights as the record tells them: when told, what the person chose, what was done, and what proves it. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

ORALLY, TOLD, ANSWER = "rights_told_orally", "rights_told", "right_answer"
DELAYED, RESUMED = "right_delayed", "right_delay_ended"
# Acts that fulfil a right only where a field says one of these: an interpreter who is called has not come yet.
FINISHED = {
    "interpreter": ("step", {"arrived"}),
    "appropriate_adult": ("step", {"arrived"}),
    "consulate_told": ("step", {"told", "visit"}),
    "item_given": ("what", {"reading"}),
}


class Entry(Protocol):
    """An entry as it is read; `told` holds everything that this reader may know of it."""

    @property
    def number(self) -> int: ...
    @property
    def act(self) -> str: ...
    @property
    def occurred_at(self) -> datetime: ...
    @property
    def told(self) -> Mapping[str, Any]: ...
    @property
    def signed(self) -> Sequence[Mapping[str, Any]]: ...
    @property
    def counts(self) -> bool: ...


class Right(Protocol):
    """A right of the rule pack."""

    @property
    def id(self) -> str: ...
    @property
    def asked(self) -> bool: ...
    @property
    def wanted(self) -> str | None: ...
    @property
    def granted(self) -> tuple[str, ...]: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One right. `answer`: wants, not_now, declines, could_not, or nothing; `asked`: an answer is asked for at all.

    `done`: the entry that grants it. `state`: kept, open (wanted or put off, not yet done), hold (delayed by decision),
    none (declined, or nothing to do). `signed`: how the person answered for a signature at the newest telling or answer.
    """

    right: str
    asked: bool
    told: Entry | None
    answer: str = ""
    answered: Entry | None = None
    again_at: datetime | None = None
    done: Entry | None = None
    state: str = "none"
    signed: str = ""

    @property
    def proof(self) -> Entry | None:
        """The entry that shows it best."""
        return self.answered or self.done or self.told


def lines(rights: Iterable[Right], entries: Iterable[Entry]) -> list[Line]:
    """A line for each right of the pack, from the entries that count, in the order of the pack."""
    counting = sorted((one for one in entries if one.counts), key=lambda one: (one.occurred_at, one.number))
    return [_line(right, counting) for right in rights]


def _line(right: Right, entries: Sequence[Entry]) -> Line:
    told = _first(entries, lambda one: _tells(one, right.id))
    answered = _last(entries, lambda one: one.act == ANSWER and one.told.get("right") == right.id)
    answer = str(answered.told.get("answer", "")) if answered else ""
    wish = _first(entries, lambda one: one.act == right.wanted) if right.wanted else None
    if not answer and wish:
        answer, answered = "wants", wish
    done = _first(entries, lambda one: one.act in right.granted and finished(one))
    again = answered.told.get("ask_again_at") if answered else None
    return Line(
        right=right.id,
        asked=right.asked,
        told=told,
        answer=answer,
        answered=answered,
        again_at=datetime.fromisoformat(str(again)) if again else None,
        done=done,
        state=_state(right, answer, done=done, delayed=_delayed(entries, right.id), again=bool(again)),
        signed=_signature(answered) or _signature(told),
    )


def finished(entry: Entry) -> bool:
    """Whether an entry of an act that grants a right says that it came to its end."""
    if entry.act not in FINISHED:
        return True
    field, ends = FINISHED[entry.act]
    said = entry.told.get(field) or ()
    return bool(ends & ({said} if isinstance(said, str) else set(said)))


def _state(right: Right, answer: str, *, done: Entry | None, delayed: bool, again: bool) -> str:
    if done:
        return "kept"
    if delayed:
        return "hold"
    if again or answer in ("wants", "not_now", "could_not") or (right.asked and not answer):
        return "open"
    return "none"


def _tells(entry: Entry, right: str) -> bool:
    """Rights are told all together unless the entry names some; on the street, the reason is what is told."""
    if entry.act == TOLD:
        which = entry.told.get("which") or ()
        return not which or right in which
    if entry.act == ORALLY:
        which = entry.told.get("which") or entry.told.get("rights") or ()
        return right in which or (right == "reason" and not which)
    return False


def _delayed(entries: Sequence[Entry], right: str) -> bool:
    last = _last(entries, lambda one: one.act in (DELAYED, RESUMED) and one.told.get("right") == right)
    return last is not None and last.act == DELAYED


def _signature(entry: Entry | None) -> str:
    """How the person signed: the way that was noted (`finger`, `paper`, `refused`, ...), or nothing."""
    for one in entry.signed if entry else ():
        if one.get("who", one.get("signer")) == "person":
            return str(one.get("how", one.get("way", "")))
    return ""


def _first(entries: Iterable[Entry], fits: Any) -> Entry | None:
    return next((one for one in entries if fits(one)), None)


def _last(entries: Sequence[Entry], fits: Any) -> Entry | None:
    return next((one for one in reversed(entries) if fits(one)), None)
