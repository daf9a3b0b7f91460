"""Attacks by whoever has full access to the database, and nothing else."""

import json
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

from quartier.core.ledger import kinds
from quartier.core.ledger.envelope import instant
from quartier.science.merkle.commitments import entry_of
from quartier.science.merkle.encoding import encode_base64
from quartier.science.merkle.hashing import leaf_hash

from .arena import Arena

CHANGED = b"2026-11-02T08:00:00.000000Z"


def update(arena: Arena, kind: str = "") -> None:
    """The text of one entry is another."""
    rewrite_envelope(arena, target(arena, kind))
    monitor_looks(arena)
    holder_compares(arena)


def update_field(arena: Arena, kind: str = "") -> None:
    leaf = target(arena, kind)
    arena.databases.attack(
        "update ledger_opening set value = '\"nobody\"' where field = 'by'"
        " and intake_id = (select id from ledger_intake where leaf = %s)",
        leaf,
    )
    arena.scene.strikes()
    monitor_looks(arena)


def delete(arena: Arena, kind: str = "") -> None:
    leaf = target(arena, kind)
    for table in ("opening", "envelope"):
        arena.databases.attack(
            f"delete from ledger_{table} where intake_id = (select id from ledger_intake where leaf = %s)",
            leaf,
        )
    arena.scene.strikes()
    pack = monitor_looks(arena)
    report = arena.monitor.check(pack, since=arena.yesterday)
    arena.scene.reports("monitor", "older_pack", report)


def false_erasure(arena: Arena) -> None:
    """Computation cannot tell whether a ground was lawful; that something was erased, and by what, it can."""
    kind = kinds.known()[0].code
    for table in ("opening", "envelope"):
        arena.databases.attack(
            f"delete from ledger_{table} where intake_id = (select id from ledger_intake where leaf = %s)",
            arena.newest.leaf,
        )
    fields = {"leaves": [encode_base64(arena.newest.leaf)], "field": None}
    arena.scene.did(f"ledger.erased over an entry of {kind}")
    arena.operator.append("ledger.erased", fields=fields)
    arena.operator.sequence()
    arena.scene.strikes()
    report = arena.monitor.check(arena.export(), since=arena.yesterday)
    named = [each for each in report.said["facts"] if each["code"] == "erased_under"]
    if report.verdict == "OK" and named:
        arena.scene.finds("monitor", "older_pack", "fact erasure_is_named", json.dumps(named[0]))


def reinsert(arena: Arena, kind: str = "") -> None:
    """Another entry in the place of the old one, all its fingerprints right; only the tiles are as they were."""
    leaf = target(arena, kind)
    replace_entry(arena, leaf)
    monitor_looks(arena)


def change_times(arena: Arena, kind: str = "") -> None:
    leaf = target(arena, kind)
    [(recorded,)] = arena.databases.ask("select recorded_at from ledger_intake where leaf = %s", leaf)
    earlier = recorded - timedelta(days=1)
    body = body_of(arena, leaf).replace(iso(recorded), iso(earlier))
    replace_entry(arena, leaf, body)
    monitor_looks(arena)


def truncate(arena: Arena) -> None:
    tables = ", ".join(
        f"ledger_{name}"
        for name in (
            "opening",
            "envelope",
            "publication",
            "cosignature",
            "head",
            "batch",
            "position",
            "intake",
        )
    )
    arena.databases.attack(f"truncate {tables}")
    arena.scene.strikes()
    before = {name: witness.read_back(arena.site.origin) for name, witness in arena.witnesses.items()}
    arena.scene.did(f"the sequencer: {arena.operator.attempt()}")
    after = {name: witness.read_back(arena.site.origin) for name, witness in arena.witnesses.items()}
    if before == after and all(before.values()):
        arena.scene.finds("witness", "stamps", "fact no_new_head")
    if arena.monitor.check(arena.yesterday).verdict == "OK":
        arena.scene.finds("monitor", "older_pack", "fact older_pack_holds")


