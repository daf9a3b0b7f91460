"""Reads of the mail room, all behind the lock: the worker's, a person's own, and numbers about the queues."""

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connections
from django.db.models import OuterRef, Subquery

from quartier.core.accounts import queries as accounts
from quartier.core.kit.errors import NotFound
from quartier.core.registry import lock
from quartier.core.registry.visits import Visit

from .models import Address, Consent, Following, Message, Recipient, Step
from .rules.hours import Wishes

PERMIT = "messages.send"


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A message as its recipient or a clerk sees it. `subject` is empty until it was written."""

    id: UUID
    reference: str
    at: datetime
    template: str
    channel: str
    language: str
    subject: str
    text: str
    state: str
    state_at: datetime
    code: str
    about: str
    organisation: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Health:
    """How one organisation's queue stands. `oldest`: since when its oldest message waits."""

    organisation: int
    waiting: int
    failing: int
    given_up: int
    to_print: int
    to_call: int
    oldest: datetime | None


def rooms() -> list[accounts.Known]:
    """The service accounts that send for their organisations."""
    return [one for one in accounts.accounts_of(None, kind="service") if one.is_active]


def recipient(which: UUID) -> Recipient | None:
    return Recipient.objects.filter(id=which).first()


def wishes_of(row: Recipient) -> Wishes:
    return Wishes(
        zone=row.zone,
        quiet_from=row.quiet_from,
        quiet_to=row.quiet_to,
        rhythm=row.rhythm,
        discreet=row.discreet,
    )


def known_addresses(row: Recipient) -> dict[str, str]:
    """Confirmed addresses by channel. An account's e-mail and telephone are those with which it signs in."""
    held = Address.objects.filter(recipient_id=row.id, ended_at=None, confirmed_at__isnull=False)
    found = {one.channel: one.value for one in held.order_by("confirmed_at")}
    if row.account:
        found |= accounts.proven_addresses(row.account)
    if row.way == "phone" and "sms" in found:
        found.setdefault("phone", found["sms"])  # whoever wants to be called has one number for both
    return found


def address(which: UUID) -> Address | None:
    return Address.objects.filter(id=which, ended_at=None).first()


def agrees(row: Recipient, theme: str) -> bool:
    """Whether the newest word on a theme is yes. A theme of which nothing was said is not agreed to."""
    said = Consent.objects.filter(recipient_id=row.id, theme=theme).order_by("-at", "-id").first()
    return said is not None and said.given


def _with_state(rows: Any) -> Any:
    newest = Step.objects.filter(message_id=OuterRef("id")).order_by("-id")
    return rows.annotate(
        state=Subquery(newest.values("state")[:1]),
        state_at=Subquery(newest.values("at")[:1]),
        code=Subquery(newest.values("code")[:1]),
    )


def _said(rows: Iterable[Any]) -> list[Said]:
    return [
        Said(
            id=row.id,
            reference=row.reference,
            at=row.said_at,
            template=row.template,
            channel=row.channel,
            language=row.language,
            subject=row.subject,
            text=row.text,
            state=row.state or "queued",
            state_at=row.state_at or row.said_at,
            code=row.code or "",
            about=row.about_tag,
            organisation=row.organisation_id,
        )
        for row in rows
    ]


def messages_to(by: Visit, *, account: UUID, limit: int = 200) -> list[Said]:
    """What was said to an account, newest first: to itself, or to whoever sees the mail room."""
    own = Recipient.objects.filter(account=account).values("id")
    rows = _with_state(Message.objects.filter(recipient_id__in=own)).order_by("-said_at", "-id")
    return _said(rows[:limit])


def message_for(by: Visit, id: UUID) -> Said:
    """One message, as whoever got it sees it. Raises NotFound alike for hidden and absent."""
    own = Recipient.objects.filter(account=by.account).values("id")
    found = _said(_with_state(Message.objects.filter(id=id, recipient_id__in=own))) if by.account else []
    if not found:
        raise NotFound("no_such_record")
    return found[0]


def messages_to_address(by: Visit, *, value: str, limit: int = 200) -> list[Said]:
    """What was said to whoever gave this address without an account, newest first."""
    held = Address.objects.filter(value=value).values("recipient_id")
    mine = Recipient.objects.filter(id__in=held, account=None).values("id")
    rows = _with_state(Message.objects.filter(recipient_id__in=mine)).order_by("-said_at", "-id")
    return _said(rows[:limit])


def own_recipients(by: Visit) -> list[Recipient]:
    """How the organisations write to whoever is here."""
    return list(Recipient.objects.filter(account=by.account).order_by("created_at")) if by.account else []


def own_follows(by: Visit) -> list[Following]:
    held = [row.id for row in own_recipients(by)]
    rows = Following.objects.filter(recipient_id__in=held, ended_at=None, confirmed_at__isnull=False)
    return list(rows.order_by("since"))


def postal(row: Recipient) -> str:
    held = Address.objects.filter(recipient_id=row.id, channel="letter", ended_at=None).first()
    return held.value if held else ""


