"""The sending round of one organisation: claim, settle, write down, hand over, write down what became of it.

Each step is a transaction of its own, so that a kill at any point leaves a row that says how far it came:

1. claim: the row is ours until `claimed_until`; whoever finds it claimed goes on to the next (SKIP LOCKED);
2. settle: quiet hours, digests, withdrawn consent, no address: it is put off or given up, and nothing leaves;
3. under_way: text, channel and reference are written down, before a byte leaves;
4. the channel is called, outside any transaction;
5. handed_over with the proof, or failed with the next try.

A kill before 4 loses nothing: the claim runs out. A kill between 4 and 5 is what no outbox can see; `channels` says what
each channel makes of the second try.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import Q

from quartier.core.registry import lock
from quartier.core.registry.visits import Visit, VisitKind

from . import queries, receipts, templates, wording
from .actions import note
from .channels import mail, smpp, sms
from .channels.parcel import Parcel, Refused, Unanswered
from .models import Message, Recipient, Step
from .rules import addresses, hours

LEASE = timedelta(minutes=5)  # longer than any try may take: a relay is waited for 10 seconds
AT_ONCE = 20
BY_HAND = ("letter", "phone")
RECEIPT_GRACE = timedelta(minutes=10)  # so long a receipt may come for an SMS whose hand-over was cut off

Send = Callable[[Parcel], str]
Step_ = Callable[[str], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """What one round did."""

    handed_over: int = 0
    failed: int = 0
    put_off: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Ready:
    """Messages that leave together (one, or a digest), and the parcel."""

    ids: tuple[UUID, ...]
    parcel: Parcel


def silent(step: str) -> None:
    """Nobody listens to the steps."""


def run(
    service: UUID, *, ways: dict[str, Send] | None = None, lease: timedelta = LEASE, stop_at: Step_ = silent
) -> Round:
    """Send what is due for the organisation of this service account. `stop_at` is told each step by name."""
    token = lock.open_visit(account=service, kind=VisitKind.SERVICE, lasts=timedelta(hours=1))
    handed_over = failed = put_off = 0
    with ExitStack() as stack:
        stack.callback(lock.close_visit, token)
        chosen = stack.enter_context(outlets()) if ways is None else ways
        while ids := claim(token, lease=lease):
            stop_at("claimed")
            for which in ids:
                ready = prepare(token, which, lease=lease)
                if ready is None:
                    put_off += 1
                    continue
                stop_at("under_way")
                done = hand_over(token, ready, ways=chosen, stop_at=stop_at)
                handed_over, failed = handed_over + done, failed + (not done)
    return Round(handed_over=handed_over, failed=failed, put_off=put_off)


@contextmanager
def outlets() -> Iterator[dict[str, Send]]:
    """The channels of this installation. Letters leave by hand."""
    ways: dict[str, Send] = {"email": mail.send}
    line = sms.way(received=receipts.keep) if settings.QUARTIER_SMS else None
    try:
        yield ways if line is None else ways | {"sms": line.send}
    finally:
        if line is not None:
            line.close()


@contextmanager
def _entered(token: str) -> Iterator[Visit]:
    with lock.visit(token) as visit:
        yield visit


def claim(token: str, *, lease: timedelta) -> list[UUID]:
    """The next messages that are due and in nobody's hands; ours from now on, until the lease runs out."""
    with _entered(token) as visit:
        if not visit.may(queries.PERMIT):
            return []
        free = Q(claimed_until=None) | Q(claimed_until__lte=visit.now)
        rows = Message.objects.select_for_update(skip_locked=True).filter(free, due_at__lte=visit.now)
        ids = [row.id for row in rows.order_by("due_at", "id")[:AT_ONCE]]
        Message.objects.filter(id__in=ids).update(claimed_until=visit.now + lease)
        return ids


