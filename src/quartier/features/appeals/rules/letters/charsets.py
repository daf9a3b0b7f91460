"""Bytes into text, whatever the letter says of itself."""

import codecs
import unicodedata

# Said by letters, and meant otherwise: WHATWG's encoding standard reads the first as the second too.
MEANT = {
    "ascii": "utf-8",
    "us-ascii": "utf-8",
    "unknown-8bit": "utf-8",
    "8bit": "utf-8",
    "iso-8859-1": "cp1252",
    "latin1": "cp1252",
    "latin-1": "cp1252",
    "x-windows-1251": "cp1251",
    "windows-1251": "cp1251",
    "win-1251": "cp1251",
    "x-cp1251": "cp1251",
    "koi8-u": "koi8_u",
    "koi8": "koi8_u",
    "utf8mb4": "utf-8",
    "unicode-1-1-utf-8": "utf-8",
}
CYRILLIC = ("cp1251", "koi8_u", "cp866")
COMMON = frozenset("оаиніетврслкмдпузяьб")


def text_of(raw: bytes, said: str = "") -> str:
    """The text, by the named charset if it fits, else by UTF-8, else by the likeliest of the region. Never raises.

    What is valid UTF-8 beyond ASCII is UTF-8, even under the name of a charset in which any bytes are valid.
    """
    named = known(said)
    order = ("utf-8", named) if named.startswith(("cp", "koi8", "iso8859")) else (named, "utf-8")
    for name in order:
        if name:
            try:
                return clean(raw.decode(name))
            except (UnicodeDecodeError, UnicodeError, LookupError):
                continue
    return clean(_guessed(raw))


def known(said: str) -> str:
    """Python's name of a charset, or nothing."""
    folded = said.strip().strip("\"'").lower()
    folded = MEANT.get(folded, folded)
    try:
        info = codecs.lookup(folded)
    except (LookupError, ValueError):
        return ""
    return info.name if getattr(info, "_is_text_encoding", True) else ""


def clean(text: str) -> str:
    """Composed letters, one kind of line break, no characters that a database or a page refuses."""
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n")
    text = "".join(each for each in text if each in "\n\t" or unicodedata.category(each) not in ("Cc", "Cs"))
    return unicodedata.normalize("NFC", text)


def _guessed(raw: bytes) -> str:
    """Cyrillic if it reads as Cyrillic, otherwise western Europe, where each byte has a meaning."""
    best = max(CYRILLIC, key=lambda name: _likely(raw.decode(name, errors="replace")))
    if _likely(raw.decode(best, errors="replace")) > 0.5:
        return raw.decode(best, errors="replace")
    return raw.decode("cp1252", errors="replace")


def _likely(text: str) -> float:
    """Which share of what is not ASCII are letters that are frequent in Ukrainian; capitals within words count nothing."""
    foreign = [each for each in text if ord(each) > 127]
    return sum(each in COMMON for each in foreign) / len(foreign) if foreign else 0.0
