"""Attacks on the record of a person in custody, by those who have something to hide."""

import json
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from quartier.core.ledger.envelope import canonical, instant
from quartier.science.merkle.commitments import entry_of
from quartier.science.merkle.hashing import leaf_hash

from .arena import Arena
from .in_database import body_of, holder_compares, monitor_looks, replace_entry
from .on_stage import HOUR, ROUNDS, Shown, Stay, kind_of, occurred, people, people_in, shown, stay

MINUTE = timedelta(minutes=1)
TOLERANCE = 5 * MINUTE  # as the verifier's
HEARTBEAT = 20 * MINUTE  # a suite counts every fifteen
AT_ONCE = 5  # checks of several hours, entered within a minute


def hide_limit(arena: Arena) -> None:
    """A release before the limit is written in; the true one goes, and the entry about the limit."""
    found = stay(arena)
    limit = occurred(arena, found.leaves[kind_of("limit_passed")])
    arena.scene.did(f"a release at {instant(limit - 5 * MINUTE)}, limit {instant(limit)}")
    early = _write_into_the_past(arena, "released", record=found.record, at=limit - 5 * MINUTE)
    arena.databases.attack(
        "update custody_entry set occurred_at = %s, recorded_at = %s, leaf = %s where leaf = %s",
        *(limit - 5 * MINUTE, limit - 4 * MINUTE, early, found.leaves[kind_of("released")]),
    )
    arena.databases.attack(
        "update custody_stay set released_at = %s where tag = %s", limit - 5 * MINUTE, found.record
    )
    for act in ("limit_passed", "released"):
        _delete(arena, found.leaves[kind_of(act)])
    arena.scene.strikes()
    pack = monitor_looks(arena)
    arena.scene.reports("monitor", "older_pack", arena.monitor.check(pack, since=found.taken))
    holder_compares(arena)


def back_date_check(arena: Arena) -> None:
    """No rule can refuse it; its place in the log is younger than its time, and the alarm stands before it."""
    found = stay(arena)
    missed = occurred(arena, found.leaves[kind_of("alarm")]) - 10 * MINUTE
    _write_into_the_past(arena, "check", record=found.record, at=missed)
    arena.scene.strikes()
    pack = arena.export()
    before, late = _placed_late(arena, found.taken), _placed_late(arena, pack)
    if late and late["count"] > before.get("count", 0) and late["longest"] > TOLERANCE.total_seconds():
        arena.scene.finds("monitor", "fresh_pack", "fact placed_late", json.dumps(late))
    if against := _alarms_before_their_check(shown(pack), found.record):
        arena.scene.finds("monitor", "fresh_pack", "fact alarm_contradicts", against)


def remove_entry(arena: Arena) -> None:
    """The next entry of the record names the one before the gap now, so that the chain closes."""
    found = stay(arena)
    force = found.leaves[kind_of("force_used")]
    after = found.order[found.order.index(force) + 1]
    said = json.loads(body_of(arena, after)) | {"prev": json.loads(body_of(arena, force))["prev"]}
    _delete(arena, force)
    replace_entry(arena, after, canonical(said))
    monitor_looks(arena)
    holder_compares(arena)


def change_risk_level(arena: Arena) -> None:
    found = stay(arena)
    arena.databases.attack(
        """update custody_entry set "values" = jsonb_set("values", '{level}', '"close"') where leaf = %s""",
        found.leaves[kind_of("level_set")],
    )
    arena.databases.attack(
        "update ledger_opening set value = '\"close\"' where field = 'level'"
        " and intake_id = (select id from ledger_intake where leaf = %s)",
        found.leaves[kind_of("level_set")],
    )
    arena.scene.strikes()
    monitor_looks(arena)


def vanish_detainee(arena: Arena) -> None:
    """All of the stay is gone; the count that the suite entered meanwhile still says that somebody was there."""
    found = stay(arena)
    for leaf in found.order:
        _delete(arena, leaf)
    arena.scene.strikes()
    pack = monitor_looks(arena)
    if against := _counts_without_people(shown(pack), found):
        arena.scene.finds("monitor", "fresh_pack", "fact occupancy_contradicts", against)
    holder_compares(arena)


