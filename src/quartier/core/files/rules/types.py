"""The type of a file, from its first bytes, and what may come in. Limits in bytes, pixels and pages."""

from dataclasses import dataclass

MOST_BYTES = 10 * 1024 * 1024
MOST_PIXELS = 40_000_000
MOST_PAGES = 200
HEAD = 32  # bytes that tell a type
NAME_LENGTH, DESCRIPTION_LENGTH = 120, 400
KINDS = ("photo", "scan", "document")


@dataclass(frozen=True, slots=True, kw_only=True)
class Type:
    """A type that we take. `format`: the name of its decoder, empty for what is no picture."""

    media: str
    suffix: str
    format: str
    kinds: frozenset[str]


PICTURE = frozenset({"photo", "scan", "document"})
TYPES = {
    kind.media: kind
    for kind in (
        Type(media="image/jpeg", suffix=".jpg", format="JPEG", kinds=PICTURE),
        Type(media="image/png", suffix=".png", format="PNG", kinds=PICTURE),
        Type(media="image/webp", suffix=".webp", format="WEBP", kinds=PICTURE),
        Type(media="application/pdf", suffix=".pdf", format="", kinds=frozenset({"scan", "document"})),
    )
}
# First bytes; source: https://www.iana.org/assignments/media-types and the formats' own specifications.
MARKS = (
    (0, b"\xff\xd8\xff", "image/jpeg"),
    (0, b"\x89PNG\r\n\x1a\n", "image/png"),
    (8, b"WEBP", "image/webp"),
    (0, b"%PDF-", "application/pdf"),
)
HEIC = (b"ftypheic", b"ftypheix", b"ftyphevc", b"ftypmif1", b"ftypmsf1", b"ftypavif")


class Unreadable(ValueError):
    """The bytes begin like something we take and are not it. `code`: damaged, locked, too many points or pages."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def sniff(head: bytes) -> str | None:
    """The media type that the first bytes tell, None for anything that we do not take.

    >>> sniff(b"%PDF-1.7"), sniff(b"RIFF0000WEBPVP8 "), sniff(b"<svg xmlns")
    ('application/pdf', 'image/webp', None)
    """
    for start, mark, media in MARKS:
        if head[start : start + len(mark)] == mark and (media != "image/webp" or head[:4] == b"RIFF"):
            return media
    return None


def refusal(head: bytes, size: int) -> str | None:
    """Why a file cannot come in at all, by its size and its first bytes; None where it may."""
    if size == 0:
        return "files.empty"
    if size > MOST_BYTES:
        return "files.too_large"
    if sniff(head) is None:
        return "files.heic" if head[4:12] in HEIC else "files.type_unknown"
    return None


def fits(media: str, kind: str) -> bool:
    """Whether a file of this type can be what somebody says it is."""
    return media in TYPES and kind in TYPES[media].kinds


def is_picture(media: str) -> bool:
    return media in TYPES and bool(TYPES[media].format)


def tidy_name(name: str) -> str:
    """The name as given, without folders and control characters, short enough to show.

    >>> tidy_name("C:\\\\Users\\\\Olha\\\\my\\n photo.jpg")
    'my photo.jpg'
    """
    last = name.replace("\\", "/").rpartition("/")[2]
    shown = " ".join("".join(sign if sign.isprintable() else " " for sign in last).split())
    return shown[:NAME_LENGTH]
