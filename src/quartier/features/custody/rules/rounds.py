"""Checks beside their due times: what was done, when it should have been, by how much it was late. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from quartier.features.custody.rules import standing
from quartier.features.custody.rules.dues import Care, checks
from quartier.features.custody.rules.history import Face, counting

LOOKS = frozenset({"check", "rouse"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """One check. `due_at`: None where nothing asked for one then; `late`: how long after that, nothing when in time."""

    face: Face
    due_at: datetime | None
    late: timedelta


def rounds(faces: Iterable[Face], *, care: Care) -> list[Round]:
    """Every check of one person that counts, in order, beside when it was due by what was recorded before it."""
    found, told = [], counting(faces)
    for index, face in enumerate(told):
        if face.act in LOOKS:
            due_at = _due(told[:index], care)
            late = max(face.occurred_at - due_at, timedelta()) if due_at else timedelta()
            found.append(Round(face=face, due_at=due_at, late=late))
    return found


def _due(before: list[Face], care: Care) -> datetime | None:
    if standing.place(before)[0] != "held":
        return None
    level = standing.level_of(before) or ("general" if standing.cell_of(before) else "")
    due = checks(before, level=level, care=care)
    return due[0].due_at if due else None
