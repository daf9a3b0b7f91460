"""The command: `python -m quartier.outside.witness run|key`, without Django or database."""

from __future__ import annotations

import argparse
import signal
import sys
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from quartier.science.merkle.errors import Refused
from quartier.science.merkle.keys import ED25519, VerifyingKey, parse_vkey

from . import keys, serving
from .answering import Witness
from .memory import Memory, Unusable

USED_WRONGLY, SURROUNDINGS = 2, 3
WORDS = {
    "in_use": "Another witness runs on this state file.",
    "rolled_back": "The state file is older than what this key has signed: it was put back from a copy. "
    "Bring the newest state back, or begin again with a new key and a new name.",
    "unreadable": "The state file or its mark cannot be read.",
    "key_readable": "Others may read the key file: set its mode to 600.",
    "listen": "Give the address like this: 127.0.0.1:8081",
    "address": "Nothing can listen there: the address is taken, or not ours.",
    "log_key": "A log signs with a key of type 1; two keys of one log may not be the same.",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """What a witness is started with. `key` and `name` None: beside the state, and by this machine's name."""

    state: Path
    listen: str = "127.0.0.1:8081"
    logs: tuple[str, ...] = ()
    key: Path | None = None
    name: str | None = None

    @property
    def key_file(self) -> Path:
        return self.key or self.state.with_name(self.state.name + ".key")

    @property
    def mark_file(self) -> Path:
        return self.key_file.with_name(self.key_file.name + ".mark")


def vkey(setting: Setting) -> str:
    """The line for the policy of whoever trusts this witness; makes the key where there is none."""
    return keys.own_key(setting.key_file, name=setting.name or keys.default_name()).verifying.text


def run(setting: Setting, *, clock: Callable[[], int] | None = None, say: serving.Say | None = None) -> None:
    """Serve until SIGTERM or Ctrl-C. Raises Refused and Unusable with what is wrong, before anything is served."""
    say = say or _say
    host, port = _address(setting.listen)
    logs = log_keys(setting.logs)
    signer = keys.own_key(setting.key_file, name=setting.name or keys.default_name())
    memory = Memory(setting.state, mark=setting.mark_file)
    try:
        witness = Witness(signer=signer, memory=memory, logs=logs)
        try:
            server = serving.Server((host, port), witness=witness, clock=clock or _now, say=say)
        except OSError as problem:
            raise Unusable("address") from problem
        say(f"witness {signer.verifying.text}")
        say(f"listening on http://{host}:{server.server_port}/")
        _until_told(server)
    finally:
        memory.close()


def log_keys(texts: Sequence[str]) -> list[VerifyingKey]:
    """The logs to watch. Raises Refused `log_key` and as `parse_vkey`."""
    found = [parse_vkey(text) for text in texts]
    if any(key.type != ED25519 for key in found) or len({key.public for key in found}) != len(found):
        raise Refused("log_key")
    return found


def main(
    arguments: Sequence[str] | None = None,
    *,
    clock: Callable[[], int] | None = None,
    say: serving.Say | None = None,
) -> int:
    """The exit status: 0 done, 2 used wrongly, 3 the surroundings are at fault. `say` hears each answer."""
    given = _parser().parse_args(arguments)
    setting = Setting(
        state=given.state,
        listen=getattr(given, "listen", ""),
        logs=tuple(getattr(given, "log", ())),
        key=given.key,
        name=given.name,
    )
    try:
        if given.verb == "key":
            sys.stdout.write(vkey(setting) + "\n")
        else:
            run(setting, clock=clock, say=say)
    except Refused as problem:
        _say(WORDS.get(problem.code, str(problem)))
        return USED_WRONGLY
    except Unusable as problem:
        _say(WORDS.get(problem.code, problem.code))
        return SURROUNDINGS
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="witness", description="A witness of logs (C2SP tlog-witness).")
    verbs = parser.add_subparsers(dest="verb", required=True)
    running = verbs.add_parser("run", help="countersign until Ctrl-C")
    running.add_argument("--listen", default="127.0.0.1:8081", help="host:port")
    running.add_argument("--log", action="append", required=True, help="a log's vkey; repeat for more")
    for verb in (running, verbs.add_parser("key", help="print the witness's own vkey")):
        verb.add_argument(
            "--state", type=Path, required=True, help="the SQLite file; never on a network drive"
        )
        verb.add_argument("--key", type=Path, help="the key file; STATE.key where it is not given")
        verb.add_argument("--name", help="the name of a new key: an address of yours without scheme")
    return parser


def _address(listen: str) -> tuple[str, int]:
    host, colon, port = listen.rpartition(":")
    if not colon or not host or not (port.isascii() and port.isdigit()) or int(port) > 65535:
        raise Refused("listen")
    return host.strip("[]"), int(port)


def _until_told(server: serving.Server) -> None:
    def stop(*_: object) -> None:
        threading.Thread(
            target=server.shutdown, daemon=True
        ).start()  # shutdown waits for the loop we stand in

    before = {number: signal.signal(number, stop) for number in (signal.SIGTERM, signal.SIGINT)}
    try:
        server.serve_forever(poll_interval=0.2)
    finally:
        server.server_close()
        for number, handler in before.items():
            signal.signal(number, handler)


def _now() -> int:
    return int(time.time())


def _say(text: str) -> None:
    sys.stderr.write(text + "\n")
    sys.stderr.flush()
