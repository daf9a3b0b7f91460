"""Filling gaps and fitting texts into their channels. Pure: the language and the words come in."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

# 3GPP TS 23.038 §6.2.1, place by place; the extension table costs two places and is not used.
ALPHABET = (
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞ\x1bÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
GSM = frozenset(ALPHABET) - {"\x1b"}
SEGMENT_GSM, SEGMENT_WIDE = 160, 70
SUBJECT_LENGTH = 120
DATES = {"uk": "%d.%m.%Y", "fr": "%d/%m/%Y", "en": "%d/%m/%Y"}
KINDS = ("text", "number", "date", "instant", "by_language")


def plain(*, kind: str, value: Any) -> Any:
    """A gap's value as JSON. Raises ValueError where it is not of its kind: a mistake of the programmer."""
    if kind == "date" and isinstance(value, date) and not isinstance(value, datetime):
        return value.isoformat()
    if kind == "instant" and isinstance(value, datetime) and value.tzinfo:
        return value.isoformat()
    if kind == "text" and isinstance(value, str):
        return value
    if kind == "number" and isinstance(value, int):
        return value
    if kind == "by_language" and isinstance(value, Mapping) and any(value.values()):
        return dict(value)
    raise ValueError(f"a gap of kind {kind} does not take {type(value).__name__}")


def said(*, kind: str, value: Any, language: str, zone: str) -> Any:
    """A gap's value as the reader sees it.

    >>> said(kind="date", value="2026-11-21", language="uk", zone="Europe/Kyiv")
    '21.11.2026'
    >>> said(kind="by_language", value={"fr": "Rue"}, language="uk", zone="Europe/Kyiv")
    'Rue'
    """
    form = DATES.get(language[:2], "%Y-%m-%d")
    if kind == "date":
        return date.fromisoformat(value).strftime(form)
    if kind == "instant":
        return datetime.fromisoformat(value).astimezone(ZoneInfo(zone)).strftime(f"{form} %H:%M")
    if kind == "by_language":
        return value.get(language[:2]) or next(text for text in value.values() if text)
    return value


def one_line(text: str, most: int = SUBJECT_LENGTH) -> str:
    """A subject: no line break can smuggle in a header, and it is cut at a word."""
    flat = " ".join(text.split())
    if len(flat) <= most:
        return flat
    return flat[: most - 1].rsplit(" ", 1)[0] + "…"


def sms_parts(text: str, *, reference: int) -> tuple[int, list[bytes]]:
    """Data coding and the parts as SMPP takes them: 0 with one byte a place for the GSM alphabet, 8 for UCS-2.

    Several parts begin with the header that joins them on the telephone (3GPP TS 23.040 §9.2.3.24.1), in which
    `reference` (0 to 255) says what belongs together. A pair of surrogates is never cut.
    """
    narrow = set(text) <= GSM
    whole = bytes(ALPHABET.index(letter) for letter in text) if narrow else text.encode("utf-16-be")
    single, part = (SEGMENT_GSM, 153) if narrow else (2 * SEGMENT_WIDE, 134)
    if len(whole) <= single:
        return (0 if narrow else 8), [whole]
    pieces, start = [], 0
    while start < len(whole):
        end = min(start + part, len(whole))
        if not narrow and end < len(whole) and 0xD8 <= whole[end - 2] <= 0xDB:
            end -= 2
        pieces.append(whole[start:end])
        start = end
    head = bytes((5, 0, 3, reference, len(pieces)))
    return (0 if narrow else 8), [head + bytes([n]) + piece for n, piece in enumerate(pieces, start=1)]


def segments(text: str) -> int:
    """How many SMS this takes: 160 places in the GSM alphabet, 70 in any other; a long one loses places to its header.

    >>> segments("QR-1042: зареєстровано. Відповідь до 21.12. Деталі на сайті громади.")
    1
    """
    single, part = (SEGMENT_GSM, 153) if set(text) <= GSM else (SEGMENT_WIDE, 67)
    places = len(text) if single == SEGMENT_GSM else len(text.encode("utf-16-be")) // 2
    return 1 if places <= single else -(-places // part)
