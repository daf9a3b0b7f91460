"""Attacks on what is handed over or served: packs on their way, files of the log, the verifier itself."""

import shutil
import time
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

from quartier.core.ledger import keys
from quartier.science.merkle.checkpoint import Checkpoint
from quartier.science.merkle.companions import PACK, companion_name
from quartier.science.merkle.cosignature import cosign
from quartier.science.merkle.encoding import decode_hash
from quartier.science.merkle.hashing import leaf_hash
from quartier.science.merkle.manifest import MANIFEST_NAME
from quartier.science.merkle.signing import SigningKey
from quartier.science.merkle.tiles import TILE, TileName, decode_bundle, encode_bundle

from .arena import Arena
from .forging import sign_again
from .outsiders import read_log

MONTH_S = 30 * 86_400


def fresh_key(arena: Arena) -> None:
    """One line of an envelope is altered, and the manifest signed with a key made for it, under the right name."""
    pack = _copied(arena)
    _alter(pack)
    key = SigningKey.generate(companion_name(arena.site.origin, PACK))
    sign_again(pack, origin=arena.site.origin, head=arena.operator.history().head(arena.size), signer=key)
    arena.scene.did(f"signed by {key.verifying.text}")
    _checked(arena, pack, "pinned_policy")


def own_policy(arena: Arena) -> None:
    """A pack whose keys are all new, and a policy in it that trusts them."""
    pack = _copied(arena)
    log = SigningKey.generate(arena.site.origin)
    key = SigningKey.generate(companion_name(arena.site.origin, PACK))
    forged = arena.operator.history().altered(signer=log)
    shutil.rmtree(pack / "log")
    forged.write(pack / "log")
    text = f"log {log.verifying.text}\n# quartier-pack-key {key.verifying.text}\nquorum none\n"
    (pack / "policy").write_text(text, encoding="ascii")
    sign_again(pack, origin=arena.site.origin, head=forged.head(), signer=key)
    arena.scene.did("a policy of its own in the pack")
    _checked(arena, pack, "pinned_policy")


def no_manifest(arena: Arena) -> None:
    pack = _copied(arena)
    (pack / MANIFEST_NAME).unlink()
    arena.scene.did(f"rm {MANIFEST_NAME}")
    _checked(arena, pack, "fresh_pack")


def truncate_pack(arena: Arena) -> None:
    pack = _copied(arena)
    last = sorted((pack / "envelopes").rglob("*.jsonl"))[-1]
    last.unlink()
    arena.scene.did(f"rm {last.relative_to(pack)}")
    _checked(arena, pack, "fresh_pack")


def alter_pack(arena: Arena) -> None:
    pack = _copied(arena)
    arena.scene.did(_alter(pack))
    _checked(arena, pack, "fresh_pack")


def add_to_pack(arena: Arena) -> None:
    pack = _copied(arena)
    (pack / "annex.txt").write_text("trust me\n", encoding="ascii")
    arena.scene.did("echo trust me > annex.txt")
    _checked(arena, pack, "fresh_pack")


def old_head(arena: Arena) -> None:
    """Yesterday's pack, handed over as today's: it is genuine, and only its age tells."""
    arena.another_day()
    newer = arena.export()
    pack = _copied(arena)
    arena.scene.strikes()
    report = arena.monitor.check(pack, later_s=MONTH_S)
    age = report.fact("age")
    if report.verdict == "OK" and int(age["age"]) >= MONTH_S:
        arena.scene.finds("monitor", "stamps", "fact head_is_old", f"{int(age['age']) // 86_400} d")
    report = arena.monitor.check(pack, since=newer)
    arena.scene.reports("monitor", "older_pack", report)


