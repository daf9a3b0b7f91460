"""What one shift tells the next, made from the record: so that nothing is handed over from memory."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from quartier.features.custody.rules.board import Board, Held, Task

SHIFT = timedelta(hours=12)
CALM = ("", "general")  # levels that need no word of their own
RISKS = frozenset(
    {
        *(
            "self_harm",
            "self_harm_risk",
            "intoxicated",
            "injury",
            "medication",
            "child",
            "minor",
            "force_used",
        ),
        *("shared", "keep_apart", "rouse", "vulnerable"),
    }
)
CODES = ("people", "late", "risks", "away", "limits", "reviews", "medication", "rooms")


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One line of a point: who or which room, and what is to be known."""

    cell: str = ""
    label: str = ""
    level: str = ""
    marks: tuple[str, ...] = ()
    what: str = ""
    act: str = ""
    at: datetime | None = None
    left: timedelta | None = None
    task: Task | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """One thing that is read before the next one. No lines: there is nothing of it, which is said as well."""

    code: str
    lines: tuple[Told, ...]


def points(board: Board, *, shift: timedelta = SHIFT) -> tuple[Point, ...]:
    """The points of a handover, from the board as it stands. What is due is told as far as the next shift."""
    people = [person.held for tile in board.tiles for person in tile.people]
    until = board.at + shift
    near = [task for task in (*board.tasks, *board.limits) if task.due_at <= until]
    by_stay = {held.id: held for held in people}
    made = {
        "people": [_who(one) for one in people],
        "late": [_task(task, by_stay[task.stay]) for task in near if task.state == "late"],
        "risks": [_who(one) for one in people if one.level not in CALM or RISKS & set(one.marks)],
        "away": [_who(one) for one in people if one.state in ("out", "street")],
        "limits": [_task(task, by_stay[task.stay]) for task in near if task.limit],
        "reviews": [_task(task, by_stay[task.stay]) for task in near if task.what.startswith("review")],
        "medication": [_task(task, by_stay[task.stay]) for task in near if _about_health(task)],
        "rooms": [
            Told(cell=tile.place.code, what=tile.place.state, at=tile.place.since)
            for tile in board.tiles
            if tile.place is not None and tile.place.state != "ready"
        ],
    }
    return tuple(Point(code=code, lines=tuple(made[code])) for code in CODES)


def unread(codes: Iterable[str], read: Iterable[str]) -> list[str]:
    """The points that nobody has ticked yet, in their order."""
    ticked = set(read)
    return [code for code in codes if code not in ticked]


def _about_health(task: Task) -> bool:
    return task.what.startswith(("medication", "recheck", "medical"))


def _who(held: Held) -> Told:
    return Told(cell=held.cell, label=held.label, level=held.level, marks=tuple(held.marks), what=held.where)


def _task(task: Task, held: Held) -> Told:
    return Told(
        cell=held.cell,
        label=held.label,
        what=task.what,
        act=task.act,
        at=task.due_at,
        left=task.left,
        task=task,
    )
