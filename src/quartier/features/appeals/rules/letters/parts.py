"""A letter taken apart: what it says, and what is enclosed."""

import re
from dataclasses import dataclass, field
from email.message import Message
from email.utils import collapse_rfc2231_value

from . import headers, pages
from .charsets import text_of

DEPTH = 8  # letters within letters that are opened
MOST = 100  # parts that are looked at
CLOSED = (
    "application/pkcs7-mime",
    "application/x-pkcs7-mime",
    "application/ms-tnef",
    "application/pgp-encrypted",
)
SIGNATURES = ("application/pgp-signature", "application/pkcs7-signature", "application/x-pkcs7-signature")


@dataclass(frozen=True, slots=True, kw_only=True)
class Enclosure:
    """A file that came with a letter. `inline`: shown within the text by its author."""

    name: str
    said_type: str
    content: bytes
    inline: bool


@dataclass(slots=True)
class Parts:
    """What was found. `closed`: parts that nobody can read here (encrypted, of Outlook's own make, cut off)."""

    texts: list[str] = field(default_factory=list)
    enclosures: list[Enclosure] = field(default_factory=list)
    closed: list[str] = field(default_factory=list)
    seen: int = 0


def take_apart(message: Message) -> Parts:
    """Walk through a letter of any shape."""
    found = Parts()
    _walk(message, found, 0)
    return found


def _walk(part: Message, found: Parts, depth: int) -> None:
    found.seen += 1
    if depth > DEPTH or found.seen > MOST:
        found.closed.append(part.get_content_type())
    elif part.is_multipart():
        _many(part, found, depth)
    else:
        _leaf(part, part.get_content_type(), found)


def _many(part: Message, found: Parts, depth: int) -> None:
    kind = part.get_content_type()
    if kind == "message/rfc822":
        _forwarded(part, found, depth)
    elif kind == "multipart/alternative":
        _alternatives(part, found, depth)
    else:
        for each in _children(part):
            _walk(each, found, depth + 1)


def _leaf(part: Message, kind: str, found: Parts) -> None:
    if kind in ("text/plain", "text/html") and not _is_file(part):
        found.texts.append(said(part))
    elif kind in CLOSED:
        found.closed.append(kind)
    elif kind not in SIGNATURES:
        _enclose(part, found)


def _alternatives(part: Message, found: Parts, depth: int) -> None:
    """The same in several forms: the plain one, or the page where the plain one says nothing."""
    children = _children(part)
    plain = [each for each in children if each.get_content_type() == "text/plain" and said(each).strip()]
    richest = [each for each in children if each.get_content_type() != "text/plain"]
    if plain:
        found.texts.append(said(plain[0]))
        for each in richest:
            _beside(each, found, depth)
    elif richest:
        _walk(richest[-1], found, depth + 1)


def _beside(part: Message, found: Parts, depth: int) -> None:
    """Pictures that only the page form carries are enclosed all the same; its words are known already."""
    if part.is_multipart() and found.seen < MOST and depth < DEPTH:
        for each in _children(part):
            _beside(each, found, depth + 1)
    elif part.get_content_type() not in ("text/html", "text/calendar", "text/enriched"):
        _enclose(part, found)


def _forwarded(part: Message, found: Parts, depth: int) -> None:
    """A letter within a letter: who wrote it, and what it says."""
    for inner in _children(part):
        who = headers.sender(inner)
        lines = [headers.text(inner, "Subject"), f"{who.name} <{who.address}>".strip() if who.address else ""]
        found.texts.append("\n".join(line for line in lines if line))
        _walk(inner, found, depth + 1)


def _children(part: Message) -> list[Message]:
    content = part.get_payload()
    return [each for each in content if isinstance(each, Message)] if isinstance(content, list) else []


def _is_file(part: Message) -> bool:
    return part.get_content_disposition() == "attachment" or bool(name_of(part))


def said(part: Message) -> str:
    """The words of a text part."""
    raw = content_of(part)
    text = text_of(raw, str(part.get_param("charset", "") or ""))
    if part.get_content_type() == "text/html":
        return pages.plain(text)
    return flowed(text, spaced=_param(part, "delsp") != "yes") if _param(part, "format") == "flowed" else text


def flowed(text: str, *, spaced: bool) -> str:
    """Soft breaks joined (RFC 3676): a line that ends in a space goes on; a signature's line does not."""
    lines: list[str] = []
    open_line = False
    for line in text.split("\n"):
        bare = line.removeprefix(" ") if not line.startswith(">") else line
        if open_line and not bare.startswith(">") and bare != "-- ":
            lines[-1] = (lines[-1] if spaced else lines[-1][:-1]) + bare
        else:
            lines.append(bare)
        open_line = bare.endswith(" ") and bare != "-- "
    return "\n".join(lines)


def content_of(part: Message) -> bytes:
    """The bytes of a part; as they stand where their wrapping is broken."""
    try:
        content = part.get_payload(decode=True)
    except (ValueError, TypeError, AssertionError):
        content = None
    if isinstance(content, bytes):
        return content
    return str(part.get_payload()).encode("utf-8", errors="surrogateescape")


def name_of(part: Message) -> str:
    """The file's name without folders; encoded in any of the three ways that mailers use."""
    raw = part.get_param("filename", None, "content-disposition") or part.get_param("name", None)
    if raw is None:
        return ""
    text = headers.words(collapse_rfc2231_value(raw))
    return re.sub(r"[\x00-\x1f]", "", re.split(r"[/\\]", text)[-1]).strip()[:120]


def _enclose(part: Message, found: Parts) -> None:
    content = content_of(part)
    if not content:
        return
    inline = part.get_content_disposition() != "attachment" and part.get("Content-ID") is not None
    found.enclosures.append(
        Enclosure(name=name_of(part), said_type=part.get_content_type(), content=content, inline=inline)
    )


def _param(part: Message, name: str) -> str:
    return str(part.get_param(name, "") or "").strip().lower()
