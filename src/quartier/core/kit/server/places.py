"""Where the parts of one server lie: data, socket, log, lock; and where they go when they can't lie there."""

import hashlib
import os
import stat
from dataclasses import dataclass
from pathlib import Path

from quartier.core.kit.errors import Surroundings
from quartier.core.kit.server import identity

MAJOR = 18
SOCKET_NAME = ".s.PGSQL.5432"
SOCKET_LIMIT = 103  # bytes in sockaddr_un on every system we know, without the closing zero
ELSEWHERE = "the-database-is-elsewhere.txt"


@dataclass(frozen=True, slots=True)
class Places:
    """`root` is what the caller named; `home` is where the server's files are (nearly always the same)."""

    root: Path
    home: Path
    sockets: Path

    @property
    def data(self) -> Path:
        return self.home / f"pg{MAJOR}"

    @property
    def log(self) -> Path:
        return self.home / "postgres.log"

    @property
    def lock(self) -> Path:
        return self.home / "lock"

    @property
    def pid_file(self) -> Path:
        return self.data / "postmaster.pid"

    @property
    def socket(self) -> Path:
        return self.sockets / SOCKET_NAME

    @property
    def socket_lock(self) -> Path:
        return self.sockets / f"{SOCKET_NAME}.lock"


def find(root: Path) -> Places:
    """The places of the server of `root`, made or not. Asks the disk, changes nothing."""
    root = root.absolute()
    home = root.resolve()
    if os.geteuid() == 0:
        shelter = _shelter(home)
        elsewhere = (shelter / f"pg{MAJOR}").is_dir()
        if not (home / f"pg{MAJOR}").is_dir() and (elsewhere or not _reachable(home)):
            home = shelter
    return Places(root=root, home=home, sockets=_sockets(home))


def prepare(places: Places, who: identity.Identity) -> None:
    """Make the folders, owned by the server's user, and say in `root` when the data had to go elsewhere."""
    try:
        _make(places.home, who)
    except OSError as error:
        raise Surroundings("folder_not_writable", folder=str(places.home), reason=error.strerror) from error
    _own_folder(places.sockets, who)
    if places.home != places.root.resolve():
        places.root.mkdir(parents=True, exist_ok=True)
        note = f"The server's user {who.name} cannot reach this folder, so its data are in:\n{places.home}\n"
        (places.root / ELSEWHERE).write_text(note, encoding="utf-8")


def runtime_place(home: Path) -> Path:
    """A folder with a short and tame path for what can't lie in `home`: sockets, copied programs."""
    digest = hashlib.sha256(os.fsencode(home)).hexdigest()[:12]
    base = Path("/run") if os.geteuid() == 0 and Path("/run").is_dir() else Path("/tmp")
    return base / f"quartier-{os.geteuid()}-{digest}"


def _sockets(home: Path) -> Path:
    near = home / "run"
    path = os.fsencode(near / SOCKET_NAME)
    # A comma ends a host in libpq's lists, an unprintable sign ends a line of the settings file.
    if len(path) <= SOCKET_LIMIT and b"," not in path and str(near).isprintable():
        return near
    return runtime_place(home)


def _shelter(home: Path) -> Path:
    digest = hashlib.sha256(os.fsencode(home)).hexdigest()[:12]
    candidates = (Path("/var/lib"), Path("/var/tmp"))
    base = next((folder for folder in candidates if os.access(folder, os.W_OK)), None)
    if base is None:
        raise Surroundings("no_folder_for_the_database", folder=str(home))
    return base / f"quartier-{digest}"


def _reachable(home: Path) -> bool:
    existing = next(folder for folder in (home, *home.parents) if folder.exists())
    return identity.can_search(existing, identity.choose())


def _make(folder: Path, who: identity.Identity) -> None:
    """Make the folder and its parents, passable for the server's user whatever the umask says."""
    missing = [path for path in (folder, *folder.parents) if not path.exists()]
    for path in reversed(missing):
        path.mkdir(exist_ok=True)
        if who.switch:
            path.chmod(0o755)
    if missing and not who.borrowed:
        who.give(folder)


def _own_folder(path: Path, who: identity.Identity) -> None:
    """A folder of ours alone. In a shared place such as /tmp somebody may have been there first."""
    try:
        path.mkdir(mode=0o755)
    except FileExistsError:
        state = path.lstat()
        if not stat.S_ISDIR(state.st_mode) or state.st_uid not in (who.uid, os.geteuid()):
            raise Surroundings("folder_of_another_user", folder=str(path)) from None
    path.chmod(0o755)
    who.give(path)
