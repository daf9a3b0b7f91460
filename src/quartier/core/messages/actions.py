"""What other packages call: `tell`, and what a person says about how they want to be told."""

import hashlib
import hmac
import json
import secrets
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import DatabaseError, connections, transaction

from quartier.core.kit.errors import Invalid, NotAllowed, NotFound, Problem
from quartier.core.kit.ids import uuid7
from quartier.core.ledger import actions as ledger
from quartier.core.registry import lock
from quartier.core.registry.visits import Visit

from . import doorbell, own, templates
from .models import Message, Step
from .rules import addresses

CODE_LASTS = timedelta(days=3)
TYPED_CODE_LASTS = timedelta(minutes=15)
NO_DATA = "P0002"  # as the functions raise it for what is hidden or absent


@dataclass(frozen=True, slots=True, kw_only=True)
class To:
    """Whom a message is for; any of these together, and nobody gets it twice.

    `accounts`: whoever holds these accounts. `recipients`: what `give_contact` returned. `followers_of`: whoever follows
    this record. `topic` with `areas`: whoever follows the topic in one of these areas.
    """

    accounts: Collection[UUID] = ()
    recipients: Collection[UUID] = ()
    followers_of: UUID | None = None
    topic: str = ""
    areas: Collection[int] = ()


def tell(
    *,
    to: To,
    template: str,
    gaps: Mapping[str, Any],
    organisation: int,
    key: str,
    by: Visit,
    at: datetime,
    about: UUID | None = None,
    about_tag: str = "",
) -> int:
    """Say one thing to people, in the caller's transaction: it stands if and only if that commits.

    `organisation` speaks. `key` names the occasion (`news.published TAG`): the same one is never said twice to one
    person, however often this is called. Returns to how many it was newly said. Raises ValueError for an unknown
    template or other gaps than its own, RuntimeError outside a transaction.
    """
    if not connections[lock.APPLICATION].in_atomic_block:
        raise RuntimeError("a message is said in the transaction of what it tells")
    said = said_to(
        to, template=template, gaps=gaps, organisation=organisation, key=key, at=at, about=about, about_tag=about_tag
    )  # fmt: skip
    if said:
        fields = {"template": template, "recipients": said, "organisation": organisation}
        ledger.append(kind="messages.told", record=about_tag or None, fields=fields, by=by, occurred_at=at)
    return said


def said_to(
    to: To,
    *,
    template: str,
    gaps: Mapping[str, Any],
    organisation: int,
    key: str,
    at: datetime,
    about: UUID | None = None,
    about_tag: str = "",
    address: UUID | None = None,
) -> int:
    """The mail room's own part of `tell`, without the ledger's; `address`: there, whatever the wishes say."""
    filled = json.dumps(templates.checked(template, gaps))
    row = _one(
        "select messages.tell(%s::uuid[], %s::uuid[], %s::uuid, %s, %s::int[], %s::int, %s::uuid, %s, %s, %s::jsonb, %s, "
        "%s::uuid, %s)",
        [
            list(to.accounts), list(to.recipients), to.followers_of, to.topic, list(to.areas), organisation, about,
            about_tag, template, filled, key, address, at,
        ],
    )  # fmt: skip
    if templates.template(template).urgent and row[0]:
        doorbell.ring(organisation)
    return int(row[0])


def give_contact(
    *,
    organisation: int,
    value: str,
    channel: str = "email",
    language: str,
    zone: str,
    by: Visit,
    at: datetime,
    about: UUID | None = None,
    topics: Collection[str] = (),
    area: int | None = None,
    rhythm: str = "at_once",
) -> UUID | None:
    """Somebody without an account gives an e-mail address or a telephone number, for one record (which they see, opened
    in this transaction, or read in public) or for topics in an area.

    They are asked there whether it is theirs; until they say so, nothing else is sent. None: asked too often today,
    which a page does not tell apart from success. Raises Invalid for what can be no address, NotFound for the record.
    """
    tidy = _tidy(channel, value)
    code = secrets.token_urlsafe(12)
    with transaction.atomic(using=lock.APPLICATION):
        row = reached(
            "select * from messages.give(%s::int, %s, %s, %s, %s, %s, %s::uuid, %s::text[], %s::int, %s, %s)",
            [
                organisation,
                channel,
                tidy,
                language,
                zone,
                rhythm,
                about,
                list(topics),
                area,
                digest(code),
                at + CODE_LASTS,
            ],
        )
        recipient, address = row
        if recipient is None:
            return None
        said_to(
            To(recipients=[recipient]),
            template=own.CONFIRM,
            gaps={"code": code},
            organisation=organisation,
            key=f"{own.CONFIRM} {address}",
            at=at,
            address=address,
        )
    return UUID(str(recipient))


