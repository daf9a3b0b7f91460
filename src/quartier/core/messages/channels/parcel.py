"""What a channel is given, and what it answers."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Parcel:
    """One message as it leaves. `reference`: the same for every try, so that the other side can know it again."""

    channel: str
    to: str
    reference: str
    subject: str
    text: str
    language: str
    wants_receipt: bool = True
    headers: dict[str, str] = field(default_factory=dict)


class Refused(Exception):
    """The other side said no. `lasting`: asking again is pointless. `code` names no person."""

    def __init__(self, code: str, *, lasting: bool) -> None:
        super().__init__(code)
        self.code, self.lasting = code, lasting


class Unanswered(Exception):
    """It was sent and no answer came: it may have left, and may not. `code` names no person."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code