def disable_trigger(arena: Arena, kind: str = "") -> None:
    leaf = target(arena, kind)
    [(recorded,)] = arena.databases.ask("select recorded_at from ledger_intake where leaf = %s", leaf)
    arena.databases.attack(
        "update ledger_intake set recorded_at = recorded_at - interval '1 day' where leaf = %s", leaf
    )
    arena.scene.strikes()
    pack = arena.export()
    told = any(iso(recorded).decode() in path.read_text() for path in (pack / "envelopes").rglob("*.jsonl"))
    if arena.monitor.check(pack).verdict == "OK" and told:
        arena.scene.finds("monitor", "fresh_pack", "fact envelope_keeps_the_time", iso(recorded).decode())
    if problems := arena.operator.check():
        arena.scene.finds("operator", "tables", "fact check_finds", str(problems[0]))


def delete_before_sequencing(arena: Arena) -> None:
    """The first of two entries of a record is gone before it gets its place; the second one names it."""
    kind = kinds.known()[0].code
    gone = arena.operator.append(kind, record=arena.record)
    promised = arena.receipt()
    arena.operator.append(kind, record=arena.record)
    for table, column in (("opening", "intake_id"), ("envelope", "intake_id"), ("intake", "id")):
        arena.databases.attack(
            f"delete from ledger_{table} where {column} = (select id from ledger_intake where leaf = %s)",
            gone.leaf,
        )
    arena.scene.strikes()
    arena.operator.sequence()
    report = arena.monitor.check(promised, later_s=3600)
    arena.scene.reports("receipt_holder", "promise", report)
    monitor_looks(arena)


def target(arena: Arena, kind: str) -> bytes:
    return arena.entries[kind or kinds.known()[0].code].leaf


def body_of(arena: Arena, leaf: bytes) -> bytes:
    [(body,)] = arena.databases.ask(
        "select e.body from ledger_envelope e join ledger_intake i on i.id = e.intake_id where i.leaf = %s",
        leaf,
    )
    return bytes(body)


def occurred_of(arena: Arena, leaf: bytes) -> bytes:
    return body_of(arena, leaf).partition(b'"occurred_at":"')[2].partition(b'"')[0]


def iso(at: datetime) -> bytes:
    return instant(at).encode()


def rewrite_envelope(arena: Arena, leaf: bytes) -> None:
    put_envelope(arena, leaf, body_of(arena, leaf).replace(occurred_of(arena, leaf), CHANGED))
    arena.scene.strikes()


def put_envelope(arena: Arena, leaf: bytes, body: bytes) -> None:
    arena.databases.attack(
        "update ledger_envelope set body = %s where intake_id = (select id from ledger_intake where leaf = %s)",
        body,
        leaf,
    )


def replace_entry(arena: Arena, leaf: bytes, body: bytes = b"") -> None:
    """Another text with all its fingerprints; by default it says another time of what happened."""
    body = body or body_of(arena, leaf).replace(occurred_of(arena, leaf), CHANGED)
    entry = entry_of(body)
    put_envelope(arena, leaf, body)
    arena.databases.attack(
        "update ledger_intake set entry = %s, leaf = %s where leaf = %s", entry, leaf_hash(entry), leaf
    )
    arena.scene.strikes()


def monitor_looks(arena: Arena) -> Path:
    pack = arena.export()
    report = arena.monitor.check(pack)
    arena.scene.reports("monitor", "fresh_pack", report)
    return pack


def holder_compares(arena: Arena) -> None:
    """The receipt verifies still, and what it says is not what the database says now."""
    text = arena.held.read_text(encoding="utf-8")
    now = {bytes(body).decode() for (body,) in arena.databases.ask("select body from ledger_envelope")}
    said = [each["envelope"] for each in json.loads(text)["entries"] if "envelope" in each]
    if arena.monitor.check(arena.held).verdict == "OK" and not set(said) <= now:
        arena.scene.finds("receipt_holder", "receipt", "fact receipt_contradicts")


PLAYS: dict[str, Callable[[Arena], None]] = {
    "update": update,
    "update-field": update_field,
    "delete": delete,
    "false-erasure": false_erasure,
    "reinsert": reinsert,
    "truncate": truncate,
    "disable-trigger": disable_trigger,
    "change-times": change_times,
    "delete-before-sequencing": delete_before_sequencing,
}
