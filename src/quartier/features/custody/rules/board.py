"""The board of a suite: who is where, what is due next, what is late. Drawn from stored standings and the time now.

Nothing is evaluated here: due times were computed when something was recorded, only their lateness follows from `now`.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Protocol
from uuid import UUID

LIMIT_NOTICE = timedelta(hours=3)  # a limit of detention is shown as near from then on
RUNNING = ("running", "late")
LOOKS = ("check", "rouse")
BODY = (*LOOKS, "medication_given", "medically_examined")
AWAY = frozenset(
    {"interview", "hospital", "court", "yard", "consultation", "medical"}
)  # rooms that are no cell
LINES = 2  # what a tile says of a person, besides how long it has lasted
WORST_FIRST = ("late", "soon", "hold", "none", "")
IN_POLICE_HANDS = ("held", "out")
KEPT_IN = ("cell", "holding")  # kinds of places in which somebody stays


class Due(Protocol):
    """Something to be done for a person until an instant. `severity`: 1 is somebody's life or liberty, 3 care."""

    @property
    def key(self) -> str: ...
    @property
    def what(self) -> str: ...
    @property
    def due_at(self) -> datetime: ...
    @property
    def soon_at(self) -> datetime: ...
    @property
    def severity(self) -> int: ...
    @property
    def act(self) -> str: ...
    @property
    def article(self) -> str: ...


class Limit(Protocol):
    """A limit of the law. `due_at` is None while a pause lasts, or where the limit is unknown, which is not none.

    `consequence`: what follows when it passes; of those that end in release the board keeps a list of their own.
    """

    @property
    def id(self) -> str: ...
    @property
    def names(self) -> Mapping[str, str]: ...
    @property
    def consequence(self) -> str: ...
    @property
    def article(self) -> str: ...
    @property
    def started_at(self) -> datetime | None: ...
    @property
    def due_at(self) -> datetime | None: ...
    @property
    def state(self) -> str: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A cell or another room. `state`: ready, cleaning, out (of use); `note` and `since` say why and from when."""

    code: str
    kind: str = "cell"
    places: int = 1
    state: str = "ready"
    note: str = ""
    since: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """One stay as the board knows it. `state`: street, held, out. `where`: where the person is now, as a code."""

    id: UUID
    number: str
    label: str
    state: str
    moment: datetime
    where: str = ""
    since: datetime | None = None
    cell: str = ""
    level: str = ""
    due: Sequence[Due] = ()
    limits: Sequence[Limit] = ()
    marks: Sequence[str] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """One thing due. `left`: how long there still is, negative when late. `limit`: liberty itself ends with it.

    names: by language, where the law's own clock says what is due.
    """

    stay: UUID
    cell: str
    key: str
    what: str
    act: str
    due_at: datetime
    left: timedelta
    state: str
    severity: int = 3
    article: str = ""
    limit: bool = False
    names: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """How much of the nearest limit has run. `of`: None where the clock pauses or its limit is unknown."""

    ran: timedelta
    of: timedelta | None
    state: str
    id: str = ""

    @property
    def percent(self) -> int:
        """0 to 100, for the drawing."""
        return min(100, int(100 * self.ran / self.of)) if self.of else 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """One person on a tile: the most urgent lines, and how long it has lasted."""

    held: Held
    state: str
    lines: tuple[Task, ...]
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Tile:
    """One place with whoever is in it. `place` is None for those who have no cell. `key`: the digits that choose it."""

    place: Place | None
    people: tuple[Person, ...]
    state: str
    key: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Totals:
    """The numbers on top. `coming`: stopped on the street and on the way."""

    held: int
    cells: int
    late: int
    soon: int
    out: int
    free: int
    coming: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Board:
    """Everything that the board shows at one instant."""

    at: datetime
    tiles: tuple[Tile, ...]
    tasks: tuple[Task, ...]
    limits: tuple[Task, ...]
    totals: Totals

    @property
    def first(self) -> Task | None:
        """What to do first: the one act that the board offers as its button."""
        return self.tasks[0] if self.tasks else None


def lay_out(*, places: Sequence[Place], stays: Iterable[Held], now: datetime) -> Board:
    """The board at `now`. Places keep their order; whoever has no cell comes after them."""
    here = [one for one in stays if one.state != "released"]
    tasks = sorted((task for one in here for task in tasks_of(one, now)), key=_urgency)
    limits = sorted((task for one in here for task in limits_of(one, now)), key=_urgency)
    known = {place.code for place in places}
    tiles = [_tile(place, [one for one in here if one.cell == place.code], now) for place in places]
    kept = [tile for tile in tiles if tile.people or (tile.place and tile.place.kind in KEPT_IN)]
    homeless = [one for one in here if one.cell not in known]
    kept += [_tile(None, [one], now) for one in sorted(homeless, key=lambda one: one.moment)]
    return Board(
        at=now,
        tiles=tuple(kept),
        tasks=tuple(tasks),
        limits=tuple(limits),
        totals=_totals(kept, here, (*tasks, *limits)),
    )


def tasks_of(held: Held, now: datetime) -> list[Task]:
    """What is due for one person, the duties of the law among them."""
    return [
        Task(
            stay=held.id,
            cell=held.cell,
            key=due.key,
            what=due.what,
            act=due.act,
            due_at=due.due_at,
            left=due.due_at - now,
            state=due_state(due.due_at, due.soon_at, now),
            severity=due.severity,
            article=due.article,
        )
        for due in held.due
    ]


def limits_of(held: Held, now: datetime) -> list[Task]:
    """The limits of one person's detention that have an instant."""
    return [
        Task(
            stay=held.id,
            cell=held.cell,
            key=limit.id,
            what=limit.id,
            act="",
            due_at=limit.due_at,
            left=limit.due_at - now,
            state=due_state(limit.due_at, limit.due_at - LIMIT_NOTICE, now),
            severity=1,
            article=limit.article,
            limit=True,
            names=limit.names,
        )
        for limit in held.limits
        if limit.due_at is not None and limit.state in RUNNING and _ends_in_release(limit)
    ]


