"""What an entry means beside the others: how long since, which one it is, earlier than thought. Pure; codes, no words."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Protocol

REST = timedelta(
    hours=8
)  # of 24: what a person is to sleep without being disturbed (Code C 12.2; CPC has no figure)


class Entry(Protocol):
    """An entry as it is read. `counts`: nothing newer replaced it."""

    @property
    def number(self) -> int: ...
    @property
    def act(self) -> str: ...
    @property
    def occurred_at(self) -> datetime: ...
    @property
    def values(self) -> Mapping[str, Any]: ...
    @property
    def corrects(self) -> int | None: ...
    @property
    def voids(self) -> bool: ...
    @property
    def counts(self) -> bool: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """`code`: arrived_after, pause, review_number, after_rest, earlier, later, voided, still_held, late_by."""

    code: str
    length: timedelta | None = None
    number: int = 0


def remarks(entries: Sequence[Entry]) -> dict[int, list[Remark]]:
    """By the number of the entry that they stand beside. What was replaced or voided is not counted with."""
    counting = sorted((one for one in entries if one.counts), key=lambda one: (one.occurred_at, one.number))
    found: dict[int, list[Remark]] = {}
    for number, remark in (
        *_arrivals(counting),
        *_pauses(counting),
        *_reviews(counting),
        *_passed(counting),
        *_late(counting),
    ):
        found.setdefault(number, []).append(remark)
    for number, remark in _mended(entries):
        found.setdefault(number, []).append(remark)
    return found


def _arrivals(entries: Iterable[Entry]) -> Iterable[tuple[int, Remark]]:
    start = None
    for one in entries:
        if one.act == "deprived_of_liberty":
            start = start or one.occurred_at
        elif one.act == "arrived_at_station" and start:
            yield one.number, Remark(code="arrived_after", length=one.occurred_at - start)


def _pauses(entries: Iterable[Entry]) -> Iterable[tuple[int, Remark]]:
    left = None
    for one in entries:
        if one.act == "left_for_hospital":
            left = one.occurred_at
        elif one.act == "returned_from_hospital" and left:
            yield one.number, Remark(code="pause", length=one.occurred_at - left)
            left = None


def _reviews(entries: Iterable[Entry]) -> Iterable[tuple[int, Remark]]:
    """Which review it is, and whether eight hours of rest ended since the one before."""
    count, rested, began = 0, False, None
    for one in entries:
        if one.act == "rest_started":
            began = one.occurred_at
        elif one.act == "rest_ended" and began:
            rested = rested or one.occurred_at - began >= REST
            began = None
        elif one.act == "review_done":
            count += 1
            yield one.number, Remark(code="after_rest" if rested else "review_number", number=count)
            rested = False


def _passed(entries: Iterable[Entry]) -> Iterable[tuple[int, Remark]]:
    free = False
    for one in entries:
        free = free or one.act in ("released", "released_on_bail")
        if one.act == "limit_passed" and not free:
            yield one.number, Remark(code="still_held")


def _late(entries: Iterable[Entry]) -> Iterable[tuple[int, Remark]]:
    """The look into the cell that ended an alarm, with how late it was."""
    due_at = None
    for one in entries:
        if one.act == "alarm" and one.values.get("about") == "check" and one.values.get("due_at"):
            due_at = datetime.fromisoformat(str(one.values["due_at"]))
        elif one.act in ("check", "rouse"):
            if due_at and one.occurred_at > due_at:
                yield one.number, Remark(code="late_by", length=one.occurred_at - due_at)
            due_at = None


def _mended(entries: Iterable[Entry]) -> Iterable[tuple[int, Remark]]:
    by_number = {one.number: one for one in entries}
    for one in entries:
        old = by_number.get(one.corrects) if one.corrects else None
        if old is None:
            continue
        if one.voids:
            yield one.number, Remark(code="voided", number=old.number)
        elif one.occurred_at != old.occurred_at:
            code = "earlier" if one.occurred_at < old.occurred_at else "later"
            yield (
                one.number,
                Remark(code=code, number=old.number, length=abs(one.occurred_at - old.occurred_at)),
            )
