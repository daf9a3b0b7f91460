"""How a stay stands after its entries: where the person is, at which level watched, what is due, what the law's clocks say.

Pure. Nothing here says "late": that follows from `due_at` and the moment at which somebody looks.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from quartier.features.custody.rules import marks
from quartier.features.custody.rules.dues import Care, Due, Limit, dues
from quartier.features.custody.rules.history import Face, counting, newest_of

ARRIVES = frozenset({"arrived_at_station", "handed_over", "detention_authorised", "cell_allocated"})
BACK = frozenset(
    {"returned_from_hospital", "arrived_after_transfer", "surrendered_to_bail", "rearrested", "brought_back"}
)
AWAY = frozenset({"left_for_hospital", "transferred", "taken_out"})
GONE = frozenset({"transferred", "released", "released_on_bail", "death"})
ENDS = frozenset({"released", "released_on_bail", "death"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """`where`: street, held, out, released; `since`: from when on there; `room`: where exactly, as a code.

    `marks`: codes that the board shows.
    """

    where: str
    room: str = ""
    since: datetime | None = None
    moment: datetime | None = None
    cell: str = ""
    level: str = ""
    checked_at: datetime | None = None
    released_at: datetime | None = None
    due: tuple[Due, ...] = ()
    limits: tuple[Limit, ...] = ()
    marks: tuple[str, ...] = ()

    def next_due(self) -> datetime | None:
        """The earliest instant at which something is due, the law's limits among them."""
        running = [one.due_at for one in self.limits if one.due_at and one.state in {"running", "late"}]
        return min([*(one.due_at for one in self.due), *running], default=None)


def place(faces: Sequence[Face]) -> tuple[str, datetime | None]:
    """Where the person is after entries that count, in their order, and since when."""
    where, since = "street", None
    for face in faces:
        new = where
        if face.act in ENDS:
            new = "released"
        elif face.act in AWAY:
            new = "out"
        elif face.act in BACK:
            new = "held"
        if where == "street" and _arrives(face):
            new = "held"
        if new != where or since is None:
            where, since = new, face.occurred_at
    return where, since


def moment_of(faces: Sequence[Face]) -> datetime | None:
    """When liberty was lost: the first entry that says so."""
    return next((face.occurred_at for face in faces if face.act == "deprived_of_liberty"), None)


def cell_of(faces: Sequence[Face]) -> str:
    """The code of the room, or nothing. It stays theirs while they are in hospital, in court or at an interview."""
    gone = [
        face
        for face in faces
        if face.act in GONE or (face.act, face.values.get("why")) == ("cell_left", "out")
    ]
    last = newest_of(faces, "cell_allocated")
    if last is None or any(
        (face.occurred_at, face.number) > (last.occurred_at, last.number) for face in gone
    ):
        return ""
    return str(last.values.get("cell", ""))


def level_of(faces: Sequence[Face]) -> str:
    last = newest_of(faces, "level_set")
    return str(last.values.get("level", "")) if last is not None else ""


def limits_of(
    document: Mapping[str, Any], *, names: Mapping[str, Mapping[str, str]], consequences: Mapping[str, str]
) -> list[Limit]:
    """The clocks that began, from an evaluation's document."""
    return [
        Limit(
            id=clock["id"],
            names=dict(names.get(clock["id"], {})),
            article=clock["article"],
            state=clock["state"],
            verified=bool(clock["verified"]),
            paused=clock["state"] == "paused",
            started_at=_instant(clock["started_at"]),
            due_at=_instant(clock["due_at"]),
            ended_at=_instant(clock["ended_at"]),
            consequence=consequences.get(clock["id"], ""),
            type=str(clock["limit"]["type"]),
        )
        for clock in document.get("clocks", [])
        if clock["state"] != "not_started"
    ]


def arrived_at(faces: Sequence[Face]) -> datetime | None:
    """When the person came into the suite: the first entry that says so."""
    return next((face.occurred_at for face in faces if _arrives(face)), None)


def _arrives(face: Face) -> bool:
    at_station = face.act == "deprived_of_liberty" and bool(face.values.get("at_station"))
    return face.act in ARRIVES or face.act in BACK or at_station


def stand(faces: Iterable[Face], *, care: Care, limits: Sequence[Limit], minor: bool = False) -> Standing:
    """How the stay stands after these entries. Whoever is in a cell is watched at the general level until one is set."""
    found = counting(faces)
    where, since = place(found)
    arrived = arrived_at(found)
    cell = cell_of(found)
    level = level_of(found) or ("general" if cell else "")
    seen = newest_of(found, "check", "rouse")
    return Standing(
        where=where,
        room=marks.room(found, where=where, cell=cell),
        since=since,
        moment=moment_of(found),
        cell=cell,
        level=level,
        checked_at=seen.occurred_at if seen else None,
        released_at=since if where == "released" else None,
        due=tuple(dues(found, where=where, arrived=arrived, level=level, limits=limits, care=care)),
        limits=tuple(limits),
        marks=marks.marks(found, minor=minor, where=where),
    )


def plain(standing: Standing) -> dict[str, Any]:
    """A standing as JSON."""
    return _json(asdict(standing))


def _json(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, dict):
        return {name: _json(each) for name, each in value.items()}
    if isinstance(value, list | tuple):
        return [_json(each) for each in value]
    return value


def read(told: Mapping[str, Any]) -> Standing:
    """A standing from JSON; what is missing is as if nothing had been computed yet."""
    return Standing(
        where=told.get("where", "street"),
        room=told.get("room", ""),
        since=_instant(told.get("since")),
        moment=_instant(told.get("moment")),
        cell=told.get("cell", ""),
        level=told.get("level", ""),
        checked_at=_instant(told.get("checked_at")),
        released_at=_instant(told.get("released_at")),
        due=tuple(_due(each) for each in told.get("due", [])),
        limits=tuple(_limit(each) for each in told.get("limits", [])),
        marks=tuple(told.get("marks", [])),
    )


def _due(told: Mapping[str, Any]) -> Due:
    times = {name: datetime.fromisoformat(told[name]) for name in ("due_at", "soon_at")}
    return Due(**{**told, **times})


def _limit(told: Mapping[str, Any]) -> Limit:
    return Limit(**{**told, **{name: _instant(told[name]) for name in ("started_at", "due_at", "ended_at")}})


def _instant(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
