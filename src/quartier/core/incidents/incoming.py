"""Uploaded files that wait to be staged: a folder per import below the data folder, emptied as soon as they are staged."""

import shutil
import time
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, Protocol
from uuid import UUID

from django.conf import settings

from quartier.core.kit.ids import tag

KEEP_S = 2 * 86_400  # a file whose import never began


class Upload(Protocol):
    """What a form gives for a file."""

    name: str

    def chunks(self) -> Iterable[bytes]: ...


def root() -> Path:
    return Path(settings.QUARTIER_ENV.data) / "incoming"


def receive(uploads: Sequence[Upload]) -> Path:
    """Write the files as 0, 1, 2 … into a new folder; on a full disk nothing is left behind."""
    sweep()
    folder = root() / f"new-{tag()}"
    folder.mkdir(parents=True)
    try:
        for number, upload in enumerate(uploads):
            with (folder / str(number)).open("wb") as file:
                for block in upload.chunks():
                    file.write(block)
    except OSError:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    return folder


def assign(folder: Path, run: UUID) -> None:
    """From now on these are the files of `run`; files that it had already are replaced."""
    drop(run)
    folder.rename(root() / str(run))


def paths(run: UUID, files: Sequence[dict[str, Any]]) -> list[Path]:
    """Where the files of a run are. FileNotFoundError when they have gone."""
    found = [root() / str(run) / str(number) for number in range(len(files))]
    for path in found:
        if not path.exists():
            raise FileNotFoundError(path.name)
    return found


def drop(run: UUID) -> None:
    shutil.rmtree(root() / str(run), ignore_errors=True)


def let_go(folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)


def sweep(older_than_s: float = KEEP_S) -> None:
    """Remove what nobody came back for."""
    for folder in root().glob("*"):
        if time.time() - folder.stat().st_mtime > older_than_s:
            shutil.rmtree(folder, ignore_errors=True)