def _ends_in_release(limit: Limit) -> bool:
    return limit.consequence.startswith("release")


def due_state(due_at: datetime, soon_at: datetime, now: datetime) -> str:
    """At the due instant itself there is still time; after it, it is late."""
    if now > due_at:
        return "late"
    return "soon" if now >= soon_at else ""


def _urgency(task: Task) -> tuple[bool, int, bool, datetime, str]:
    """What is late comes first, the gravest of it on top, somebody's body before papers; the rest in order of time."""
    late = task.state == "late"
    paper = late and task.act not in BODY
    return (not late, task.severity if late else 0, paper, task.due_at, task.key)


def _tile(place: Place | None, stays: Sequence[Held], now: datetime) -> Tile:
    people = tuple(_person(one, now) for one in stays)
    key = "".join(sign for sign in place.code if sign.isdigit()) if place else ""
    state = min((one.state for one in people), key=WORST_FIRST.index, default="none")
    return Tile(place=place, people=people, state=state, key=key or ("0" if place else ""))


def _person(held: Held, now: datetime) -> Person:
    tasks = sorted(tasks_of(held, now), key=_urgency)
    pressing = sorted((one for one in limits_of(held, now) if one.state), key=_urgency)
    looks = [one for one in tasks if one.act in LOOKS][:1]
    others = sorted([*(one for one in tasks if one not in looks), *pressing], key=_urgency)
    lines = [*looks, *others][:LINES]
    if pressing and pressing[0] not in lines:
        lines = [*lines[: LINES - 1], pressing[0]]
    away = ["hold"] if held.state == "out" or held.where in AWAY else []
    state = min([one.state for one in (*tasks, *pressing)] + away, key=WORST_FIRST.index, default="")
    return Person(held=held, state=state, lines=tuple(lines), span=span_of(held, now))


def span_of(held: Held, now: datetime) -> Span:
    """The nearest limit of detention as a stretch; without one, how long it has lasted since the first word."""
    ending = [one for one in held.limits if _ends_in_release(one)]
    for one in sorted((each for each in ending if each.due_at), key=lambda one: str(one.due_at)):
        if one.started_at and one.due_at and one.state in RUNNING:
            state = due_state(one.due_at, one.due_at - LIMIT_NOTICE, now)
            ran = max(now - one.started_at, timedelta())
            return Span(ran=ran, of=one.due_at - one.started_at, state=state, id=one.id)
    states = {one.state for one in ending}
    state = "hold" if "paused" in states else "unknown" if "unknown" in states else ""
    return Span(ran=max(now - held.moment, timedelta()), of=None, state=state)


def _totals(tiles: Sequence[Tile], here: Sequence[Held], tasks: Sequence[Task]) -> Totals:
    cells = [tile for tile in tiles if tile.place and tile.place.kind == "cell"]
    return Totals(
        held=sum(one.state in IN_POLICE_HANDS for one in here),
        cells=len(cells),
        late=sum(one.state == "late" for one in tasks),
        soon=sum(one.state == "soon" for one in tasks),
        out=sum(one.state == "out" or one.where in AWAY for one in here),
        free=sum(
            not tile.people and tile.place is not None and tile.place.state == "ready" for tile in cells
        ),
        coming=sum(one.state == "street" for one in here),
    )
