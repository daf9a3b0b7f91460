"""Who wrote it: a person, or a machine that would answer us for ever. Each sign names its source.

A letter is passed over only for what its own headers say of it. A subject alone never decides: people complain about
automatic answers too.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from email.message import Message

from . import headers

HOPS = 30  # relays that a letter may pass; ours sees two or three
ROBOTS = (
    "mailer-daemon",
    "postmaster",
    "noreply",
    "no-reply",
    "donotreply",
    "do-not-reply",
    "bounce",
    "bounces",
)
AUTO_SUBJECTS = (
    "автоматична відповідь:",
    "автовідповідь:",
    "відсутність на роботі:",
    "automatic reply:",
    "autoreply:",
    "auto-reply:",
    "out of office:",
    "out of the office:",
    "réponse automatique :",
    "réponse automatique:",
    "absence du bureau :",
    "absence du bureau:",
)


@dataclass(frozen=True, slots=True)
class Verdict:
    """`kind`: person, list, or a machine's (auto_reply, bounce, loop). `sign`: what told, as a code."""

    kind: str
    sign: str = ""

    @property
    def ignored(self) -> bool:
        return self.kind in ("auto_reply", "bounce", "loop")


def written_by(message: Message, *, ours: Iterable[str]) -> Verdict:
    """Judge a letter. `ours`: the addresses that we send from and fetch for."""
    sender = headers.sender(message).address
    if sender in {address.lower() for address in ours}:
        return Verdict("loop", "own_address")
    if len(headers.raw(message, "Received")) > HOPS:
        return Verdict("loop", "too_many_hops")
    for sign, kind, holds in SIGNS:
        if holds(message, sender):
            return Verdict(kind, sign)
    return Verdict("person")


def _said(message: Message, name: str) -> str:
    return headers.text(message, name).lower()


def _bounce(message: Message, sender: str) -> bool:
    """RFC 3464: a report of delivery; or the empty way back of RFC 5321 §4.5.5."""
    report = message.get_content_type() == "multipart/report"
    return report or _said(message, "Return-Path") == "<>" or sender.startswith("mailer-daemon@")


def _auto_submitted(message: Message, _sender: str) -> bool:
    """RFC 3834 §5: anything but `no` was not sent by a person."""
    said = _said(message, "Auto-Submitted").split(";")[0].strip()
    return said not in ("", "no")


def _auto_header(message: Message, _sender: str) -> bool:
    """Older mailers: any of these stands on automatic answers only."""
    names = ("X-Autoreply", "X-Autorespond", "X-Autoresponder", "X-Mail-Autoreply", "X-Auto-Reply-From")
    return any(_said(message, name) not in ("", "no") for name in names)


def _precedence(message: Message, _sender: str) -> bool:
    """RFC 3834 §3.1.8 and custom: `auto_reply`. `bulk` and `list` are lists, below."""
    return _said(message, "Precedence") in ("auto_reply", "auto-reply", "junk")


def _auto_subject(message: Message, _sender: str) -> bool:
    """A mailer's own words in front of the subject, on what answers another letter and wants no answer itself."""
    answers = bool(_said(message, "In-Reply-To") or _said(message, "References"))
    hushed = bool(_said(message, "X-Auto-Response-Suppress"))
    return (answers or hushed) and _said(message, "Subject").startswith(AUTO_SUBJECTS)


def _list(message: Message, _sender: str) -> bool:
    """RFC 2919 and 2369: a list or a newsletter. A person may stand behind it, so a person looks."""
    return bool(_said(message, "List-Id") or _said(message, "List-Unsubscribe")) or _said(
        message, "Precedence"
    ) in (
        "bulk",
        "list",
    )


def _robot(_message: Message, sender: str) -> bool:
    """An address that reads no answer. A form on somebody's site may send from it, so a person looks."""
    return sender.partition("@")[0].partition("+")[0] in ROBOTS


SIGNS = (
    ("bounce", "bounce", _bounce),
    ("auto_submitted", "auto_reply", _auto_submitted),
    ("auto_header", "auto_reply", _auto_header),
    ("precedence", "auto_reply", _precedence),
    ("auto_subject", "auto_reply", _auto_subject),
    ("list", "list", _list),
    ("robot", "list", _robot),
)