def calls(by: Visit) -> list[tuple[Said, int]]:
    """Calls to make, oldest first, each with how often it was tried; no number in the list."""
    waiting = _with_state(Message.objects.filter(channel="phone", due_at=None))
    rows = list(waiting.filter(state__in=["queued", "failed"]).order_by("said_at", "id")[:200])
    return [(said, row.tries) for said, row in zip(_said(rows), rows, strict=True)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """One call to make: what to say, to which recipient, at which number. `discreet`: nobody else may learn anything."""

    said: Said
    recipient: UUID
    number: str
    tries: int
    discreet: bool


def call_for(by: Visit, id: UUID) -> Call:
    """One call. Raises NotFound alike for hidden, absent and done."""
    waiting = _with_state(Message.objects.filter(id=id, channel="phone", due_at=None))
    row = waiting.filter(state__in=["queued", "failed"]).first()
    whom = recipient(row.recipient_id) if row else None
    if row is None or whom is None:
        raise NotFound("no_such_record")
    return Call(
        said=_said([row])[0],
        recipient=whom.id,
        number=known_addresses(whom).get("phone", ""),
        tries=row.tries,
        discreet=whom.discreet,
    )


def letters(by: Visit) -> list[tuple[Said, UUID, str]]:
    """Letters to print, oldest first: what it says, to which recipient, at which postal address."""
    waiting = _with_state(Message.objects.filter(channel="letter", due_at=None)).filter(state="queued")
    return [_letter(row) for row in waiting.order_by("said_at", "id")[:200]]


def letter_for(by: Visit, id: UUID) -> tuple[Said, UUID, str]:
    """One letter. Raises NotFound alike for hidden, absent and posted."""
    row = (
        _with_state(Message.objects.filter(id=id, channel="letter", due_at=None))
        .filter(state="queued")
        .first()
    )
    if row is None:
        raise NotFound("no_such_record")
    return _letter(row)


def _letter(row: Any) -> tuple[Said, UUID, str]:
    whom = recipient(row.recipient_id)
    return _said([row])[0], row.recipient_id, postal(whom) if whom else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One message of an occasion, as far as whoever sees the record may know: how it went, never to which address."""

    channel: str
    language: str
    state: str
    state_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Occasion:
    """One thing that was said about a record, to so many people."""

    template: str
    gaps: dict[str, Any]
    organisation: int
    at: datetime
    to: tuple[Told, ...]

    def counted(self) -> dict[str, int]:
        """How many stand where: queued, handed_over, delivered, acknowledged, given_up; what is under way is queued."""
        found = Counter(AS_TOLD.get(one.state, one.state) for one in self.to)
        return {state: found[state] for state in TOLD if found[state]}


TOLD = ("queued", "handed_over", "delivered", "acknowledged", "given_up")
AS_TOLD = {"under_way": "queued", "failed": "queued"}


def said_about(by: Visit, *, about: UUID) -> list[Occasion]:
    """What was said about a record that the visit sees, oldest first; nothing about any other."""
    occasions: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for row in _rows("select * from messages.told(%s)", about):
        occasions.setdefault((row["template"], row["key"]), []).append(row)
    return [_occasion(rows) for rows in occasions.values()]


def _occasion(rows: list[dict[str, Any]]) -> Occasion:
    first = rows[0]
    gaps = json.loads(first["gaps"]) if isinstance(first["gaps"], str) else first["gaps"]
    names = ("channel", "language", "state", "state_at")
    return Occasion(
        template=first["template"],
        gaps=gaps,
        organisation=first["organisation"],
        at=first["said_at"],
        to=tuple(Told(**{name: row[name] for name in names}) for row in rows),
    )


def wishes_by_key(by: Visit, *, key: str) -> dict[str, Any] | None:
    """What the page behind a message's foot shows: wishes and what is followed; no address."""
    found = _rows("select messages.wishes(%s) as wishes", key)[0]["wishes"]
    return json.loads(found) if isinstance(found, str) else found


def health() -> list[Health]:
    """Numbers only, for everybody."""
    return [Health(**row) for row in _rows("select * from messages.health()")]


def _rows(sql: str, *values: object) -> list[dict[str, Any]]:
    with connections[lock.APPLICATION].cursor() as cursor:
        cursor.execute(sql, values)
        names = [column.name for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def followers(by: Visit, *, about: UUID) -> int:
    """How many follow a record that the visit sees or that is public; 0 for any other."""
    return int(_rows("select messages.followers(%s) as number", about)[0]["number"])


def followers_each(by: Visit, *, abouts: Iterable[UUID]) -> dict[UUID, int]:
    """The same for several records at once; those that nobody follows are left out."""
    rows = _rows("select * from messages.followers_each(%s::uuid[])", list(abouts))
    return {row["about"]: int(row["number"]) for row in rows}


def follows(by: Visit, *, about: UUID) -> bool:
    """Whether whoever is here follows this record."""
    return any(one.about == about for one in own_follows(by))


def opinions(by: Visit, *, about: UUID, since: datetime) -> dict[str, int]:
    """How many followers say which word of a record that the visit sees or that is public; the newest of each counts."""
    return {
        str(row["word"]): int(row["number"])
        for row in _rows("select * from messages.opinions(%s, %s)", about, since)
    }
