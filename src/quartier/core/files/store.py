"""Bytes on the disk: each under its own fingerprint, readable by us alone, on the disk for good before anything names it.

DATA/files/ab/cdef…        content whose SHA-256 is abcdef…
DATA/files/pending/…       what was received and belongs to nothing yet, a folder each
"""

import hashlib
import json
import os
import re
import secrets
import shutil
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

DIGEST = re.compile(r"[0-9a-f]{64}\Z")
PENDING = "pending"
KEPT = timedelta(hours=24)
STRAY = 2 * 86_400  # seconds after which content that no row names was left behind by a killed process


def path_of(root: Path, digest: str) -> Path:
    """Where content lies. Raises ValueError for anything that is no fingerprint: a path never follows from input."""
    if not DIGEST.match(digest):
        raise ValueError("not a fingerprint")
    return root / digest[:2] / digest[2:]


def put(root: Path, content: bytes) -> str:
    """Keep content for good; the fingerprint. What is there already is written again only if it is damaged."""
    digest = hashlib.sha256(content).hexdigest()
    target = path_of(root, digest)
    if target.exists() and target.stat().st_size == len(content):
        return digest
    _folder(target.parent)
    fresh = target.with_name(f".{secrets.token_hex(8)}")
    try:
        _write(fresh, content)
        fresh.replace(target)
    finally:
        fresh.unlink(missing_ok=True)
    _sync(target.parent)
    return digest


def remove(root: Path, digest: str) -> bool:
    """Whether there was anything to take away."""
    target = path_of(root, digest)
    there = target.exists()
    target.unlink(missing_ok=True)
    return there


def strays(root: Path, *, now: float) -> Iterator[str]:
    """Fingerprints of what lies there since two days: whether a row names it, the caller asks. Half files go at once."""
    for folder in sorted(root.glob("??")):
        for found in sorted(folder.iterdir()):
            if now - found.stat().st_mtime < STRAY:
                continue
            if found.name.startswith("."):
                found.unlink(missing_ok=True)
            elif DIGEST.match(folder.name + found.name):
                yield folder.name + found.name


def keep_pending(
    root: Path, *, key: str, about: dict[str, Any], contents: dict[str, bytes], at: datetime
) -> None:
    """A received file with its clean copy, until it is attached or forgotten. Its folder appears whole or not at all."""
    folder = _pending(root, key)
    _folder(folder.parent)
    fresh = folder.with_name(f".{secrets.token_hex(8)}")
    fresh.mkdir(mode=0o700)
    try:
        for name, content in contents.items():
            _write(fresh / name, content)
        _write(fresh / "about.json", json.dumps(about | {"at": at.isoformat()}).encode())
        _sync(fresh)
        fresh.replace(folder)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)


def pending(root: Path, key: str, *, at: datetime) -> tuple[dict[str, Any], Path] | None:
    """What is known of a received file, and its folder; None for an unknown key and one of yesterday."""
    folder = _pending(root, key)
    try:
        about = json.loads((folder / "about.json").read_bytes())
    except (OSError, ValueError):
        return None
    return None if at - datetime.fromisoformat(about["at"]) > KEPT else (about, folder)


def forget_pending(root: Path, *, at: datetime, now: float) -> int:
    """Take away what nobody attached within a day, and half-written folders of killed processes."""
    gone = 0
    for folder in (root / PENDING).glob("*"):
        try:
            born = datetime.fromisoformat(json.loads((folder / "about.json").read_bytes())["at"])
        except (OSError, ValueError, KeyError):
            born = None
        old = now - folder.stat().st_mtime > KEPT.total_seconds()
        if old if born is None or folder.name.startswith(".") else at - born > KEPT:
            shutil.rmtree(folder, ignore_errors=True)
            gone += 1
    return gone


def _pending(root: Path, key: str) -> Path:
    """The folder's name follows from the key by a digest: who lists the disk opens nothing with it."""
    return root / PENDING / hashlib.sha256(b"pending " + key.encode()).hexdigest()


def _folder(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)


def _write(target: Path, content: bytes) -> None:
    handle = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _sync(folder: Path) -> None:
    """The name is on the disk only when its folder is."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