def prepare(token: str, which: UUID, *, lease: timedelta) -> Ready | None:
    """Decide what happens to a claimed message now; None: it does not leave in this round."""
    with _entered(token) as visit:
        row = Message.objects.select_for_update().filter(id=which, due_at__isnull=False).first()
        recipient = queries.recipient(row.recipient_id) if row else None
        if row is None or recipient is None:
            return None
        if _waits(row, recipient, at=visit.now) or _is_over(row, recipient, at=visit.now):
            return None
        found = _where(row, recipient)
        if found is None:
            _give_up(row, "no_address", at=visit.now)
            return None
        channel, to = found
        if channel == "sms" and _receipt_may_come(row, at=visit.now):
            return None
        rows = _gathered(row, at=visit.now, lease=lease) if row.digest_at and channel == "email" else [row]
        return _write_down(rows, recipient, channel=channel, to=to, at=visit.now)


def _waits(row: Message, recipient: Recipient, *, at: datetime) -> bool:
    """Quiet hours and digests: put off, unless its digest is due now."""
    template = templates.template(row.template)
    if row.tries and not row.digest_at:
        wishes = queries.wishes_of(recipient)
        when = at if template.urgent and not wishes.discreet else hours.free_from(at=at, wishes=wishes)
        gathered = False
    elif row.digest_at:
        return False
    else:
        when, gathered = hours.may_wait(
            at=at, wishes=queries.wishes_of(recipient), urgent=template.urgent, gathers=template.gathers
        )
    if when <= at:
        return False
    row.due_at, row.claimed_until, row.digest_at = when, None, when if gathered else None
    row.save(update_fields=["due_at", "claimed_until", "digest_at"])
    return True


def _is_over(row: Message, recipient: Recipient, *, at: datetime) -> bool:
    """Whoever ended a theme gets nothing of it any more, also not what waited."""
    theme = templates.template(row.template).theme
    if theme and not queries.agrees(recipient, theme):
        _give_up(row, "no_consent", at=at)
        return True
    return False


def _where(row: Message, recipient: Recipient) -> tuple[str, str] | None:
    if row.address:
        held = queries.address(row.address)
        return (held.channel, held.value) if held else None
    known = queries.known_addresses(recipient)
    if not settings.QUARTIER_SMS:
        known.pop("sms", None)
    template = templates.template(row.template)
    if not template.sms and not recipient.discreet:
        known.pop("sms", None)
    if template.theme and not template.urgent:
        known.pop("phone", None)  # nobody calls up for news
    return addresses.choose(way=recipient.way, known=known)


def _receipt_may_come(row: Message, *, at: datetime) -> bool:
    """An SMS whose hand-over was cut off may have left: its receipt is waited for before it is sent again."""
    newest = Step.objects.filter(message_id=row.id).order_by("-id").first()
    if newest is None or newest.state != "under_way" or at >= newest.at + RECEIPT_GRACE:
        return False
    row.due_at, row.claimed_until = newest.at + RECEIPT_GRACE, None
    row.save(update_fields=["due_at", "claimed_until"])
    return True


def _gathered(row: Message, *, at: datetime, lease: timedelta) -> list[Message]:
    """The whole digest: everything for this recipient that waits for the same moment."""
    rows = Message.objects.select_for_update().filter(
        recipient_id=row.recipient_id, digest_at=row.digest_at, due_at__isnull=False
    )
    rows = list(rows.order_by("said_at", "id"))
    Message.objects.filter(id__in=[one.id for one in rows]).update(claimed_until=at + lease)
    return rows


def _write_down(
    rows: Sequence[Message], recipient: Recipient, *, channel: str, to: str, at: datetime
) -> Ready | None:
    """Text, channel and the step under_way, before a byte leaves. Letters and calls leave by a clerk's hands."""
    first = rows[0]
    together = len(rows) > 1
    written = wording.write_digest(rows, recipient) if together else wording.write(first, recipient)
    text = {"sms": written.sms, "phone": written.speech}.get(channel, written.text)
    # A digest is named by its moment: a second try holds the same messages, since none is added to a moment that has come.
    gathered = first.digest_at is not None and channel == "email"
    reference = f"{recipient.tag} {first.digest_at.isoformat()}" if gathered else first.reference
    parcel = Parcel(
        channel=channel,
        to=to,
        reference=reference,
        subject=written.subject,
        text=text,
        language=recipient.language,
        headers=_headers(first, recipient) if channel == "email" else {},
    )
    for row in rows:
        row.channel, row.language, row.subject, row.text = channel, recipient.language, written.subject, text
        row.due_at, row.claimed_until = (
            (None, None) if channel in BY_HAND else (row.due_at, row.claimed_until)
        )
        row.save(update_fields=["channel", "language", "subject", "text", "due_at", "claimed_until"])
        if channel not in BY_HAND:
            note(row, "under_way", at=at, proof=proof_of(parcel))
    return None if channel in BY_HAND else Ready(ids=tuple(row.id for row in rows), parcel=parcel)