def confirm(*, code: str, by: Visit, at: datetime) -> str:
    """The code from the message: the address is theirs, and what they asked for begins. Returns their language.

    Raises NotFound for a code that is unknown or too old.
    """
    with transaction.atomic(using=lock.APPLICATION):
        recipient, tag, themes, language = _one("select * from messages.confirm(%s)", [digest(code)])
        if recipient is None:
            raise NotFound("messages.no_such_code")
        for theme in themes:
            _consent(tag, theme, given=True, how="link", by=by, at=at)
    return str(language)


def ask_code(
    *, organisation: int, channel: str, value: str, language: str, zone: str, by: Visit, at: datetime
) -> UUID:
    """Send a code of six digits to an e-mail address or a telephone number, to be typed within 15 minutes.

    Returns the recipient to be kept by the page, out of its address and its logs. Known, unknown and asked too often
    (five an hour, ten a day) look alike. Raises Invalid for what can be no address.
    """
    tidy = _tidy(channel, value)
    code = f"{secrets.randbelow(1_000_000):06d}"
    with transaction.atomic(using=lock.APPLICATION):
        recipient, address = _one(
            "select * from messages.ask(%s::int, %s, %s, %s, %s, %s, %s)",
            [organisation, channel, tidy, language, zone, _typed(code), at + TYPED_CODE_LASTS],
        )
        if recipient is None:
            return uuid7()
        said_to(
            To(recipients=[recipient]),
            template=own.CODE,
            gaps={"code": code},
            organisation=organisation,
            key=f"{own.CODE} {address}",
            at=at,
            address=address,
        )
    return UUID(str(recipient))


def type_code(*, recipient: UUID, code: str, by: Visit, at: datetime) -> UUID | None:
    """The code as it was typed. Returns who holds the address now (an older recipient of it, if there is one), or None
    for a wrong or late one; five tries. A wrong try counts only if the caller's transaction commits."""
    digits = "".join(letter for letter in code if letter.isalnum())
    found = _one("select messages.type_code(%s, %s)", [recipient, _typed(digits)])[0]
    return UUID(str(found)) if found else None


def carry(*, from_about: UUID, to_about: UUID, by: Visit, at: datetime) -> int:
    """Whoever follows one record follows another from now on too: it was forwarded, or joined as a duplicate.

    The visit sees the first or has opened it in this transaction; the second may also be public. Raises NotFound.
    Returns for how many that is new.
    """
    return int(reached("select messages.carry(%s, %s)", [from_about, to_about])[0])


def follow(
    *,
    organisation: int,
    by: Visit,
    at: datetime,
    about: UUID | None = None,
    topic: str = "",
    area: int | None = None,
    recipient: UUID | None = None,
) -> UUID:
    """An account follows a record that it sees, has just opened or reads in public, or a topic in an area. Twice is once.

    `recipient`: somebody without an account whose address `type_code` has proven, for a record. Raises NotFound.
    """
    if recipient is not None:
        return UUID(str(reached("select messages.follow_as(%s, %s)", [recipient, about])[0]))
    if by.account is None:
        raise NotAllowed("messages.sign_in_first")
    with transaction.atomic(using=lock.APPLICATION):
        row = reached(
            "select messages.follow(%s::int, %s::uuid, %s, %s::int)", [organisation, about, topic, area]
        )
        if topic:
            recipient = _one("select messages.mine_in(%s::int)", [organisation])[0]
            _one("select messages.agree(%s, %s, 'page')", [recipient, topic])
            tag = _one("select tag from messages_recipient where id = %s", [recipient])[0]
            _consent(tag, topic, given=True, how="page", by=by, at=at)
    return UUID(str(row[0]))


def say_of(
    *, about: UUID, organisation: int, word: str, by: Visit, at: datetime, recipient: UUID | None = None
) -> bool:
    """A follower says one word of what they follow; whether that is new. Raises NotFound for whoever does not follow."""
    if by.account is None and recipient is None:
        raise NotAllowed("messages.sign_in_first")
    return bool(
        reached("select messages.say_of(%s, %s::int, %s::uuid, %s)", [about, organisation, recipient, word])[
            0
        ]
    )


