"""The log's own keys: one for heads, one for receipts, one for packs. One key signs one kind of text."""

import os
import re
import secrets
from dataclasses import dataclass
from pathlib import Path

from quartier.science.merkle.errors import Refused
from quartier.science.merkle.reserved import refuse_reserved
from quartier.science.merkle.signing import SigningKey

from .halts import Halt
from .site import Site

# Tiles are served below the origin, so it is an address without scheme: what every parser of keys and paths agrees on.
ORIGIN = re.compile(r"[a-z0-9](?:[a-z0-9./-]{0,98}[a-z0-9])?")
ROLES = ("log", "receipt", "pack")


@dataclass(frozen=True, slots=True, kw_only=True)
class Keys:
    """Secrets. The log's key carries the origin's name, the others names below it."""

    log: SigningKey
    receipt: SigningKey
    pack: SigningKey


def make(site: Site) -> bool:
    """Make the keys that are missing; True when any was made. An existing key is never touched."""
    if not ORIGIN.fullmatch(site.origin):
        raise Halt("ledger_key_unfit", file=site.origin, reason="origin")
    site.keys.mkdir(parents=True, exist_ok=True, mode=0o700)
    made = [_make(site.keys / f"{role}.key", name_of(site.origin, role)) for role in ROLES]
    return any(made)


def read(site: Site) -> Keys:
    """The keys of this installation. Raises Halt when they are missing, another origin's, readable by others or known
    to everybody."""
    return Keys(**{role: _read(site, role) for role in ROLES})


def name_of(origin: str, role: str) -> str:
    """The key name of a role: the origin's own, or one below it."""
    return origin if role == "log" else f"{origin}/{role}"


def _make(path: Path, name: str) -> bool:
    """Under another name first: a key file is whole from the moment it exists."""
    if path.exists():
        return False
    fresh = path.with_name(f"{path.name}.{secrets.token_hex(4)}")
    descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(SigningKey.generate(name).text + "\n")
        file.flush()
        os.fsync(file.fileno())
    try:
        os.link(fresh, path)
    except FileExistsError:
        return False  # somebody else made it in this moment: theirs counts
    finally:
        fresh.unlink()
    return True


def _read(site: Site, role: str) -> SigningKey:
    path = site.keys / f"{role}.key"
    try:
        if path.stat().st_mode & 0o077:
            raise Halt("ledger_key_unfit", file=str(path), reason="readable_by_others")
        key = SigningKey.parse(path.read_text(encoding="ascii").removesuffix("\n"))
        if not site.lenient:
            refuse_reserved(key.verifying)
    except FileNotFoundError:
        raise Halt("ledger_keys_missing", file=str(path)) from None
    except (Refused, UnicodeDecodeError) as problem:
        reason = problem.code if isinstance(problem, Refused) else "private_key"
        raise Halt("ledger_key_unfit", file=str(path), reason=reason) from None
    if key.verifying.name != name_of(site.origin, role):
        raise Halt("ledger_key_unfit", file=str(path), reason="wrong_origin")
    return key
