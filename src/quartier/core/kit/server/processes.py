"""Which processes belong to a data folder. Its pid file may be stale, cut short or name somebody else.

The sure sign is the working folder: the postmaster and each of its children change into the data folder.
Without /proc (macOS) only the pid file is left to go by.
"""

import os
import signal
import time
from collections.abc import Iterable
from pathlib import Path

PROC = Path("/proc")


def read_pid(pid_file: Path) -> int | None:
    """The number on the first line, or None when the file is absent, empty or damaged."""
    try:
        first = pid_file.read_text(encoding="utf-8", errors="replace").split("\n", 1)[0].strip()
    except (FileNotFoundError, PermissionError):
        return None
    return int(first) if first.isdecimal() and int(first) > 1 else None


def is_alive(pid: int) -> bool:
    """Running, and not a zombie that nobody has reaped yet."""
    stat = _stat(pid)
    if stat is not None:
        return stat[0] not in "ZX"
    if PROC.joinpath("self").exists():
        return False
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        pass
    return True


def belongs(pid: int, data: Path) -> bool:
    """Whether a live process works inside `data` (also when the folder has been deleted under it)."""
    if not is_alive(pid):
        return False
    if not PROC.joinpath("self").exists():
        return True
    try:
        folder = os.readlink(PROC / str(pid) / "cwd")
    except OSError:
        return False
    return folder.removesuffix(" (deleted)") == str(data)


def all_of(data: Path) -> list[int]:
    """Every live process inside `data`; without /proc, none beyond what the pid file tells."""
    if not PROC.joinpath("self").exists():
        pid = read_pid(data / "postmaster.pid")
        return [pid] if pid is not None and is_alive(pid) else []
    numbers = (int(entry.name) for entry in PROC.iterdir() if entry.name.isdecimal())
    return [pid for pid in numbers if pid != os.getpid() and belongs(pid, data) and _is_postgres(pid)]


def heads(pids: Iterable[int]) -> list[int]:
    """Those whose parent is not among them: the postmaster, or orphans after its death."""
    known = set(pids)
    return [pid for pid in known if (stat := _stat(pid)) is not None and stat[1] not in known]


def send(pids: Iterable[int], number: signal.Signals) -> None:
    for pid in pids:
        try:
            os.kill(pid, number)
        except ProcessLookupError:
            continue


def wait_gone(data: Path, seconds: float) -> bool:
    """Wait until no process is left in `data`; False when some still are."""
    end = time.monotonic() + seconds
    pause = 0.01
    while all_of(data):
        if time.monotonic() > end:
            return False
        time.sleep(pause)
        pause = min(pause * 1.5, 0.25)
    return True


def _is_postgres(pid: int) -> bool:
    """A shell or an editor may stand in the folder too; it is not ours to end."""
    try:
        return os.readlink(PROC / str(pid) / "exe").removesuffix(" (deleted)").endswith("/postgres")
    except OSError:
        return False


def _stat(pid: int) -> tuple[str, int] | None:
    """State letter and parent, from /proc/PID/stat; the command between brackets may hold anything."""
    try:
        text = (PROC / str(pid) / "stat").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return None
    fields = text.rpartition(")")[2].split()
    return fields[0], int(fields[1])
