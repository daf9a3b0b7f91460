"""From the entries of a stay to the history that the clocks of the law are read from. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from quartier.features.custody.rules.acts.act import Act


@dataclass(frozen=True, slots=True, kw_only=True)
class Face:
    """What the stay shows of one entry. `corrects`: the entry that it mends; `voids`: that one never happened."""

    id: UUID
    number: int
    act: str
    occurred_at: datetime
    recorded_at: datetime
    values: Mapping[str, Any]
    corrects: UUID | None = None
    voids: bool = False


def counting(faces: Iterable[Face]) -> list[Face]:
    """The entries that count, in the order of what happened: of an entry and its corrections the newest."""
    entries = sorted(faces, key=lambda face: face.number)
    root: dict[UUID, UUID] = {}
    newest: dict[UUID, Face] = {}
    for face in entries:
        root[face.id] = root.get(face.corrects, face.corrects) if face.corrects else face.id
        newest[root[face.id]] = face
    kept = [face for face in newest.values() if not face.voids]
    return sorted(kept, key=lambda face: (face.occurred_at, face.number))


def events(faces: Iterable[Face], acts: Mapping[str, Act]) -> list[dict[str, Any]]:
    """What the entries tell the clocks, in the universal vocabulary, as `quartier law evaluate` takes it."""
    told: list[dict[str, Any]] = []
    for face in counting(faces):
        act = acts.get(face.act)
        if act is None:
            continue
        said = {name: face.values[code] for name, code in act.said.items() if code in face.values}
        at = face.occurred_at.isoformat()
        told += [{"kind": kind, "at": at, **said} for kind in act.tells]
    return told


def facts_of(faces: Iterable[Face], acts: Mapping[str, Act]) -> dict[str, Any]:
    """What the entries say of the facts that a rule pack is told; what was said last holds."""
    found: dict[str, Any] = {}
    for face in counting(faces):
        act = acts.get(face.act)
        found |= {code: face.values[code] for code in (act.facts if act else ()) if code in face.values}
    return found


def document(faces: Iterable[Face], *, acts: Mapping[str, Act], facts: Mapping[str, Any]) -> dict[str, Any]:
    """The whole history as a document. `facts`: those that were known before any entry."""
    told = list(faces)
    return {"facts": {**facts, **facts_of(told, acts)}, "events": events(told, acts)}


def newest_of(faces: Sequence[Face], *codes: str) -> Face | None:
    """The newest of some acts among entries that count."""
    return next((face for face in reversed(faces) if face.act in codes), None)
