"""What no computation finds, played all the same; and what only looks like an attack."""

import json
import secrets
from collections.abc import Callable

from quartier.core.ledger import envelope, kinds
from quartier.science.merkle.commitments import field_digest
from quartier.science.merkle.encoding import decode_hash, encode_base64

from .arena import Arena
from .in_database import replace_entry
from .operating import example

GUESSES = 10_000


def omission(arena: Arena) -> None:
    arena.scene.did("…")
    arena.operator.sequence()
    arena.scene.strikes()
    _everything_is_well(arena)


def false_content(arena: Arena) -> None:
    arena.scene.did("an entry by the rules that says what did not happen")
    arena.operator.append(kinds.known()[0].code)
    arena.operator.sequence()
    arena.scene.strikes()
    _everything_is_well(arena)


def collusion(arena: Arena) -> None:
    """The witnesses forget what they confirmed and confirm another history."""
    replace_entry(arena, arena.newest.leaf)
    history = arena.make_the_log_anew()
    arena.empty_witnesses()
    replies = [history.show(witness, old=0) for witness in arena.witnesses.values()]
    arena.scene.did(f"the witnesses, from nothing: {', '.join(str(reply.status) for reply in replies)}")
    arena.publish_by_hand(history, [reply.body for reply in replies])
    arena.scene.strikes()
    _everything_is_well(arena)
    report = arena.monitor.check(arena.export(), since=arena.yesterday)
    arena.scene.reports_later("monitor", "older_pack", report)


def guess_erased(arena: Arena) -> None:
    """With the salt, a guess can be confirmed; after the erasure it is tried with every value and no salt."""
    kind = kinds.known()[0]
    field = next(iter(kind.fields))
    arena.operator.sequence()
    value = envelope.canonical(example(kind.code)[field])
    digest, salt = _closed(arena, field)
    if field_digest(field, salt, value) != digest:
        raise RuntimeError("the guess must fit while the salt is there")
    arena.scene.did(f"select ledger.erase_field('{arena.record}', '{field}')")
    [(leaves,)] = arena.databases.ask("select ledger.erase_field(%s, %s)", arena.record, field)
    arena.operator.append(
        "ledger.erased",
        fields={"leaves": [encode_base64(bytes(leaf)) for leaf in leaves], "field": field},
    )
    arena.operator.sequence()
    arena.scene.strikes()
    left = arena.databases.ask(
        "select 1 from ledger_opening o join ledger_intake i on i.id = o.intake_id where i.record = %s and o.field = %s",
        arena.record,
        field,
    )
    salts = [bytes(32), bytes([255]) * 32, *(secrets.token_bytes(32) for _ in range(GUESSES))]
    fits = [each for each in salts if field_digest(field, each, value) == digest]
    arena.scene.did(f"{len(salts)} salts tried with the right value: {len(fits)} fit")
    report = arena.monitor.check(arena.export())
    if report.verdict == "OK" and not left and not fits:
        arena.scene.finds("monitor", "fresh_pack", "fact no_guess_fits", report.verdict)


def _closed(arena: Arena, field: str) -> tuple[bytes, bytes]:
    """Digest and salt of the field in the newest entry of the record."""
    [(body, salt)] = arena.databases.ask(
        "select e.body, o.salt from ledger_envelope e join ledger_opening o on o.intake_id = e.intake_id"
        " join ledger_intake i on i.id = e.intake_id where i.leaf = %s and o.field = %s",
        arena.newest.leaf,
        field,
    )
    return decode_hash(json.loads(bytes(body))["fields"][field]), bytes(salt)


def _everything_is_well(arena: Arena) -> None:
    """The verifier has nothing to object to: if it had, that would be a finding."""
    report = arena.monitor.check(arena.export())
    arena.scene.did(f"verify.py: {report.verdict}")
    if report.verdict != "OK":
        arena.scene.reports("monitor", "fresh_pack", report)


PLAYS: dict[str, Callable[[Arena], None]] = {
    "guess-erased": guess_erased,
    "omission": omission,
    "false-content": false_content,
    "collusion": collusion,
}
