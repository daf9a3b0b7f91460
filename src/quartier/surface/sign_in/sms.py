"""How a code leaves as an SMS. Which way is a setting; without one, telephone numbers are not asked for."""

import logging
import os
from pathlib import Path
from typing import Protocol

from django.conf import settings
from django.utils import timezone

from quartier.core.kit.errors import Surroundings


class Way(Protocol):
    """Sends one text to one number (E.164). Raises Surroundings when it cannot."""

    def send(self, *, to: str, text: str) -> None: ...


class ToFile:
    """Writes each SMS as a file: the demo and the tests read them there."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def send(self, *, to: str, text: str) -> None:
        self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        name = f"{timezone.now():%Y%m%dT%H%M%S%f}-{to.lstrip('+')}.txt"
        handle = os.open(self.folder / name, os.O_WRONLY | os.O_CREAT, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8") as stream:
            stream.write(text + "\n")


class ToConsole:
    """Writes each SMS to the process's own log: only where the data are invented."""

    def send(self, *, to: str, text: str) -> None:
        logging.getLogger("quartier.sms").warning("sms to=%s text=%s", to, text)


def way() -> Way:
    """The way that the settings name: `file`, `console`; anything else is refused, never silently dropped."""
    folder = getattr(settings, "QUARTIER_SMS_FOLDER", settings.QUARTIER_ENV.data / "sms")
    ways = {"file": lambda: ToFile(folder), "console": ToConsole}
    if settings.QUARTIER_SMS not in ways:
        raise Surroundings("sms.not_configured", backend=settings.QUARTIER_SMS)
    return ways[settings.QUARTIER_SMS]()
