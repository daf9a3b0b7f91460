"""Under which operating-system user the server runs, and what that user can reach.

PostgreSQL refuses to run as root. A root shell (containers, first trials) therefore hands the server
to an unprivileged user that exists already: making users on somebody's machine is not ours to do.
"""

import os
import pwd
from dataclasses import dataclass
from pathlib import Path

from quartier.core.kit.errors import Surroundings

USER_SETTING = "QUARTIER_POSTGRES_USER"


@dataclass(frozen=True, slots=True)
class Identity:
    """The user of the server process. `switch` is true when we are root and must become that user."""

    uid: int
    gid: int
    name: str
    switch: bool

    @property
    def borrowed(self) -> bool:
        """`nobody` is nobody's own: other programs fall back to it too. It gets as little as possible."""
        return self.switch and self.name == "nobody"

    def spawn_options(self) -> dict[str, object]:
        """What `subprocess` needs so that a program runs as this user and holds no other group."""
        return {"user": self.uid, "group": self.gid, "extra_groups": []} if self.switch else {}

    def give(self, path: Path) -> None:
        """Make the user owner of a folder or file that we just made as root."""
        if self.switch:
            os.chown(path, self.uid, self.gid, follow_symlinks=False)


def choose(owner_uid: int | None = None) -> Identity:
    """The identity for a data folder that belongs to `owner_uid`, or for a new one (None)."""
    if os.geteuid() != 0:
        if owner_uid is not None and owner_uid != os.geteuid():
            raise Surroundings("data_folder_of_another_user", uid=owner_uid)
        return _identity(os.geteuid(), switch=False)
    if owner_uid not in (None, 0):
        return _identity(owner_uid, switch=True)
    return _unprivileged()


def can_search(path: Path, who: Identity) -> bool:
    """Whether the user may pass through every folder of `path`, judged by the permission bits."""
    if not who.switch:
        return os.access(path, os.X_OK)
    resolved = path.resolve()
    return all(_may(folder, who, bit=0o1) for folder in (resolved, *resolved.parents))


def _may(folder: Path, who: Identity, *, bit: int) -> bool:
    state = folder.stat()
    if state.st_uid == who.uid:
        return bool(state.st_mode & bit << 6)
    if state.st_gid == who.gid:
        return bool(state.st_mode & bit << 3)
    return bool(state.st_mode & bit)


def _unprivileged() -> Identity:
    wanted = os.environ.get(USER_SETTING)
    if wanted:
        uid = int(wanted) if wanted.isdigit() else _uid_of(wanted)
        return _identity(uid, switch=True)
    for name in ("quartier", "nobody"):
        try:
            return _identity(pwd.getpwnam(name).pw_uid, switch=True)
        except KeyError:
            continue
    raise Surroundings("no_unprivileged_user", setting=USER_SETTING)


def _uid_of(name: str) -> int:
    try:
        return pwd.getpwnam(name).pw_uid
    except KeyError:
        raise Surroundings("unknown_system_user", setting=USER_SETTING, name=name) from None


def _identity(uid: int, *, switch: bool) -> Identity:
    try:
        entry = pwd.getpwuid(uid)
    except KeyError:
        # initdb and peer authentication both need a name; containers with random uids must add a line.
        raise Surroundings("system_user_without_name", uid=uid) from None
    return Identity(uid=uid, gid=entry.pw_gid, name=entry.pw_name, switch=switch)
