"""What somebody has typed so far, carried by the form itself from step to step.

Nothing is kept on the server before it is sent, and nothing stands in an address. The text goes out signed and comes
back signed, because one thing in it must not be typed by hand: that an address was proven by a code.
"""

from dataclasses import asdict, dataclass, fields, replace
from typing import Any
from uuid import uuid4

from django.core import signing

SALT = "appeals.draft"


@dataclass(frozen=True, slots=True, kw_only=True)
class Photo:
    """A picture or a document that waits for its record: the key of the waiting file, its name as given, what it shows."""

    key: str
    name: str
    kind: str
    description: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A request that nobody has sent yet. `once` is its own: the same one is never lodged twice.

    way: how the person wants the answer (`account`, `email`, `phone`, `none`); proven: the address whose code was typed.
    """

    once: str = ""
    place: str = ""
    category: str = ""
    title: str = ""
    text: str = ""
    about_officer: bool = False
    concerned: str = ""
    q: str = ""
    spot: str = ""
    area: str = ""
    lon: float | None = None
    lat: float | None = None
    distinct: bool = False
    photos: tuple[Photo, ...] = ()
    way: str = ""
    name: str = ""
    residence: str = ""
    email: str = ""
    phone: str = ""
    recipient: str = ""
    proven: str = ""
    publish: bool = True
    public_title: str = ""
    public_text: str = ""

    def but(self, **changes: Any) -> "Draft":
        return replace(self, **changes)

    @property
    def address(self) -> str:
        """The address of the way that was chosen."""
        return {"email": self.email, "phone": self.phone}.get(self.way, "")

    @property
    def is_proven(self) -> bool:
        return bool(self.proven) and self.proven == self.address


def fresh(place: str) -> Draft:
    return Draft(once=uuid4().hex, place=place)


def sealed(draft: Draft) -> str:
    return signing.dumps(asdict(draft), salt=SALT, compress=True)


def opened(text: str) -> Draft | None:
    """The draft, or None where the text is not ours."""
    try:
        found = signing.loads(text, salt=SALT)
    except signing.BadSignature:
        return None
    known = {field.name for field in fields(Draft)}
    values = {name: value for name, value in found.items() if name in known}
    values["photos"] = tuple(Photo(**photo) for photo in values.get("photos", ()))
    return Draft(**values)
