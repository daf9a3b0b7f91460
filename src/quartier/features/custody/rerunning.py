"""Asking a rule pack again what it said: with the pack, the time and the inputs that were kept, years later."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from quartier.core.kit.errors import NotFound
from quartier.core.law import queries as law
from quartier.core.registry.visits import Visit
from quartier.science.clocks.errors import Unreadable
from quartier.science.clocks.histories import read_history
from quartier.science.clocks.packs import Pack
from quartier.science.clocks.reading import document, evaluate

from .models import KeptPack, Stand, Stay


@dataclass(frozen=True, slots=True, kw_only=True)
class Rerun:
    """One stored evaluation, asked again. `entry`: number of the entry after which it was made. `differs`: the members
    of the answer that are another now; none where it is the same. `from_kept`: by the files of that day.
    """

    entry: int
    at: datetime
    pack: str
    version: str
    from_kept: bool
    differs: tuple[str, ...]

    @property
    def same(self) -> bool:
        return not self.differs


def rerun(*, stay: UUID, by: Visit) -> list[Rerun]:
    """Every stored evaluation of a stay, asked again in the order of its entries. Raises NotFound for a hidden stay."""
    if not Stay.objects.filter(id=stay).exists():
        raise NotFound("no_such_record")
    packs: dict[tuple[str, str], tuple[Pack | None, bool]] = {}
    found = []
    for row in Stand.objects.filter(stay_id=stay).order_by("number"):
        which = (row.pack, row.version)
        if which not in packs:
            packs[which] = _pack(*which)
        pack, kept = packs[which]
        again = {} if pack is None else _again(pack, row)
        found.append(
            Rerun(
                entry=row.number,
                at=row.at,
                pack=row.pack,
                version=row.version,
                from_kept=kept,
                differs=difference(row.result, again),
            )
        )
    return found


def difference(before: Mapping[str, Any], now: Mapping[str, Any]) -> tuple[str, ...]:
    """The members of two answers that are not the same.

    >>> difference({"clocks": [1], "pack": "a"}, {"clocks": [2], "pack": "a"})
    ('clocks',)
    """
    return tuple(name for name in sorted({*before, *now}) if before.get(name) != now.get(name))


def _pack(name: str, version: str) -> tuple[Pack | None, bool]:
    """The pack of that day from its kept files, else the shipped one of the same version, else none."""
    kept = KeptPack.objects.filter(name=name, version=version).first()
    if kept is not None:
        return law.pack_from(kept.texts, name=name), True
    try:
        shipped = law.pack(name)
    except KeyError:
        return None, False
    return (shipped if shipped.version == version else None), False


def _again(pack: Pack, row: Stand) -> dict[str, Any]:
    """The answer of today to the question of then, as JSON holds it."""
    try:
        history = read_history(row.inputs)
        said = dict(document(evaluate(pack, history, at=row.at, regime=row.regime or None)))
    except Unreadable as error:
        said = {"pack": pack.name, "version": pack.version, "regime": row.regime, "unreadable": str(error)}
    return dict(json.loads(json.dumps(said)))