def invent_round(arena: Arena) -> None:
    """By the rules, with the guard's own rights: each entry carries the time when it was really entered."""
    found = stay(arena)
    before = _entered_later(arena, found.taken)
    [(now,)] = arena.databases.ask("select registry.now()")
    for hour in range(1 + ROUNDS, 1, -1):
        at = now - hour * HOUR
        arena.scene.did(f"check at {instant(at)}: sleeping, breathing evenly")
        arena.operator.append(kind_of("check"), record=found.record, occurred_at=at)
    arena.operator.sequence()
    arena.scene.strikes()
    pack = arena.export()
    if (after := _entered_later(arena, pack)) - before >= ROUNDS:
        arena.scene.finds("monitor", "fresh_pack", "fact entered_later", f"{before} → {after}")
    if told := _entered_at_once(shown(pack), found.record):
        arena.scene.finds("monitor", "fresh_pack", "fact entered_at_once", told)


def _write_into_the_past(arena: Arena, act: str, *, record: str, at: datetime) -> bytes:
    """An entry that says it was recorded a minute after it happened, and names no state of the log. Gives its leaf."""
    entry = arena.operator.append(kind_of(act), record=record, occurred_at=at)
    said = json.loads(body_of(arena, entry.leaf)) | {"seen": None, "recorded_at": instant(at + MINUTE)}
    body = canonical(said)
    replace_entry(arena, entry.leaf, body)
    arena.operator.sequence()
    return leaf_hash(entry_of(body))


def _delete(arena: Arena, leaf: bytes) -> None:
    """From the record itself, and from the ledger's tables."""
    arena.databases.attack("delete from custody_entry where leaf = %s", leaf)
    for table in ("opening", "envelope"):
        arena.databases.attack(
            f"delete from ledger_{table} where intake_id = (select id from ledger_intake where leaf = %s)",
            leaf,
        )


def _entered_later(arena: Arena, pack: Path) -> int:
    """How many entries the verifier counts as entered more than an hour after what they tell."""
    report = arena.monitor.check(pack)
    if report.verdict != "OK":
        return 0
    return sum(int(each["count"]) for each in report.said["facts"] if each["code"] == "entered_later")


def _placed_late(arena: Arena, pack: Path) -> dict[str, Any]:
    """What the verifier says of entries that stand after younger ones; nothing where it says nothing."""
    report = arena.monitor.check(pack)
    named = [each for each in report.said["warnings"] if each["code"] == "placed_late"]
    return dict(named[0]) if named and report.verdict == "OK" else {}


def _alarms_before_their_check(entries: list[Shown], record: str) -> str:
    """An alarm about a missing check that stands in the log before a check which claims to be older than it."""
    own = [each for each in entries if each.record == record]
    for alarm in (each for each in own if each.kind == kind_of("alarm")):
        for check in (each for each in own if each.kind == kind_of("check")):
            if check.index > alarm.index and check.recorded_at < alarm.recorded_at - TOLERANCE:
                return (
                    f"alarm {alarm.index} {instant(alarm.recorded_at)}, "
                    f"check {check.index} {instant(check.recorded_at)}"
                )
    return ""


def _counts_without_people(now: list[Shown], found: Stay) -> str:
    """A count that the suite entered: together with those of the other suites it is of more people than the log knows."""
    counts = [each for each in now if each.kind == kind_of("occupancy") and each.record not in found.samples]
    for count in (each for each in counts if each.record == found.suite):
        at = count.occurred_at
        newest = {each.record: each for each in counts if at - HEARTBEAT < each.occurred_at <= at}
        said, there = sum(people_in(each) for each in newest.values()), people(now, at, but=found.samples)
        if said > there:
            return f"{count.index} {instant(at)}: {said} > {there}"
    return ""


def _entered_at_once(entries: list[Shown], record: str) -> str:
    """Several checks of one person, entered within a minute, that tell of hours."""
    checks = [each for each in entries if each.record == record and each.kind == kind_of("check")]
    for first, last in zip(checks, checks[AT_ONCE - 1 :], strict=False):
        span = last.occurred_at - first.occurred_at
        if last.recorded_at - first.recorded_at <= MINUTE and abs(span) >= HOUR:
            return f"{AT_ONCE} in {(last.recorded_at - first.recorded_at).total_seconds():.0f} s, of {span}"
    return ""


PLAYS: dict[str, Callable[[Arena], None]] = {
    "hide-limit": hide_limit,
    "back-date-check": back_date_check,
    "remove-entry": remove_entry,
    "change-risk-level": change_risk_level,
    "vanish-detainee": vanish_detainee,
    "invent-round": invent_round,
}