def proof_of(parcel: Parcel) -> str:
    """What the other side will name this parcel by, as far as it is known beforehand."""
    if parcel.channel == "email":
        return mail.message_id(parcel.reference)
    return smpp.known_as(to=parcel.to, ours=smpp.number(parcel.reference))


def _headers(row: Message, recipient: Recipient) -> dict[str, str]:
    """One-click unsubscription (RFC 8058) for what one subscribes to; the page for everything."""
    if row.address:
        return {}
    if not templates.template(row.template).theme:
        return {"List-Unsubscribe": f"<{wording.wishes_address(recipient)}>"}
    return {
        "List-Unsubscribe": f"<{wording.one_click_address(recipient)}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }


def hand_over(token: str, ready: Ready, *, ways: dict[str, Send], stop_at: Step_ = silent) -> bool:
    """Call the channel, then write down what it said."""
    way = ways.get(ready.parcel.channel)
    proof, problem = "", None
    try:
        if way is None:
            raise Refused("no_such_channel", lasting=False)
        proof = way(ready.parcel)
    except (Refused, Unanswered) as no:
        problem = no
    stop_at("called")
    with _entered(token) as visit:
        for row in Message.objects.select_for_update().filter(id__in=ready.ids):
            if problem is None:
                _done(row, proof, at=visit.now)
            elif row.due_at is not None:  # else a receipt has come meanwhile
                _failed(row, problem, at=visit.now)
    stop_at("noted")
    return bool(proof)


def _done(row: Message, proof: str, *, at: datetime) -> None:
    row.due_at, row.claimed_until = None, None
    row.save(update_fields=["due_at", "claimed_until"])
    if not Step.objects.filter(
        message_id=row.id, state="delivered"
    ).exists():  # a receipt can be faster than we
        note(row, "handed_over", at=at, proof=proof)


def _failed(row: Message, problem: Refused | Unanswered, *, at: datetime) -> None:
    """Try again later, or give up. What may have left keeps the state under_way until its receipt's time is over."""
    following = hours.next_try(at=at, tries=row.tries + 1)
    row.tries, row.claimed_until = row.tries + 1, None
    if isinstance(problem, Unanswered) and following is not None:
        row.due_at = at + RECEIPT_GRACE
    else:
        lasting = isinstance(problem, Refused) and problem.lasting
        row.due_at = None if lasting else following
        note(row, "failed" if row.due_at else "given_up", at=at, code=problem.code)
    row.save(update_fields=["tries", "due_at", "claimed_until"])


def _give_up(row: Message, code: str, *, at: datetime) -> None:
    row.due_at, row.claimed_until = None, None
    row.save(update_fields=["due_at", "claimed_until"])
    note(row, "given_up", at=at, code=code)


def speaking() -> set[int]:
    """Organisations for which some service account may send."""
    found = set()
    for one in queries.rooms():
        with lock.as_account(one.id, kind=VisitKind.SERVICE) as visit:
            if visit.may(queries.PERMIT) and one.organisation is not None:
                found.add(one.organisation)
    return found


def all_rooms(**arguments: Any) -> Round:
    """One round for every organisation that has somebody to send for it."""
    done = [run(one.id, **arguments) for one in queries.rooms()]
    return Round(
        handed_over=sum(one.handed_over for one in done),
        failed=sum(one.failed for one in done),
        put_off=sum(one.put_off for one in done),
    )
