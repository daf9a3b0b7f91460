"""What a document is made of: frozen values, texts already in the reader's language."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """A stretch of text with its own look: a state with its shape, another language, a code."""

    text: str
    strong: bool = False
    soft: bool = False
    mono: bool = False
    state: str = ""
    lang: str = ""


Line = str | Run | Sequence[str | Run]  # one line of runs
Lines = Line | Sequence[Line]  # what a cell holds: a sequence of sequences is several lines


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    text: str
    level: int = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    text: Line
    small: bool = False
    large: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Points:
    """A list, with numbers where the order says something."""

    items: Sequence[Line]
    numbered: bool = False
    large: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """Labels and what they hold."""

    rows: Sequence[tuple[str, Line]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Stamp:
    """Fingerprint: its title, the first 16 hexadecimal digits, witnesses in words with (signed, of)."""

    title: str
    digits: str
    note: str = ""
    signed: int = 0
    of: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """The document's name and number, with its stamp beside it."""

    title: str
    lines: Sequence[Line] = ()
    stamp: Stamp | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    text: Line
    state: str = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class Gate:
    """As on the page: `at` in per cent of the axis, its tick below; name, what is left, due time, article."""

    label: str
    at: float
    tick: str
    state: str = ""
    left: str = ""
    due: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """The limit line. `now` in per cent, `now_label` on the line, `now_text` in words below; no gates: `unknown` says so."""

    gates: Sequence[Gate]
    now: float
    now_label: str
    now_text: str
    unknown: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """`width`: auto, a share (`1fr`), or millimetres (`18mm`)."""

    label: str
    width: str = "auto"
    numeric: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """A row that names those below it and is repeated on the next page."""

    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """A table below a heading of its own.

    `blank`: so many empty rows at its end, to be filled by hand. `tall`: room to write in each row.
    """

    caption: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[Lines] | Group]
    blank: int = 0
    tall: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """A QR code of `address`, what it is in words, and the code in letters beside it."""

    address: str
    label: str
    code: str = ""
    lines: Sequence[Line] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Signatures:
    """Lines to sign on: who, and what was signed elsewhere already."""

    rows: Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """A picture as SVG with its words for whoever does not see it. `width` in per cent of the line."""

    svg: str
    alt: str
    width: int = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Break:
    """The next block begins a page."""


Block = (
    Heading
    | Paragraph
    | Points
    | Facts
    | Head
    | Notice
    | Limits
    | Grid
    | Proof
    | Signatures
    | Drawing
    | Break
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """A file that travels inside the document: the same content for machines."""

    name: str
    content: bytes
    media: str
    about: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A document whole. `foot` stands on each page, before the number of the page; `printed` dates the file."""

    title: str
    language: str
    printed: datetime
    blocks: Sequence[Block]
    foot: Line = ""
    about: str = ""
    place: str = ""
    wide: bool = False
    attachments: Sequence[Attachment] = field(default=())