def old_head_refreshed(arena: Arena) -> None:
    """A month later one stolen key says that the head is of today; the age counts from a whole quorum."""
    pack = _copied(arena)
    seat = next(iter(arena.witnesses.values())).seat
    key = SigningKey.parse(seat.state.with_name(f"{seat.state.name}.key").read_text(encoding="ascii").strip())
    path = pack / "log" / "checkpoint"
    lines = path.read_bytes().split(b"\n")
    own = key.verifying.name.encode()
    kept = b"\n".join(line for line in lines if own not in line.split(b" ")[1:2])
    text = b"\n".join(lines[:3]).decode() + "\n"
    path.write_bytes(kept + cosign(key, text, int(time.time() + arena.ahead_s) + MONTH_S).encode())
    head = Checkpoint(arena.site.origin, int(lines[1]), decode_hash(lines[2].decode()))
    sign_again(pack, origin=arena.site.origin, head=head, signer=keys.read(arena.site).pack)
    arena.scene.did(f"a fresh line with the key of {seat.name}")
    arena.scene.strikes()
    report = arena.monitor.check(pack, later_s=MONTH_S)
    age = int(report.fact("age")["age"]) if report.verdict == "OK" else 0
    if age >= MONTH_S:
        arena.scene.finds("monitor", "stamps", "fact head_is_old", f"{age // 86_400} d")


def withhold_tile(arena: Arena) -> None:
    served = _served(arena)
    name = _last_tile(arena).bundle
    (served / name.path).unlink()
    arena.scene.did(f"404 for /log/{name.path}")
    _read(arena, served)


def alter_tile(arena: Arena) -> None:
    """Entry and hash are altered together, so that the two fit each other."""
    served = _served(arena)
    tile = _last_tile(arena)
    bundle = tile.bundle
    entries = decode_bundle((served / bundle.path).read_bytes(), tile.width)
    entries[0] = b"\x01" + sha256(b"another").digest()
    (served / bundle.path).write_bytes(encode_bundle(entries))
    (served / tile.path).write_bytes(b"".join(map(leaf_hash, entries)))
    arena.scene.did(f"another first hash in /log/{tile.path}")
    _read(arena, served)


def replaced_verifier(arena: Arena) -> None:
    printed = sha256(arena.monitor.program.read_bytes()).hexdigest()
    program = arena.folder / "handed-out.py"
    program.write_text("print('OK')\n", encoding="ascii")
    arena.scene.did("verify.py: print('OK')")
    arena.scene.strikes()
    found = sha256(program.read_bytes()).hexdigest()
    if found != printed:
        arena.scene.finds(
            "monitor", "checksum", "fact fingerprint_differs", f"{found[:16]}… ≠ {printed[:16]}…"
        )


def _copied(arena: Arena) -> Path:
    target = arena.folder / "handed-over"
    shutil.copytree(arena.yesterday, target)
    return target


def _served(arena: Arena) -> Path:
    """What the web server gives, as somebody who fetched all of it has it."""
    target = arena.folder / "served"
    shutil.copytree(arena.site.folder, target)
    return target


def _last_tile(arena: Arena) -> TileName:
    index = (arena.size - 1) // TILE
    return TileName(0, index, arena.size - index * TILE)


def _alter(pack: Path) -> str:
    """Change one byte in the first file of envelopes."""
    path = sorted((pack / "envelopes").rglob("*.jsonl"))[0]
    data = bytearray(path.read_bytes())
    at = data.index(b'"envelope"') + 40
    data[at] ^= 1
    path.write_bytes(data)
    return f"{path.relative_to(pack)}: byte {at}"


def _checked(arena: Arena, pack: Path, data: str) -> None:
    arena.scene.strikes()
    report = arena.monitor.check(pack)
    arena.scene.reports("monitor", data, report)


def _read(arena: Arena, served: Path) -> None:
    arena.scene.strikes()
    report = read_log(served, policy=arena.policy)
    arena.scene.reports("reader", "served_files", report)


PLAYS: dict[str, Callable[[Arena], None]] = {
    "fresh-key": fresh_key,
    "own-policy": own_policy,
    "no-manifest": no_manifest,
    "truncate-pack": truncate_pack,
    "alter-pack": alter_pack,
    "add-to-pack": add_to_pack,
    "old-head": old_head,
    "old-head-refreshed": old_head_refreshed,
    "withhold-tile": withhold_tile,
    "alter-tile": alter_tile,
    "replaced-verifier": replaced_verifier,
}
