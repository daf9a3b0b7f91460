"""A file of appeals between the look at it and the taking in: below the data folder, for one day, behind a random key.

It holds personal data, so its key never stands in an address: the session keeps it.
"""

import os
import re
import secrets
import time
from pathlib import Path

from django.conf import settings

KEEP_S = 86_400
KEY = re.compile(r"[A-Za-z0-9_-]{24}")


def _folder() -> Path:
    return Path(settings.QUARTIER_ENV.data) / "incoming-appeals"


def hold(data: bytes) -> str:
    """Write it aside, readable by this program alone; gives its key. What nobody came back for goes."""
    _sweep()
    folder = _folder()
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    key = secrets.token_urlsafe(18)
    with os.fdopen(os.open(folder / key, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(data)
    return key


def held(key: str) -> bytes | None:
    """The file of a key; None when its day is over, or there never was one."""
    if not KEY.fullmatch(key):
        return None
    try:
        return (_folder() / key).read_bytes()
    except FileNotFoundError:
        return None


def let_go(key: str) -> None:
    if KEY.fullmatch(key):
        (_folder() / key).unlink(missing_ok=True)


def _sweep() -> None:
    for path in _folder().glob("*"):
        if time.time() - path.stat().st_mtime > KEEP_S:
            path.unlink(missing_ok=True)
