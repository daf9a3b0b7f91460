"""A stay in custody to be attacked: one of the town that went past its limit, or else one written for the purpose."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from quartier.core.kit.ids import tag
from quartier.core.ledger import kinds

from .arena import Arena
from .in_database import body_of

HOUR = timedelta(hours=1)
ROUNDS = 8
# What happened in a stay of 61 hours, and how many hours after its beginning.
STORY: tuple[tuple[str, float], ...] = (
    ("deprived_of_liberty", 0.0),
    ("force_used", 0.02),
    ("arrived_at_station", 0.6),
    ("rights_told", 0.7),
    ("level_set", 3.1),
    ("cell_allocated", 3.2),
    ("alarm", 8.4),
    ("check", 8.7),
    ("limit_passed", 60.0),
    ("released", 61.0),
)
ARRIVED = {"custody.deprived_of_liberty", "custody.arrived_at_station"}
LEFT = {"custody.released", "custody.transferred", "custody.death"}
# The newest record with a whole story; records of a single entry are samples.
PAST_ITS_LIMIT = """
select i.record, u.tag from ledger_intake i join ledger_envelope e on e.intake_id = i.id
  join custody_stay s on s.tag = i.record join custody_suite u on u.id = s.suite_id
 where starts_with(e.kind, 'custody.')
 group by i.record, u.tag
having bool_or(e.kind = 'custody.limit_passed') and bool_or(e.kind = 'custody.released') and count(*) > 5
 order by max(i.recorded_at) desc limit 1"""
ENTRIES_OF = """
select e.kind, i.leaf from ledger_intake i join ledger_envelope e on e.intake_id = i.id
 where i.record = %s order by i.number"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stay:
    """`suite`: tag of its book. `leaves`: newest entry of each kind; `order`: all, by number; `taken`: a pack of before the
    attack; `samples`: records of the arena that are nobody's. The person's receipt is the arena's."""

    record: str
    suite: str
    leaves: Mapping[str, bytes]
    order: tuple[bytes, ...]
    taken: Path
    samples: frozenset[str]


def stay(arena: Arena) -> Stay:
    """The stay, with the receipt that the person was given and a pack that a monitor took."""
    found = arena.databases.ask(PAST_ITS_LIMIT)
    record, suite = found[0] if found else written(arena)
    rows = [(kind, bytes(leaf)) for kind, leaf in arena.databases.ask(ENTRIES_OF, record)]
    arena.record = record
    arena.held, arena.yesterday = arena.receipt(), arena.export()
    return Stay(
        record=record,
        suite=suite,
        leaves=dict(rows),
        order=tuple(leaf for _, leaf in rows),
        taken=arena.yesterday,
        samples=samples(arena),
    )


def written(arena: Arena) -> tuple[str, str]:
    """A stay by the rules, entry by entry, and the count of the suite meanwhile. Gives the tags of both."""
    record, suite, began = tag(), tag(), datetime.now(UTC) - 61.5 * HOUR
    for act, hours in STORY:
        arena.operator.append(kind_of(act), record=record, occurred_at=began + hours * HOUR)
    arena.operator.sequence()
    at = began + 10 * HOUR
    counted = {"held": people(shown(arena.export()), at, but=samples(arena)), "out": 0, "street": 0}
    arena.operator.append(kind_of("occupancy"), record=suite, occurred_at=at, fields=counted)
    arena.operator.sequence()
    return record, suite


def kind_of(act: str) -> str:
    """The ledger's kind of an act. Raises KeyError for an act that writes nothing there."""
    code = f"custody.{act}"
    if code not in {each.code for each in kinds.known()}:
        raise KeyError(code)
    return code


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """An entry as a pack discloses it to whoever reads it without us."""

    index: int
    kind: str
    record: str | None
    occurred_at: datetime
    recorded_at: datetime
    values: Mapping[str, Any]


def shown(pack: Path) -> list[Shown]:
    """Every entry that a pack discloses, by its place."""
    lines = [
        line for path in (pack / "envelopes").rglob("*.jsonl") for line in path.read_bytes().splitlines()
    ]
    return sorted((_shown(json.loads(line)) for line in lines), key=lambda each: each.index)


def people(entries: list[Shown], at: datetime, *, but: frozenset[str]) -> int:
    """How many had come and not gone at this time, by the log alone."""
    arrived = {each.record for each in entries if each.kind in ARRIVED and each.occurred_at <= at}
    left = {each.record for each in entries if each.kind in LEFT and each.occurred_at <= at}
    return len(arrived - left - but)


def samples(arena: Arena) -> frozenset[str]:
    """Records that the arena made itself, one of every kind."""
    leaves = [entry.leaf for entry in arena.entries.values()]
    rows = arena.databases.ask("select record from ledger_intake where leaf = any (%s)", leaves)
    return frozenset(record for (record,) in rows if record)


def people_in(count: Shown) -> int:
    """How many a suite said were there."""
    return sum(int(count.values[name] or 0) for name in ("held", "out", "street"))


def occurred(arena: Arena, leaf: bytes) -> datetime:
    return datetime.fromisoformat(json.loads(body_of(arena, leaf))["occurred_at"])


def _shown(line: dict[str, Any]) -> Shown:
    said = json.loads(line["envelope"])
    return Shown(
        index=line["index"],
        kind=said["kind"],
        record=said["record"],
        occurred_at=datetime.fromisoformat(said["occurred_at"]),
        recorded_at=datetime.fromisoformat(said["recorded_at"]),
        values={name: json.loads(each["value"]) for name, each in line["openings"].items()},
    )
