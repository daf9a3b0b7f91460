"""One letter, read whole."""

from dataclasses import dataclass
from datetime import datetime
from email import message_from_bytes
from email.message import Message
from hashlib import sha256

from . import headers, threads
from .charsets import clean
from .headers import Mailbox
from .parts import Enclosure, take_apart

LONGEST = 7_000  # characters of text; what is beyond stays in the mailbox, and the appeal says so


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """What a letter says. `digest` is the same however often, and through whichever folder, the letter comes."""

    digest: bytes
    sender: Mailbox
    subject: str
    text: str
    cut: bool
    written_at: datetime | None
    references: tuple[str, ...]
    numbers: tuple[str, ...]
    enclosures: tuple[Enclosure, ...]
    closed: tuple[str, ...]

    @property
    def title(self) -> str:
        """The subject without forewords, or the first line of the text."""
        first = next((line.strip() for line in self.text.split("\n") if line.strip()), "")
        return threads.bare_subject(self.subject) or first


def parse(raw: bytes) -> Message:
    """The bytes as a message; never raises."""
    return message_from_bytes(raw)


def read(raw: bytes) -> Letter:
    """Read a letter of any make."""
    message = parse(raw)
    parts = take_apart(message)
    text = clean("\n\n".join(each.strip() for each in parts.texts if each.strip()))
    subject = headers.text(message, "Subject")
    references = headers.ids(message, "References") + headers.ids(message, "In-Reply-To")
    return Letter(
        digest=digest(message, raw),
        sender=headers.sender(message),
        subject=subject,
        text=text[:LONGEST],
        cut=len(text) > LONGEST,
        written_at=headers.date(message),
        references=tuple(dict.fromkeys(references)),
        numbers=threads.numbers(subject),
        enclosures=tuple(parts.enclosures),
        closed=tuple(parts.closed),
    )


def digest(message: Message, raw: bytes) -> bytes:
    """Of the Message-ID and the sender; of the whole letter where it has no Message-ID.

    The sender counts, so that nobody can keep another's letter out by sending one under its Message-ID first.
    """
    named = headers.ids(message, "Message-ID")
    told = f"{named[0]}\n{headers.sender(message).address}".encode() if named else raw
    return sha256(told).digest()
