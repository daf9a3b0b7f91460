"""What the API of custody takes and gives. Instants carry their offset; a key reads what its account may read."""

from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from ninja import Schema
from pydantic import AwareDatetime, Field

Code = Annotated[str, Field(pattern=r"^[a-z0-9_-]{1,40}$")]
Line = Annotated[str, Field(max_length=200, pattern=r"^[^\x00]*$")]
Text = Annotated[str, Field(max_length=4000, pattern=r"^[^\x00]*$")]


class InputProblem(Schema):
    """One thing wrong with one input."""

    field: str
    code: str


class Refused(Schema):
    """RFC 9457."""

    type: str
    title: str
    status: int
    code: str
    problems: list[InputProblem] = []


class CellOut(Schema):
    """A room. What is said in the room of the lawyer is never recorded."""

    code: str
    kind: Literal["cell", "holding", "consultation", "medical", "interview", "yard"]
    places: int
    recorded: bool


class SuiteOut(Schema):
    """A place with cells."""

    code: str
    names: dict[str, str]
    organisation: int
    area: int
    zone: str = Field(description="Time zone.")
    pack: str = Field(description="The rule pack that its clocks follow.")
    regime: str
    tag: str = Field(description="Tag of its own book in the ledger.")
    cells: list[CellOut]


class Suites(Schema):
    """The suites in reach of the key."""

    items: list[SuiteOut]


class DueOut(Schema):
    """Something to be done for a person. Late is what lies before now."""

    key: str
    what: str
    due_at: datetime
    soon_at: datetime
    severity: int = Field(
        description="1 is somebody’s life or liberty, 2 a check, a medicine or a right, 3 care."
    )
    act: str = Field(description="The act that does it.")
    article: str
    late: bool


class LimitOut(Schema):
    """A clock of the law, as it stood after the last entry."""

    id: str
    names: dict[str, str]
    article: str
    state: str
    verified: bool
    paused: bool
    started_at: datetime | None
    due_at: datetime | None
    ended_at: datetime | None
    consequence: str


class HeldOut(Schema):
    """One person on the board: no name, no ground, no finding."""

    id: UUID
    number: str
    label: str
    state: str
    where: str
    since: datetime | None
    moment: datetime
    cell: str
    level: str
    due: list[DueOut]
    limits: list[LimitOut]
    marks: list[str]


class PlaceOut(Schema):
    """A room of the board."""

    code: str
    kind: str
    places: int
    state: str


class BoardOut(Schema):
    """A suite as its board shows it."""

    suite: str
    at: datetime
    places: list[PlaceOut]
    stays: list[HeldOut]


class PartOut(Schema):
    """What one audience reads; `open`: this key is of it. `about` only then."""

    code: str
    open: bool
    roles: list[str]
    about: dict[str, Any]


class StayOut(Schema):
    """One stay, as far as this key may know it."""

    id: UUID
    tag: str
    number: str
    suite: str
    kind: str
    label: str
    language: str
    minor: bool
    moment: datetime
    opened_at: datetime
    released_at: datetime | None
    changed_at: datetime
    pack: str
    regime: str
    state: str
    cell: str
    level: str
    due: list[DueOut]
    limits: list[LimitOut]
    marks: list[str]
    parts: list[PartOut]


class ListedOut(Schema):
    """One line of a list of stays."""

    id: UUID
    number: str
    label: str
    kind: str
    suite: str
    state: str
    cell: str
    moment: datetime
    released_at: datetime | None
    due_at: datetime | None
    minor: bool


class Stays(Schema):
    """A page of stays, newest first."""

    items: list[ListedOut]
    page: int
    more: bool


class EntryOut(Schema):
    """One entry. Neither of its times can be changed; what was wrong is corrected by another entry."""

    id: UUID
    number: int
    act: str
    topic: str
    occurred_at: datetime
    captured_at: datetime | None
    recorded_at: datetime
    gap_s: int = Field(description="Seconds from when it happened until it was in the record.")
    late: bool
    late_reason: str
    by: UUID | None
    organisation: int | None
    done_by: str
    values: dict[str, Any]
    content: dict[str, Any] = Field(description="What this key may read of what is sealed.")
    sealed: str = Field(description="The part of what it may not read, or nothing.")
    opened_by: list[str] = Field(description="Roles that may.")
    corrects: int | None
    corrected_by: list[int]
    voids: bool
    reason: str
    counts: bool
    presence: dict[str, Any]
    signed: list[dict[str, Any]]
    leaf: str = Field(description="Its leaf in the ledger, base64.")


class Entries(Schema):
    """The entries of a book in the order in which they were written."""

    items: list[EntryOut]


class FieldOut(Schema):
    """One thing that an act may say."""

    code: str
    kind: str
    names: dict[str, str]
    options: list[str]
    needed: bool
    sealed: bool


class ActOut(Schema):
    """One kind of entry."""

    code: str
    names: dict[str, str]
    on: Literal["stay", "suite"]
    topic: str
    permit: str
    part: str
    fields: list[FieldOut]


class Acts(Schema):
    """The data dictionary."""

    items: list[ActOut]


class Happened(Schema):
    """What happened, and when. Without `occurred_at` it happened now."""

    values: dict[Code, Any] = Field({}, description="By the fields of the act.")
    occurred_at: AwareDatetime | None = None
    captured_at: AwareDatetime | None = Field(
        None, description="When the device noted it, where it had no connection then."
    )
    late_reason: Text = ""
    done_by: Line = Field("", description="Who did it, where that is not the account of the key.")


class TouchIn(Schema):
    """What a tag at a door put into its address when it was touched."""

    d: Annotated[str, Field(pattern=r"^[0-9a-z]{26}$")]
    p: Annotated[str, Field(pattern=r"^[0-9A-Fa-f]{32}$")]
    c: Annotated[str, Field(pattern=r"^[0-9A-Fa-f]{16}$")]


class AnswerIn(Schema):
    """The number that was read off the card at a door."""

    asked: UUID
    digits: Annotated[str, Field(max_length=10, pattern=r"^[^\x00]*$")]


class CheckIn(Happened):
    """A check, with what the door says: a touch of its tag, or a number of its card. Without either it stands as typed."""

    tag: TouchIn | None = None
    card: AnswerIn | None = None


class AskedOut(Schema):
    """Which number of the card is asked for; it is answered once, by this key, until then."""

    id: UUID
    place: str = Field(description="Row and column.")
    until: datetime


class EntryIn(Happened):
    """An entry of any act that the key may write."""

    act: Code


class RecordedOut(Schema):
    """What was written."""

    id: UUID
    number: int
    recorded_at: datetime
    again: bool = Field(
        description="The same key of idempotency has written this before; nothing new was written."
    )