def stop(
    *,
    by: Visit,
    at: datetime,
    how: str,
    key: str = "",
    recipient: UUID | None = None,
    one: UUID | None = None,
    theme: str = "",
) -> None:
    """End what is followed: `one` thing, a theme, or all. By the key of a message, or as the account itself."""
    with transaction.atomic(using=lock.APPLICATION), connections[lock.APPLICATION].cursor() as cursor:
        cursor.execute(
            "select * from messages.stop(%s::uuid, %s, %s::uuid, %s, %s)", [recipient, key, one, theme, how]
        )
        for tag, ended in cursor.fetchall():
            _consent(tag, ended, given=False, how=how, by=by, at=at)


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """How somebody wants to be written to."""

    language: str
    way: str = ""
    discreet: bool = False
    quiet_from: time | None = None
    quiet_to: time | None = None
    rhythm: str = "at_once"


def prefer(*, chosen: Chosen, by: Visit, at: datetime, key: str = "", recipient: UUID | None = None) -> None:
    """Change these wishes. Raises NotFound alike for a wrong key and for somebody else's."""
    row = _one(
        "select messages.prefer(%s::uuid, %s, %s, %s, %s, %s::time, %s::time, %s)",
        [
            recipient, key, chosen.language, chosen.way, chosen.discreet, chosen.quiet_from, chosen.quiet_to,
            chosen.rhythm,
        ],
    )  # fmt: skip
    if not row[0]:
        raise NotFound("no_such_record")


def be_known(*, organisation: int, by: Visit, at: datetime) -> UUID:
    """The recipient of whoever is here, with this organisation; made when it was never written to."""
    if by.account is None:
        raise NotAllowed("messages.sign_in_first")
    return UUID(str(_one("select messages.mine_in(%s::int)", [organisation])[0]))


def live_at(*, organisation: int, value: str, by: Visit, at: datetime) -> None:
    """The postal address of whoever is here; empty: none any more. Raises Invalid for what can be none."""
    tidy = addresses.tidy(channel="letter", value=value) if value.strip() else ""
    if tidy is None:
        raise Invalid([Problem(field="letter", code="no_postal_address")])
    _one("select messages.live_at(%s::int, %s)", [organisation, tidy])


def sweep() -> int:
    """Addresses that nobody confirmed within a week go, with what was asked there; returns how many."""
    return int(_one("select messages.sweep()", [])[0])


def forget(*, about: UUID) -> int:
    """A record is erased: for its Kind's `erase`. What was said about it loses every word; what waits is not sent."""
    return int(_one("select messages.forget(%s)", [about])[0])


def acknowledge(*, message: UUID, by: Visit, at: datetime) -> bool:
    """Whoever got it says that they have read it: more than delivered, less than answered. Twice is once."""
    return bool(_one("select messages.acknowledge(%s)", [message])[0])


def note(row: Message, state: str, *, at: datetime, code: str = "", proof: str = "") -> None:
    """Add what happened to a message."""
    Step.objects.bulk_create(
        [
            Step(
                message_id=row.id,
                recipient_id=row.recipient_id,
                scope_id=row.scope_id,
                state=state,
                code=code,
                proof=proof,
                at=at,
            )
        ]
    )


def _consent(tag: str, theme: str, *, given: bool, how: str, by: Visit, at: datetime) -> None:
    fields = {"theme": theme, "given": given, "how": how}
    ledger.append(kind="messages.consent_said", record=tag, fields=fields, by=by, occurred_at=at)


def digest(code: str) -> bytes:
    return hashlib.sha256(code.encode()).digest()


def _typed(code: str) -> bytes:
    """Keyed: six digits could be found out from a plain digest at once."""
    return hmac.new(settings.SECRET_KEY.encode(), b"messages.code " + code.encode(), hashlib.sha256).digest()


def _tidy(channel: str, value: str) -> str:
    tidy = addresses.tidy(channel=channel, value=value) if channel in ("email", "sms") else None
    if tidy is None:
        raise Invalid([Problem(field=channel, code="no_address")])
    return tidy


def reached(sql: str, values: list[Any]) -> Any:
    """One row of a function. Raises NotFound where the function says that there is no such record."""
    try:
        with transaction.atomic(using=lock.APPLICATION):
            return _one(sql, values)
    except DatabaseError as error:
        if getattr(error.__cause__, "sqlstate", None) != NO_DATA:
            raise
        raise NotFound("no_such_record") from None


def _one(sql: str, values: list[Any]) -> Any:
    with connections[lock.APPLICATION].cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.fetchone()
