"""From a message to its text in the reader's language: the five parts of our voice."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.conf import settings
from django.utils.translation import override

from quartier.core.accounts import queries as accounts
from quartier.core.registry.visits import Visit

from . import own, templates
from .models import Message, Recipient
from .rules import words
from .templates import Template


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A text that is ready to go. `sms` is empty where the template is not for telephones; `speech` is said aloud."""

    subject: str
    text: str
    sms: str
    speech: str = ""


def fill(template: Template, gaps: dict[str, Any], recipient: Recipient) -> dict[str, Any]:
    """What stands in the gaps, for this reader. Every template may name the reader's language and our own address."""
    said = {"language": recipient.language, "address": settings.QUARTIER_ADDRESS}
    for name, value in gaps.items():
        if name in template.gaps:
            said[name] = words.said(
                kind=template.gaps[name], value=value, language=recipient.language, zone=recipient.zone
            )
    return said


def in_full(by: Visit, id: UUID) -> Written | None:
    """The whole text of a message that told nothing, for whoever got it and has signed in.

    None for what is not theirs, for a message that told all, and where the record was erased with its words.
    """
    row = Message.objects.filter(id=id).first()
    recipient = Recipient.objects.filter(id=row.recipient_id, account=by.account).first() if row else None
    if row is None or recipient is None or by.account is None:
        return None
    with override(row.language or recipient.language):
        if row.subject != str(own.DISCREET_SUBJECT):
            return None
    return write(row, recipient, discreet=False)


def write(message: Message, recipient: Recipient, *, discreet: bool | None = None) -> Written:
    """One message; who must not be noticed gets a text that tells nothing."""
    template = templates.template(message.template)
    hidden = recipient.discreet if discreet is None else discreet
    with override(recipient.language):
        if hidden and template.code not in own.TO_AN_ADDRESS:
            text = str(own.DISCREET_TEXT)
            return Written(
                subject=str(own.DISCREET_SUBJECT),
                text=f"{text}\n\n{_address('/account/')}\n",
                sms=text,
                speech=str(own.DISCREET_SPEECH),
            )
        gaps = fill(template, message.gaps, recipient)
        parts = [_said(one, gaps) for one in (template.changed, template.next_step, template.can_do)]
        speech = "\n\n".join(part for part in [_said(template.subject, gaps), *parts] if part) + "\n"
        if template.link:
            parts.append(_address(template.link % gaps))
        parts += [_office(message.organisation_id, recipient.language), _foot(template, recipient)]
        return Written(
            subject=words.one_line(_said(template.subject, gaps)),
            text="\n\n".join(part for part in parts if part) + "\n",
            sms=words.one_line(_said(template.sms, gaps), 10 * words.SEGMENT_WIDE),
            speech=speech,
        )


def write_digest(messages: Sequence[Message], recipient: Recipient) -> Written:
    """Several messages in one e-mail, oldest first."""
    with override(recipient.language):
        if recipient.discreet:
            return write(messages[0], recipient)
        parts = []
        for message in messages:
            template = templates.template(message.template)
            gaps = fill(template, message.gaps, recipient)
            link = _address(template.link % gaps) if template.link else ""
            lines = [_said(template.changed, gaps), _said(template.next_step, gaps), link]
            parts.append("\n".join(line for line in lines if line))
        parts += [
            _office(messages[-1].organisation_id, recipient.language),
            _foot(templates.template(messages[0].template), recipient),
        ]
        return Written(
            subject=str(own.DIGEST_SUBJECT % {"count": len(messages)}),
            text="\n\n".join(part for part in parts if part) + "\n",
            sms="",
        )


def wishes_address(recipient: Recipient) -> str:
    """The page where wishes are changed without signing in."""
    return _address(f"/messages/{recipient.key}/?language={recipient.language}")


def one_click_address(recipient: Recipient) -> str:
    """Where a mailbox's own button posts to (RFC 8058)."""
    return _address(f"/messages/{recipient.key}/stop/")


def _said(text: Any, gaps: dict[str, Any]) -> str:
    return str(text % gaps) if text else ""


def _office(organisation: int, language: str) -> str:
    found = accounts.organisation(organisation)
    return found.names.get(language[:2]) or next(iter(found.names.values())) if found else ""


def _foot(template: Template, recipient: Recipient) -> str:
    if template.code in own.TO_AN_ADDRESS:
        return ""
    why = own.STOP if template.theme else own.OWN_MATTER
    return f"{why}\n{wishes_address(recipient)}"


def _address(path: str) -> str:
    return settings.QUARTIER_ADDRESS + path


def title(template: str, gaps: dict[str, Any], *, language: str, zone: str) -> str:
    """What a message was about, for whoever looks at the record that it tells of."""
    held = templates.template(template)
    said: dict[str, Any] = {"language": language, "address": settings.QUARTIER_ADDRESS}
    for name, value in gaps.items():
        if name in held.gaps:
            said[name] = words.said(kind=held.gaps[name], value=value, language=language, zone=zone)
    with override(language):
        return words.one_line(_said(held.subject, said)) if set(held.gaps) <= set(said) else ""
