"""What people do for the mail room: print letters, call somebody up, write down how somebody wants to be told."""

import json
import secrets
from datetime import datetime
from uuid import UUID

from django.db import transaction

from quartier.core.kit.errors import Invalid, NotAllowed, NotFound, Problem
from quartier.core.ledger import actions as ledger
from quartier.core.registry import lock
from quartier.core.registry.visits import Visit

from . import own
from .actions import CODE_LASTS, To, note, reached, said_to
from .actions import digest as digest_of
from .models import Address, Message, Recipient, Step
from .rules import addresses, calls

PERMIT = "messages.letters"
ASKED = ("email", "sms")  # these confirm themselves; a letter and a call are given to a clerk in person


def mark_posted(*, message: UUID, by: Visit, at: datetime) -> None:
    """A printed letter was given to the post. Raises NotFound for what is none that waits."""
    if not by.may(PERMIT):
        raise NotAllowed("not_permitted", permit=PERMIT)
    with transaction.atomic(using=lock.APPLICATION):
        row = Message.objects.select_for_update().filter(id=message, channel="letter", due_at=None).first()
        if row is None or Step.objects.filter(message_id=message, state="handed_over").exists():
            raise NotFound("no_such_record")
        note(row, "handed_over", at=at, proof="by hand")
        ledger.append(
            kind="messages.letter_posted",
            record=row.about_tag or None,
            fields={"message": row.reference},
            by=by,
            occurred_at=at,
        )


def mark_called(*, message: UUID, outcome: str, called_at: datetime, by: Visit, at: datetime) -> None:
    """Somebody was called at `called_at`: reached and told, not reached, or the number is not theirs.

    A call that is given up becomes a letter where the person has a postal address and did not name the telephone as the
    only safe way. Raises NotFound for what is no call that waits, Invalid for a time that lies ahead or before the message.
    """
    if not by.may(PERMIT):
        raise NotAllowed("not_permitted", permit=PERMIT)
    with transaction.atomic(using=lock.APPLICATION):
        row = Message.objects.select_for_update().filter(id=message, channel="phone", due_at=None).first()
        newest = Step.objects.filter(message_id=message).order_by("-id").first() if row else None
        if row is None or newest is None or newest.state not in ("queued", "failed"):
            raise NotFound("no_such_record")
        if outcome not in calls.OUTCOMES:
            raise Invalid([Problem(field="outcome", code="messages.no_such_outcome")])
        if not row.said_at.replace(second=0, microsecond=0) <= called_at <= at:
            raise Invalid([Problem(field="called_at", code="messages.no_such_time")])
        row.tries += 1
        after = calls.after(outcome=outcome, tries=row.tries)
        note(row, after.state, at=at, code=after.code, proof="by telephone")
        if outcome == "wrong_number":
            reached("select messages.end_number(%s)", [row.id])
        if after.state == "given_up":
            _post_instead(row, at=at)
        row.save(update_fields=["tries", "channel"])
        ledger.append(
            kind="messages.call_made",
            record=row.about_tag or None,
            fields={"message": row.reference, "outcome": outcome},
            by=by,
            occurred_at=called_at,
        )


def _post_instead(row: Message, *, at: datetime) -> None:
    recipient = Recipient.objects.get(id=row.recipient_id)
    held = Address.objects.filter(recipient_id=row.recipient_id, channel="letter", ended_at=None)
    if recipient.way == "" and held.exists():
        row.channel = "letter"
        note(row, "queued", at=at)


def enter_contact(
    *,
    organisation: int,
    about: UUID,
    language: str,
    zone: str,
    values: dict[str, str],
    way: str = "",
    discreet: bool = False,
    by: Visit,
    at: datetime,
) -> UUID:
    """A clerk writes down how somebody who called, came or wrote wants to hear of a record; they follow it.

    `values`: by channel (email, sms, phone, letter), empty ones left out. What goes by machine is confirmed by whoever has
    the address; a call and a letter need no more than the clerk's word. Returns the recipient. Raises Invalid with all
    that can be no address, NotFound where the record is out of reach, NotAllowed outside one's organisation.
    """
    if by.account is None or by.organisation != organisation:
        raise NotAllowed("outside_your_organisation")
    tidy = _tidied(values)
    codes = {channel: secrets.token_urlsafe(12) for channel in tidy if channel in ASKED}
    held = [
        {"channel": channel, "value": value, "digest": digest_of(codes[channel]).hex() if channel in codes else None}
        for channel, value in tidy.items()
    ]  # fmt: skip
    with transaction.atomic(using=lock.APPLICATION):
        recipient, asked = reached(
            "select * from messages.enter_contact(%s::int, %s::uuid, %s, %s, %s, %s, %s::jsonb, %s)",
            [organisation, about, language, zone, way, discreet, json.dumps(held), at + CODE_LASTS],
        )
        for channel, address in (json.loads(asked) if isinstance(asked, str) else asked).items():
            said_to(
                To(recipients=[recipient]),
                template=own.CONFIRM,
                gaps={"code": codes[channel]},
                organisation=organisation,
                key=f"{own.CONFIRM} {address}",
                at=at,
                address=UUID(address),
            )
    return UUID(str(recipient))


def _tidied(values: dict[str, str]) -> dict[str, str]:
    """Raises Invalid with every channel whose value can be none."""
    given = {channel: value for channel, value in values.items() if value.strip()}
    tidy = {channel: addresses.tidy(channel=channel, value=value) for channel, value in given.items()}
    wrong = [channel for channel, value in tidy.items() if value is None or channel not in addresses.CHANNELS]
    if wrong or not tidy:
        code = "no_address" if wrong else "messages.no_way"
        raise Invalid([Problem(field=channel, code=code) for channel in wrong or ["way"]])
    return {channel: value for channel, value in tidy.items() if value}
