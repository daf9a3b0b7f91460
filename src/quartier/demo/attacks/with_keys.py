"""Attacks with stolen keys, on witnesses, and on how many of them it takes."""

import shutil
import time
from collections.abc import Callable

from quartier.science.merkle.cosignature import cosign
from quartier.science.merkle.signing import SigningKey

from .arena import Arena
from .of_history import answered, forged_pack_is_checked


def stolen_log_key(arena: Arena) -> None:
    """Another history of the same size, signed with the right key."""
    forged = arena.operator.history().altered()
    arena.scene.did(f"signed {forged.size} entries with the stolen key")
    arena.scene.strikes()
    for witness in arena.witnesses.values():
        answered(arena, witness, forged.show(witness, old=forged.size))
    served = (arena.site.folder / "checkpoint").read_bytes()
    if (
        served.split(b"\n")[:2] == forged.note().split(b"\n")[:2]
        and served.split(b"\n")[2] not in forged.note()
    ):
        arena.scene.finds("reader", "served_files", "fact two_heads", f"two roots at size {forged.size}")


def witness_key_stolen(arena: Arena) -> None:
    """One cosignature is forged; the policy asks for two."""
    witness = next(iter(arena.witnesses.values()))
    forged = arena.operator.history().altered()
    text = witness.seat.state.with_name(witness.seat.state.name + ".key").read_text(encoding="ascii").strip()
    line = cosign(SigningKey.parse(text), forged.head().text, int(time.time() + arena.ahead_s)).encode()
    arena.scene.did(f"cosigned with the key of {witness.seat.name}")
    arena.scene.strikes()
    forged_pack_is_checked(arena, forged, [line])
    held = witness.read_back(forged.origin) or b""
    if line not in held and forged.head().text.encode() not in held:
        arena.scene.finds("witness", "read_back", "fact never_stored", witness.seat.name)


def witness_rolled_back(arena: Arena) -> None:
    """First its memory alone is put back, then its mark, too: now it confirms what the others refuse."""
    name = list(arena.witnesses)[-1]
    witness = arena.witnesses[name]
    kept = arena.folder / "kept"
    witness.stop()
    shutil.copytree(witness.seat.folder, kept)
    witness.start()
    witness.ready()
    common = arena.operator.history()
    size = arena.another_day()
    taken = witness.read_back(common.origin) or b""
    witness.stop()
    arena.scene.did(f"cp yesterday/witness.sqlite {name}/")
    shutil.copy(kept / witness.seat.state.name, witness.seat.state)
    arena.scene.strikes()
    witness.start()
    if not witness.ready():
        arena.scene.finds("witness", "own_state", "fact does_not_start", f"{name}: exit {witness.stop()}")
    arena.scene.did(f"cp -r yesterday/. {name}/")
    shutil.rmtree(witness.seat.folder)
    shutil.copytree(kept, witness.seat.folder)
    witness.start()
    witness.ready()
    forged = common.with_entries(size - common.size)
    rolled = forged.show(witness, old=common.size)
    for other in arena.witnesses.values():
        if other is not witness:
            answered(arena, other, forged.show(other, old=size))
    forged_pack_is_checked(arena, forged, [rolled.body])
    now = witness.read_back(common.origin) or b""
    if now.split(b"\n")[1] == taken.split(b"\n")[1] and now.split(b"\n")[2] != taken.split(b"\n")[2]:
        arena.scene.finds(
            "monitor", "read_back", "fact same_witness_twice", f"{name}: two roots at size {size}"
        )


def quorum_dropped(arena: Arena) -> None:
    """The operator's own policy asks for nobody; what it publishes, nobody confirmed."""
    lines = arena.site.policy.read_text(encoding="ascii").splitlines()
    kept = [line for line in lines if line.startswith(("log ", "#"))]
    arena.scene.did("quorum none")
    arena.site.policy.write_text("\n".join([*kept, "quorum none", ""]), encoding="ascii")
    arena.another_day()
    arena.scene.strikes()
    pack = arena.export()
    report = arena.monitor.check(pack)
    arena.scene.reports("monitor", "pinned_policy", report)
    own = arena.monitor.check(pack, policy=arena.site.policy)
    arena.scene.did(f"verify.py --policy theirs: {own.verdict}")


PLAYS: dict[str, Callable[[Arena], None]] = {
    "stolen-log-key": stolen_log_key,
    "witness-key-stolen": witness_key_stolen,
    "witness-rolled-back": witness_rolled_back,
    "quorum-dropped": quorum_dropped,
}
