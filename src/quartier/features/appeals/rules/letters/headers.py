"""Headers as people mean them: encoded words cut in the middle of a letter, bytes without any encoding, odd dates."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from email.errors import HeaderParseError
from email.header import decode_header
from email.message import Message
from email.utils import getaddresses, parsedate_to_datetime

from .charsets import text_of

ADDRESS = re.compile(r"[^\s@<>\"]{1,64}@[^\s@<>\"]{1,190}")
LONGEST = 500  # characters of one header that are kept


@dataclass(frozen=True, slots=True)
class Mailbox:
    """Name as written and address in lower case; both may be empty."""

    name: str
    address: str


def text(message: Message, name: str) -> str:
    """One header in plain words, on one line; nothing where it is not there."""
    return next((words(value) for value in raw(message, name)), "")


def raw(message: Message, name: str) -> list[str]:
    """The values of a header as they came, bytes that have no encoding as surrogates (PEP 383)."""
    return [str(value) for key, value in message.raw_items() if key.lower() == name.lower()]


def words(value: str) -> str:
    """A header's value decoded. Pieces of one charset are joined before decoding: mailers cut letters in two."""
    value = re.sub(r"\r?\n[ \t]*", " ", value)
    try:
        parts = decode_header(value)
    except (HeaderParseError, ValueError):
        parts = [(value, None)]
    said = "".join(_piece(part, charset) for part, charset in parts)
    return " ".join(said.split())[:LONGEST]


def sender(message: Message) -> Mailbox:
    """Who wrote it: the first address of From, or of Sender."""
    for name in ("From", "Sender", "Reply-To"):
        for mailbox in mailboxes(message, name):
            if mailbox.address:
                return mailbox
    return Mailbox("", "")


def mailboxes(message: Message, name: str) -> list[Mailbox]:
    """The addresses of a header. The name is decoded after the parts are told apart, not before."""
    found = []
    for value in raw(message, name):
        for said, address in getaddresses([re.sub(r"\r?\n[ \t]*", " ", value)]):
            match = ADDRESS.fullmatch(address.strip())
            found.append(Mailbox(words(said), address.strip().lower() if match else ""))
    return found


def ids(message: Message, name: str) -> tuple[str, ...]:
    """Message-IDs in a header, with their brackets."""
    return tuple(dict.fromkeys(re.findall(r"<[^<>\s]{1,300}>", " ".join(raw(message, name)))))


def date(message: Message) -> datetime | None:
    """When the writer's machine says it was written, in UTC; None where it says nothing readable."""
    try:
        moment = parsedate_to_datetime(next(iter(raw(message, "Date")), ""))
        return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
    except (ValueError, TypeError, OverflowError, IndexError):
        return None


def _piece(part: bytes | str, charset: str | None) -> str:
    if isinstance(part, str):
        part = part.encode("utf-8", errors="surrogateescape")
    return text_of(part, charset or "")
