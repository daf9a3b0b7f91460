"""What hangs at the doors of a suite, and what it proves: cards with numbers to ask for, tags that a telephone reads.

A secret is shown once, when it is printed or written to a tag, and lies here sealed. Whoever is asked has three minutes and
one try; a touch counts once and for three minutes. Neither says more than it can: see `rules/doors`.
"""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.db import transaction

from quartier.core.kit.errors import Conflict, Invalid, NotAllowed, NotFound, Problem
from quartier.core.kit.ids import tag as new_tag
from quartier.core.registry import lock
from quartier.core.registry.visits import Visit

from . import queries, recording
from .models import Cell, DoorAsk, DoorCode, DoorTouch
from .rules.doors import card, sun
from .views import SuiteView

SETS_UP, CARES = "custody.suite", "custody.care"
CARD, TAG, NONE = "card", "tag", "none"
NONCE = 12
WRONG_MOST, WRONG_WITHIN = (
    5,
    timedelta(minutes=10),
)  # then nobody is asked for a while: a number is guessed in a thousand
UID_LETTERS = 14


@dataclass(frozen=True, slots=True, kw_only=True)
class Door:
    """One room as the page of doors shows it: the newest card and tag, by number and moment."""

    cell: str
    kind: str
    card: int | None
    card_at: datetime | None
    tag: int | None
    tag_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """A card to print."""

    cell: str
    number: int
    issued_at: datetime
    rows: tuple[tuple[str, tuple[str, ...]], ...]
    columns: str = card.COLUMNS


