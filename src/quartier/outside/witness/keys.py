"""The witness's own key: made at the first start, readable by its owner alone."""

from __future__ import annotations

import os
import socket
import stat
from pathlib import Path

from quartier.science.merkle.errors import Refused
from quartier.science.merkle.keys import COSIGNATURE
from quartier.science.merkle.signing import SigningKey


def default_name() -> str:
    """A key's name should be an address without scheme: this machine's, until its owner gives a better one."""
    return f"{socket.getfqdn()}/witness"


def own_key(path: Path, *, name: str) -> SigningKey:
    """The key in the file, made under `name` where there is none.

    Raises Refused `key_readable` where others may read the file, `key_type`, and as `SigningKey.parse`.
    """
    if not path.exists():
        _make(path, SigningKey.generate(name, COSIGNATURE))
    with path.open(encoding="ascii") as file:
        if stat.S_IMODE(os.fstat(file.fileno()).st_mode) & 0o077:
            raise Refused("key_readable", file=path.name)
        key = SigningKey.parse(file.read().strip())
    if key.verifying.type != COSIGNATURE:
        raise Refused("key_type", type=key.verifying.type)
    return key


def _make(path: Path, key: SigningKey) -> None:
    """Exclusive: of two first starts one makes the key, and no start replaces one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="ascii") as file:
        file.write(key.text + "\n")
        file.flush()
        os.fsync(file.fileno())
