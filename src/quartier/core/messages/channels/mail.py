"""E-mail: plain text, over the backend that the settings name.

A relay that answers 250 has taken the message; SMTP has no question "do you have it already?". So a try that was cut off
between the text and the answer is repeated under the same Message-ID (RFC 5322 §3.6.4), by which mailboxes leave the
second one out; no other promise is possible.
"""

import hashlib
import smtplib

from django.conf import settings
from django.core.mail import EmailMessage

from .parcel import Parcel, Refused


def message_id(reference: str) -> str:
    """The same for every try of one message; tells neither its number nor its recipient."""
    domain = settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].rstrip(">") or "localhost"
    return f"<{hashlib.sha256(reference.encode()).hexdigest()[:40]}@{domain}>"


def send(parcel: Parcel) -> str:
    """Hand it to the relay; returns the Message-ID. Raises Refused."""
    name = message_id(parcel.reference)
    headers = {"Message-ID": name, "Auto-Submitted": "auto-generated", "Content-Language": parcel.language}
    message = EmailMessage(
        parcel.subject,
        parcel.text,
        settings.DEFAULT_FROM_EMAIL,
        [parcel.to],
        headers=headers | parcel.headers,
    )
    try:
        message.send()
    except smtplib.SMTPRecipientsRefused as error:
        codes = [code for code, _ in error.recipients.values()]
        raise Refused("mailbox_refused", lasting=all(500 <= code < 600 for code in codes)) from None
    except smtplib.SMTPResponseException as error:
        raise Refused("relay_refused", lasting=error.smtp_code in (552, 554)) from None
    except (smtplib.SMTPException, OSError):
        raise Refused("relay_away", lasting=False) from None
    return name
