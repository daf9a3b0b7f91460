"""The sign-in short cut: one-time links, each good for one use within a few minutes.

A link is a file whose name is the hash of its token, so that a copy of the folder opens nothing. Taking a link
removes its file; of two who come at once, one wins.
"""

import hashlib
import re
import secrets
import time
from pathlib import Path

LASTS_S = 15 * 60
TOKEN = re.compile(r"[A-Za-z0-9_-]{43}\Z")


def make(folder: Path, persona: str, *, at: float | None = None) -> str:
    """A new token for `persona`. `at`: seconds since 1970, now unless told."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    sweep(folder, at=at)
    token = secrets.token_urlsafe(32)
    path = folder / _name(token)
    path.touch(mode=0o600)
    path.write_text(f"{persona} {time.time() if at is None else at:.0f}", encoding="ascii")
    return token


def take(folder: Path, token: str, *, at: float | None = None) -> str | None:
    """The persona of a token, once; None for a used, expired or unknown one."""
    if not TOKEN.match(token):
        return None
    path = folder / _name(token)
    try:
        persona, _, made = path.read_text(encoding="ascii").partition(" ")
        path.unlink()
    except FileNotFoundError:
        return None
    return persona if _is_young(made, at) else None


def sweep(folder: Path, *, at: float | None = None) -> None:
    """Remove links that nobody used in time."""
    for path in folder.iterdir():
        try:
            if not _is_young(path.read_text(encoding="ascii").partition(" ")[2], at):
                path.unlink(missing_ok=True)
        except FileNotFoundError:
            continue


def _is_young(made: str, at: float | None) -> bool:
    if not made.isdigit():
        return False
    return 0 <= (time.time() if at is None else at) - int(made) + 1 <= LASTS_S + 1


def _name(token: str) -> str:
    return hashlib.sha256(token.encode("ascii")).hexdigest()
