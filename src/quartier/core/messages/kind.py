"""What the mail room promises of its recipients to the spine. No page of staff shows one: there is no list of people."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from quartier.core.registry import kinds

from .models import Address, Consent, Following, Message, Opinion, Recipient

KIND = "messages.recipient"


def label(subject: UUID) -> str:
    row = Recipient.objects.filter(id=subject).only("tag").first()
    return row.tag if row else ""


def address(subject: UUID) -> str:
    return "/account/messages/"


def summary(subject: UUID) -> dict[str, str]:
    row = Recipient.objects.filter(id=subject).first()
    return {} if row is None else {"language": row.language, "rhythm": row.rhythm}


def timeline(subject: UUID) -> Iterator[kinds.TimelineEntry]:
    for row in Message.objects.filter(recipient_id=subject).order_by("said_at"):
        yield kinds.TimelineEntry(
            occurred_at=row.said_at, recorded_at=row.said_at, text=row.subject or row.template
        )


def search_text(subject: UUID) -> str:
    """Nobody is found by an address."""
    return ""


def export(subject: UUID) -> dict[str, Any]:
    """Everything that is kept about the person here."""
    row = Recipient.objects.filter(id=subject).first()
    if row is None:
        return {}
    mine = {"recipient_id": subject}
    return {
        "language": row.language,
        "way": row.way,
        "rhythm": row.rhythm,
        "addresses": list(
            Address.objects.filter(**mine).values("channel", "value", "given_at", "confirmed_at", "ended_at")
        ),
        "consents": list(Consent.objects.filter(**mine).order_by("at").values("theme", "given", "how", "at")),
        "follows": list(Following.objects.filter(**mine).values("topic", "area_id", "since", "ended_at")),
        "opinions": list(Opinion.objects.filter(**mine).order_by("at").values("about", "word", "at")),
        "messages": list(
            Message.objects.filter(**mine).order_by("said_at").values("said_at", "channel", "subject", "text")
        ),
    }


def register() -> None:
    kinds.register(
        kinds.Kind(
            code=KIND,
            names={
                "uk": "отримувач повідомлень",
                "fr": "destinataire de messages",
                "en": "recipient of messages",
            },
            label=label,
            address=address,
            summary=summary,
            timeline=timeline,
            search_text=search_text,
            export=export,
        )
    )
