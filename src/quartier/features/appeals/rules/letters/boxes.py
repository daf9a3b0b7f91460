"""How a setting names a mailbox: `imaps://name:word@host:993/INBOX?place=SLUG`."""

import base64
import re
from dataclasses import dataclass, field
from urllib.parse import parse_qs, unquote, urlsplit

PORTS = {"imaps": 993, "imap+tls": 143, "imap": 143}


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """One mailbox and the place whose appeals come in there. `way`: imaps, imap+tls (STARTTLS) or imap."""

    way: str
    host: str
    port: int
    user: str
    word: str = field(repr=False)
    folder: str
    place: str

    @property
    def address(self) -> str:
        """The mailbox's own address, where its name is one."""
        return self.user.lower() if "@" in self.user else ""


def read(text: str) -> Box:
    """Raises ValueError without repeating the text, which holds a password."""
    try:
        parts = urlsplit(text)
        port = parts.port or PORTS[parts.scheme]
    except (KeyError, ValueError):
        raise ValueError("no address of a mailbox") from None
    place = parse_qs(parts.query).get("place", [""])[0]
    if not parts.hostname or not parts.username or not place:
        raise ValueError("host, name or place is missing")
    return Box(
        way=parts.scheme,
        host=parts.hostname,
        port=port,
        user=unquote(parts.username),
        word=unquote(parts.password or ""),
        folder=unquote(parts.path.strip("/")) or "INBOX",
        place=place,
    )


def folder_name(name: str) -> str:
    """A folder's name as it travels: quoted, in the modified UTF-7 of RFC 3501 §5.1.3."""
    told = ""
    for piece in re.findall(r"[\x20-\x7e]+|[^\x20-\x7e]+", name):
        if piece[0] <= "~":
            told += piece.replace("&", "&-")
        else:
            wrapped = base64.b64encode(piece.encode("utf-16-be", errors="replace")).decode()
            told += "&" + wrapped.rstrip("=").replace("/", ",") + "-"
    escaped = told.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
