"""Attacks on the history as a whole: rewritten, taken back to an older day, shown in two versions."""

from collections.abc import Callable
from pathlib import Path

from quartier.core.ledger import kinds

from .arena import Arena
from .forging import History
from .in_database import body_of, holder_compares, monitor_looks, replace_entry
from .outsiders import Reply, WitnessProcess


def rewrite(arena: Arena) -> None:
    """One entry of yesterday is another, and everything that follows is made anew: tables, tiles, lock store, head."""
    replace_entry(arena, arena.newest.leaf)
    history = arena.make_the_log_anew()
    arena.scene.strikes()
    for witness in arena.witnesses.values():
        answered(arena, witness, history.show(witness, old=arena.size))
    forged_pack_is_checked(arena, history)
    holder_compares(arena)


def old_backup(arena: Arena) -> None:
    """Database and tiles are yesterday's; the lock store lies elsewhere and was not brought back."""
    backup = arena.back_up()
    arena.another_day()
    taken = arena.export()
    arena.bring_back(backup, lock=False)
    arena.scene.finds("operator", "lock_bytes", arena.operator.attempt())
    _show_the_end(arena)
    _compare(arena, taken)


def old_backup_and_lock(arena: Arena) -> None:
    """All of it is yesterday's: the sequencer notices nothing, and another today begins."""
    backup = arena.back_up()
    size = arena.another_day()
    taken = arena.export()
    arena.bring_back(backup, lock=True)
    _show_the_end(arena)
    history = arena.operator.history()
    longer = history.with_entries(size - history.size + 2)
    for witness in arena.witnesses.values():
        answered(arena, witness, longer.show(witness, old=size))
    _compare(arena, taken)


def two_histories(arena: Arena) -> None:
    """Two witnesses are shown one today, the third another."""
    common = arena.operator.history()
    shown = {name: common.with_entries(1, of=of) for name, of in zip(arena.witnesses, "aba", strict=True)}
    lines = {name: history.show(arena.witnesses[name], old=common.size) for name, history in shown.items()}
    arena.scene.did(", ".join(f"{name}: {reply.status}" for name, reply in lines.items()))
    arena.scene.strikes()
    notes = [witness.read_back(common.origin) or b"" for witness in arena.witnesses.values()]
    roots = {note.split(b"\n")[2] for note in notes}
    if len(roots) > 1:
        arena.scene.finds(
            "monitor", "read_back", "fact two_heads", " ≠ ".join(sorted(map(bytes.decode, roots)))
        )
    other = list(shown)[1]
    forged_pack_is_checked(arena, shown[other], [lines[other].body])


def foreign_entry(arena: Arena) -> None:
    """The entry names a head of another log as the last one it saw."""
    entry = arena.operator.append(kinds.known()[0].code)
    body = body_of(arena, entry.leaf)
    arena.scene.did("an entry that has seen other.example/log")
    replace_entry(arena, entry.leaf, body.replace(f'"{arena.site.origin}"'.encode(), b'"other.example/log"'))
    arena.operator.sequence()
    arena.scene.strikes()
    monitor_looks(arena)


def answered(arena: Arena, witness: WitnessProcess, reply: Reply) -> None:
    """A witness's answer is a finding of its own."""
    shown = f"{witness.seat.name}: {reply.shown}"
    arena.scene.finds("witness", "own_state", f"status {reply.status}", shown)


def forged_pack_is_checked(arena: Arena, history: History, lines: list[bytes] | None = None) -> None:
    """The monitor is given a pack of the other history, with whatever lines the attacker has."""
    report = arena.monitor.check(arena.forged_pack(history, lines or []))
    arena.scene.reports("monitor", "fresh_pack", report)


def _show_the_end(arena: Arena) -> None:
    """The head that the database has now is shown to the witnesses, who hold a later one."""
    history = arena.operator.history()
    for witness in arena.witnesses.values():
        answered(arena, witness, history.show(witness, old=history.size))


def _compare(arena: Arena, taken: Path) -> None:
    """The monitor comes again, with the pack of the last visit."""
    report = arena.monitor.check(arena.export(), since=taken)
    arena.scene.reports("monitor", "older_pack", report)


PLAYS: dict[str, Callable[[Arena], None]] = {
    "rewrite": rewrite,
    "old-backup": old_backup,
    "old-backup-and-lock": old_backup_and_lock,
    "two-histories": two_histories,
    "foreign-entry": foreign_entry,
}