@dataclass(frozen=True, slots=True, kw_only=True)
class Tag:
    """What must be written to a tag, once: the path of its address without what it fills in itself, and its keys."""

    cell: str
    number: int
    path: str
    meta_key: str
    file_key: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A question at a door: which place of the card; `until` when an answer counts."""

    id: UUID
    place: str
    until: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Touched:
    """A touch that counts: at which door of which suite, `until` when."""

    id: UUID
    suite: str
    cell: str
    until: datetime


def doors(by: Visit, suite: SuiteView) -> list[Door]:
    """The rooms of a suite with what hangs at their doors."""
    newest: dict[tuple[int, str], DoorCode] = {}
    for row in DoorCode.objects.filter(cell__suite_id=suite.id).order_by("number"):
        newest[row.cell_id, row.kind] = row
    return [_door(cell, newest) for cell in Cell.objects.filter(suite_id=suite.id).order_by("order", "id")]


def _door(cell: Cell, newest: Mapping[tuple[int, str], DoorCode]) -> Door:
    one, other = newest.get((cell.pk, CARD)), newest.get((cell.pk, TAG))
    return Door(
        cell=cell.code,
        kind=cell.kind,
        card=one.number if one else None,
        card_at=one.issued_at if one else None,
        tag=other.number if other else None,
        tag_at=other.issued_at if other else None,
    )


def issue_card(*, suite: SuiteView, cell: str, by: Visit, at: datetime) -> int:
    """Make a new card for a door; the one before counts no more. Gives its number. Raises NotAllowed, NotFound."""
    return _issue(suite, cell, CARD, secrets.token_bytes(card.SECRET_BYTES), by=by, at=at).number


def issue_tag(*, suite: SuiteView, cell: str, uid: str, by: Visit, at: datetime) -> Tag:
    """Make the keys of a new tag for a door, shown this once. `uid`: its own number, 14 hexadecimal digits as it is printed
    on the tag or read by a telephone. Raises Invalid, NotAllowed, NotFound.
    """
    tidy = "".join(uid.split()).replace(":", "").lower()
    if len(tidy) != UID_LETTERS or not set(tidy) <= set("0123456789abcdef"):
        raise Invalid([Problem(field="uid", code="custody.no_tag_number")])
    secret = secrets.token_bytes(2 * sun.KEY_BYTES)
    row = _issue(suite, cell, TAG, secret, by=by, at=at, uid=tidy)
    keys = _keys(secret)
    return Tag(
        cell=cell,
        number=row.number,
        path=f"/console/custody/door/?d={row.code}&p={'0' * 32}&c={'0' * 16}",
        meta_key=keys.meta.hex(),
        file_key=keys.file.hex(),
    )


def _issue(
    suite: SuiteView, cell: str, kind: str, secret: bytes, *, by: Visit, at: datetime, uid: str = ""
) -> DoorCode:
    if not by.may(SETS_UP) or by.account is None:
        raise NotAllowed("custody.not_yours", act="door_code")
    with transaction.atomic(using=lock.APPLICATION):
        room = Cell.objects.filter(suite_id=suite.id, code=cell).first()
        if room is None:
            raise NotFound("no_such_record")
        last = DoorCode.objects.filter(cell=room, kind=kind).order_by("-number").first()
        number, code = (last.number if last else 0) + 1, new_tag()
        row = DoorCode.objects.create(
            cell=room,
            kind=kind,
            number=number,
            code=code,
            uid=uid,
            sealed=_sealed(secret, code),
            issued_at=at,
            issued_by=by.account,
        )
        values = {"cell": cell, "kind": kind, "code_number": number}
        recording.record(about=suite.subject, act="door_code", values=values, occurred_at=at, by=by, at=at)
    return row


def card_of(by: Visit, suite: SuiteView, cell: str) -> Card:
    """The newest card of a door, to print it. Raises NotAllowed, NotFound."""
    if not by.may(SETS_UP):
        raise NotAllowed("custody.not_yours", act="door_code")
    row = _newest(CARD, cell__suite_id=suite.id, cell__code=cell)
    if row is None:
        raise NotFound("no_such_record")
    rows = zip(card.ROWS, card.grid(_opened(row)), strict=True)
    return Card(cell=cell, number=row.number, issued_at=row.issued_at, rows=tuple(rows))


def ask(*, suite: SuiteView, cell: str, by: Visit, at: datetime) -> Asked | None:
    """Ask for a number of the card at a door; the same question while it is fresh. None: there is no card, nobody to ask,
    or too many answers were wrong.
    """
    row = _newest(CARD, cell__suite_id=suite.id, cell__code=cell)
    if row is None or by.account is None or not by.may(CARES) or _guesses(row, by.account, at=at):
        return None
    fresh = DoorAsk.objects.filter(door=row, account=by.account, answered_at=None, asked_at__lte=at)
    found = fresh.filter(asked_at__gt=at - card.LIVES / 2).order_by("-asked_at").first()
    if found is None:
        found = DoorAsk.objects.create(
            door=row, account=by.account, place=card.draw(secrets.randbelow), asked_at=at
        )
    return Asked(id=found.id, place=found.place, until=found.asked_at + card.LIVES)


def _guesses(row: DoorCode, account: UUID, *, at: datetime) -> bool:
    wrong = DoorAsk.objects.filter(door=row, account=account, right=False, answered_at__gt=at - WRONG_WITHIN)
    return wrong.count() >= WRONG_MOST


def answer(*, asked: UUID, typed: str, cell: str, by: Visit, at: datetime) -> dict[str, Any]:
    """What an answer proves, as an entry's `presence`. A question is answered once, in time, by whom it was put to, at the
    door for which it was put: everything else raises Invalid (custody.card_old, custody.card_wrong), and may be tried again.
    """
    row = (
        DoorAsk.objects.select_for_update(of=("self",))
        .select_related("door__cell")
        .filter(id=asked, account=by.account, answered_at=None)
        .first()
    )
    if row is None or row.door.cell.code != cell or not card.is_alive(asked_at=row.asked_at, at=at):
        raise Invalid([Problem(field="digits", code="custody.card_old")])
    row.right, row.answered_at = card.is_right(_opened(row.door), row.place, typed), at
    row.save(update_fields=["right", "answered_at"])
    if not row.right:
        raise Invalid([Problem(field="digits", code="custody.card_wrong")])
    return {"kind": CARD, "cell": cell, "card": row.door.number, "asked_at": row.asked_at.isoformat()}


def touch(*, code: str, sealed: str, mac: str, by: Visit, at: datetime) -> Touched:
    """Read the address that a tag made; opened again by the same person it stays the same touch.

    Raises NotFound where it is no tag of a suite that this visit reads, Conflict (custody.tag_old) where it is over, where
    somebody else has opened it, and where a later touch is known.
    """
    row = DoorCode.objects.select_related("cell__suite").filter(code=code, kind=TAG).first()
    known = {suite.id for suite in queries.suites(by)}
    found = sun.read(sealed=sealed, code=mac, keys=_keys(_opened(row))) if row else None
    if row is None or found is None or by.account is None or row.cell.suite_id not in known:
        raise NotFound("custody.no_such_tag")
    if row.id != _newest_id(row):
        raise Conflict("custody.tag_old")
    mine = DoorTouch.objects.filter(door=row, counter=found.counter, account=by.account).first()
    seen = mine or _first_seen(row, found, by=by, at=at)
    if at > seen.seen_at + card.LIVES:
        raise Conflict("custody.tag_old")
    until = seen.seen_at + card.LIVES
    return Touched(id=seen.id, suite=row.cell.suite.code, cell=row.cell.code, until=until)


def _first_seen(row: DoorCode, found: sun.Touch, *, by: Visit, at: datetime) -> DoorTouch:
    last = DoorTouch.objects.filter(door=row).order_by("-counter").first()
    if not sun.is_new(found, uid=row.uid, last=last.counter if last else -1):
        raise Conflict("custody.tag_old")
    made = DoorTouch(door=row, counter=found.counter, account=by.account, seen_at=at)
    DoorTouch.objects.bulk_create([made], ignore_conflicts=True)
    if not DoorTouch.objects.filter(
        id=made.id
    ).exists():  # somebody else opened the same address at this moment
        raise Conflict("custody.tag_old")
    return made


def touched(*, which: UUID, cell: str, by: Visit, at: datetime) -> dict[str, Any]:
    """What a touch proves, as an entry's `presence`; several people in one room are checked by one.

    Raises Invalid when it is over or somebody else's.
    """
    row = DoorTouch.objects.select_related("door__cell").filter(id=which, account=by.account).first()
    if row is None or row.door.cell.code != cell or at > row.seen_at + card.LIVES:
        raise Invalid([Problem(field="touch", code="custody.touch_over")])
    return {
        "kind": TAG,
        "cell": cell,
        "tag": row.door.number,
        "counter": row.counter,
        "touched_at": row.seen_at.isoformat(),
    }


def _newest(kind: str, **where: Any) -> DoorCode | None:
    return DoorCode.objects.filter(kind=kind, **where).order_by("-number").first()


def _newest_id(row: DoorCode) -> UUID | None:
    newest = _newest(row.kind, cell=row.cell)
    return newest.id if newest else None


def _keys(secret: bytes) -> sun.Keys:
    return sun.Keys(meta=secret[: sun.KEY_BYTES], file=secret[sun.KEY_BYTES :])


def _box() -> AESGCM:
    derived = HKDF(algorithm=SHA256(), length=32, salt=None, info=b"quartier cell doors")
    return AESGCM(derived.derive(settings.SECRET_KEY.encode()))


def _sealed(secret: bytes, code: str) -> bytes:
    nonce = secrets.token_bytes(NONCE)
    return nonce + _box().encrypt(nonce, secret, code.encode())


def _opened(row: DoorCode) -> bytes:
    """Its secret; of a card or tag that was sealed with another key nothing is ever right."""
    body = bytes(row.sealed)
    try:
        return _box().decrypt(body[:NONCE], body[NONCE:], row.code.encode())
    except InvalidTag:
        return secrets.token_bytes(2 * sun.KEY_BYTES)
