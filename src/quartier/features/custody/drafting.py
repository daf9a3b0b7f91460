"""Words that were typed and not sent yet: kept on the server, encrypted, for the one who typed them and for nobody else.

They are no entries: nobody reads them, no clock counts them, and they go when the entry is written or after a week.
"""

import json
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

from quartier.core.kit.errors import Invalid, Problem
from quartier.core.registry.visits import Visit

from . import writing

NONCE = 12
LARGEST = 150_000
KEPT = timedelta(days=7)
Typed = Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What somebody typed of an act for a book, and when it was kept. `typed`: by the names of the form's fields."""

    about: UUID
    act: str
    typed: Typed
    saved_at: datetime


def keep(*, about: UUID, act: str, typed: Typed, by: Visit) -> datetime:
    """Keep what was typed; gives the server's time. Raises Invalid for too much, NotFound where nobody is signed in."""
    body = json.dumps({name: list(each) for name, each in typed.items()}, ensure_ascii=False).encode()
    if len(body) > LARGEST:
        raise Invalid([Problem(field="", code="too_long", details={"longest": LARGEST})])
    saved_at: datetime = writing.call(
        "select custody.draft_keep(%s, %s, %s)", about, act, _sealed(body, about=about, act=act, by=by)
    )
    return saved_at


def mine(*, by: Visit) -> list[Draft]:
    """Everything this account typed and did not send, newest first; what can no longer be read is left out."""
    found = []
    for row in writing.rows("select * from custody.drafts()"):
        body = _opened(bytes(row["sealed"]), about=row["about"], act=row["act"], by=by)
        if body is not None and by.now - row["saved_at"] <= KEPT:
            typed = json.loads(body)
            found.append(Draft(about=row["about"], act=row["act"], typed=typed, saved_at=row["saved_at"]))
    return found


def one(*, about: UUID, act: str, by: Visit) -> Draft | None:
    """What this account typed of this act for this book."""
    return next((each for each in mine(by=by) if (each.about, each.act) == (about, act)), None)


def drop(*, about: UUID, act: str, by: Visit) -> None:
    """Forget it: it was sent, or whoever typed it says so."""
    writing.call("select custody.draft_drop(%s, %s)", about, act)


def sweep() -> int:
    """Forget what nobody took up for a week; how many there were."""
    return int(writing.call("select custody.drafts_sweep()"))


def _box() -> AESGCM:
    derived = HKDF(algorithm=SHA256(), length=32, salt=None, info=b"quartier custody drafts")
    return AESGCM(derived.derive(settings.SECRET_KEY.encode()))


def _bound(about: UUID, act: str, by: Visit) -> bytes:
    return f"{by.account}|{about}|{act}".encode()


def _sealed(body: bytes, *, about: UUID, act: str, by: Visit) -> bytes:
    nonce = secrets.token_bytes(NONCE)
    return nonce + _box().encrypt(nonce, body, _bound(about, act, by))


def _opened(sealed: bytes, *, about: UUID, act: str, by: Visit) -> bytes | None:
    try:
        return _box().decrypt(sealed[:NONCE], sealed[NONCE:], _bound(about, act, by))
    except InvalidTag:
        return None
