"""One session with an IMAP server (RFC 3501, 6851): what waits, a letter's bytes, putting it into another folder."""

import imaplib
import re
import ssl
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from types import TracebackType
from typing import Any

from ..rules.letters.boxes import Box, folder_name

PATIENCE = 30.0  # seconds for one answer
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
RECEIVED = re.compile(
    rb'INTERNALDATE "\s?(\d{1,2})-(\w{3})-(\d{4}) (\d\d):(\d\d):(\d\d) ([+-])(\d\d)(\d\d)"', re.IGNORECASE
)
SIZE = re.compile(rb"RFC822\.SIZE (\d+)", re.IGNORECASE)


class Away(Exception):
    """The mailbox cannot be read now. `code` says why, without a name or an address."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class Envelope:
    """What the server says of a letter before it is fetched. `arrived_at`: when it came into the mailbox, in UTC."""

    size: int
    arrived_at: datetime | None


class Session:
    """A signed-in session with one folder open. Raises Away for whatever goes wrong on the way."""

    def __init__(self, box: Box) -> None:
        self.box = box
        self.client: imaplib.IMAP4 | None = None
        self.made: set[str] = set()
        self.offers: set[str] = set()

    def __enter__(self) -> "Session":
        try:
            self.client = _connect(self.box)
            _sign_in(self.client, self.box)
            # What the server offers before somebody signs in is less.
            self.offers = set(_flat(self.client.capability()[1]).decode("ascii", "replace").upper().split())
            if self.client.select(folder_name(self.box.folder))[0] != "OK":
                raise Away("no_such_folder")
        except (imaplib.IMAP4.error, OSError) as error:
            self.__exit__(None, None, None)
            raise Away("mailbox_away") from error
        except Away:
            self.__exit__(None, None, None)
            raise
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        if self.client is None:
            return
        with suppress(imaplib.IMAP4.error, OSError):
            self.client.logout()
        with suppress(OSError):
            self.client.shutdown()
        self.client = None

    def waiting(self) -> list[int]:
        """Letters in the folder, oldest first, by the server's lasting numbers."""
        said = self._uid("SEARCH", "UNDELETED")
        return sorted(int(number) for number in (said[0] or b"").split())

    def envelope(self, uid: int) -> Envelope | None:
        """Size and arrival; None when the letter is gone meanwhile."""
        said = _flat(self._uid("FETCH", str(uid), "(INTERNALDATE RFC822.SIZE)"))
        size = SIZE.search(said)
        return Envelope(int(size[1]), _moment(said)) if size else None

    def letter(self, uid: int) -> bytes | None:
        """The bytes, without marking the letter as read."""
        for part in self._uid("FETCH", str(uid), "(BODY.PEEK[])"):
            if isinstance(part, tuple):
                return bytes(part[1])
        return None

    def put_away(self, uid: int, folder: str) -> None:
        """Into another folder, made at need. A server that cannot move gets a copy, and a mark on the first one."""
        name = folder_name(folder)
        if folder not in self.made:
            self._client().create(name)  # answers NO where it is there
            self.made.add(folder)
        if "MOVE" in self.offers:
            self._uid("MOVE", str(uid), name)
            return
        self._uid("COPY", str(uid), name)
        self._uid("STORE", str(uid), "+FLAGS.SILENT", r"(\Deleted)")
        if "UIDPLUS" in self.offers:  # without it, what others have marked would go as well
            self._uid("EXPUNGE", str(uid))

    def _uid(self, command: str, *arguments: str) -> list[Any]:
        try:
            status, said = self._client().uid(command, *arguments)
        except (imaplib.IMAP4.error, OSError) as error:
            raise Away("mailbox_away") from error
        if status != "OK":
            raise Away("mailbox_refused")
        return said

    def _client(self) -> imaplib.IMAP4:
        if self.client is None:
            raise Away("mailbox_away")
        return self.client


def _connect(box: Box) -> imaplib.IMAP4:
    if box.way == "imaps":
        return imaplib.IMAP4_SSL(
            box.host, box.port, ssl_context=ssl.create_default_context(), timeout=PATIENCE
        )
    client = imaplib.IMAP4(box.host, box.port, timeout=PATIENCE)
    if box.way == "imap+tls":
        client.starttls(ssl.create_default_context())
    return client


def _sign_in(client: imaplib.IMAP4, box: Box) -> None:
    try:
        if "AUTH=PLAIN" in client.capabilities:  # carries any letters; LOGIN only ASCII
            client.authenticate("PLAIN", lambda _challenge: f"\0{box.user}\0{box.word}".encode())
        else:
            client.login(box.user, box.word)
    except imaplib.IMAP4.abort:
        raise
    except imaplib.IMAP4.error as error:
        raise Away("sign_in_refused") from error


def _flat(said: list[Any]) -> bytes:
    pieces = (piece for part in said for piece in (part if isinstance(part, tuple) else (part,)))
    return b" ".join(piece for piece in pieces if isinstance(piece, bytes))


def _moment(said: bytes) -> datetime | None:
    found = RECEIVED.search(said)
    if not found or found[2].decode().title() not in MONTHS:
        return None
    day, _month, year, hour, minute, second = (int(x) if x.isdigit() else 0 for x in found.groups()[:6])
    away = timedelta(hours=int(found[8]), minutes=int(found[9])) * (-1 if found[7] == b"-" else 1)
    month = MONTHS.index(found[2].decode().title()) + 1
    try:
        return datetime(year, month, day, hour, minute, second, tzinfo=timezone(away)).astimezone(UTC)
    except ValueError:
        return None
