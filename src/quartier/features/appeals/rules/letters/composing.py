"""A letter as an appeal: title, text, and when it was written and came in."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from .. import checks
from .letter import Letter

OLDEST = timedelta(days=60)  # a letter's own date is believed as far back


@dataclass(frozen=True, slots=True, kw_only=True)
class Times:
    """`arrived`: came into the mailbox, from which terms count; `written`: as the letter says, if that can be."""

    written: datetime
    arrived: datetime


def times(letter: Letter, *, received: datetime | None, at: datetime) -> Times:
    """The server's word for the arrival, the letter's own for the writing; neither ever lies ahead."""
    arrived = min(received or at, at)
    written = letter.written_at
    if written is None or not arrived - OLDEST <= written <= arrived:
        written = arrived
    return Times(written=written, arrived=arrived)


def title(letter: Letter, *, otherwise: str) -> str:
    """One line that fits; what does not is in the text anyway."""
    line = " ".join(letter.title.split()) or otherwise
    return line if len(line) <= checks.TITLE else line[: checks.TITLE - 1].rstrip() + "…"


def text(letter: Letter, *, otherwise: str, notes: list[str]) -> str:
    """The words of the letter with what there is to say about it beneath. A subject that was cut stands above."""
    words = letter.text.strip() or otherwise
    if len(" ".join(letter.title.split())) > checks.TITLE:
        words = f"{letter.title}\n\n{words}"
    under = "\n".join(f"[{note}]" for note in notes)
    room = checks.TEXT - len(under) - 2
    return f"{words[:room].rstrip()}\n\n{under}" if under else words[: checks.TEXT]
