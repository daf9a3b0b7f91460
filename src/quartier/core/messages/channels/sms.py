"""SMS: over SMPP to whatever aggregator an installation has, or into files and the log where nothing is sent out."""

import logging
import os
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Protocol

from django.conf import settings

from quartier.core.kit.errors import Surroundings

from . import smpp
from .parcel import Parcel


class Way(Protocol):
    """Sends one text to one number (E.164); returns what the other side named it by. Raises Refused."""

    def send(self, parcel: Parcel) -> str: ...

    def listen(self, seconds: float) -> None: ...

    def close(self) -> None: ...


class ToFile:
    """Writes each SMS as a file: the demo and the tests read them there."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def send(self, parcel: Parcel) -> str:
        self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        name = f"{datetime.now(UTC):%Y%m%dT%H%M%S%f}-{parcel.to.lstrip('+')}.txt"
        handle = os.open(self.folder / name, os.O_WRONLY | os.O_CREAT, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8") as stream:
            stream.write(parcel.text + "\n")
        return "file"

    def listen(self, seconds: float) -> None:
        """A file gives no receipts."""

    def close(self) -> None:
        """Nothing is held open."""


class ToConsole:
    """Writes each SMS to the process's own log: only where the data are invented."""

    def send(self, parcel: Parcel) -> str:
        logging.getLogger("quartier.sms").warning("sms to=%s text=%s", parcel.to, parcel.text)
        return "console"

    def listen(self, seconds: float) -> None:
        """A file gives no receipts."""

    def close(self) -> None:
        """Nothing is held open."""


def way(*, received: Callable[[smpp.Receipt], bool] | None = None) -> Way:
    """The way that the settings name: `file`, `console`, `smpp`; anything else is refused, never silently dropped.

    `received` keeps delivery receipts, where the way knows them.
    """
    folder = getattr(settings, "QUARTIER_SMS_FOLDER", settings.QUARTIER_ENV.data / "sms")
    if settings.QUARTIER_SMS == "smpp":
        return smpp.Line(smpp.read_account(settings.QUARTIER_ENV.sms_url), received=received)
    ways = {"file": lambda: ToFile(folder), "console": ToConsole}
    if settings.QUARTIER_SMS not in ways:
        raise Surroundings("sms.not_configured", backend=settings.QUARTIER_SMS)
    return ways[settings.QUARTIER_SMS]()
