"""Entries that a device sends: the same rules as for hands, and sent twice it is written once."""

import hashlib
import hmac
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings

from quartier.core.kit.errors import Conflict, NotFound
from quartier.core.registry.visits import Visit

from . import doors, queries, recording, writing


@dataclass(frozen=True, slots=True, kw_only=True)
class Touch:
    """The address that a tag at a door made: its `d`, `p` and `c`."""

    code: str
    sealed: str
    mac: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """The number that was read off the card at a door, to a question of a moment ago."""

    asked: UUID
    digits: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """What a device says. `occurred_at`: None for now. `repeat`: its own name for this message, or nothing."""

    about: UUID
    act: str
    values: Mapping[str, Any] = field(default_factory=dict)
    occurred_at: datetime | None = None
    captured_at: datetime | None = None
    late_reason: str = ""
    done_by: str = ""
    touch: Touch | None = None
    answer: Answer | None = None
    repeat: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """What was written; `again`: earlier, by the same message."""

    entry: UUID
    number: int
    recorded_at: datetime
    again: bool


def take(*, sent: Sent, by: Visit, at: datetime) -> Taken:
    """Write the entry, unless this account has sent it before under the same name.

    Raises what `recording.record` raises, and Conflict where the name was used for something else.
    """
    named, said = _digest(sent.repeat), _digest(_content(sent))
    before = writing.rows("select * from custody.sent_before(%s)", named) if sent.repeat else []
    if before:
        return _before(before[0], said)
    done = recording.record(
        about=sent.about,
        act=sent.act,
        values=sent.values,
        occurred_at=sent.occurred_at or at,
        captured_at=sent.captured_at,
        late_reason=sent.late_reason,
        done_by=sent.done_by,
        presence=_proven(sent, by=by, at=at),
        by=by,
        at=at,
    )
    if sent.repeat:
        writing.call(
            "select custody.note_sent(%s, %s, %s, %s, %s)",
            *(named, said, done.entry, done.number, done.recorded_at),
        )
    return Taken(entry=done.entry, number=done.number, recorded_at=done.recorded_at, again=False)


def question(*, stay: UUID, by: Visit, at: datetime) -> doors.Asked:
    """Which number of the card at the person's door is asked for. Raises NotFound where no card hangs there."""
    view = queries.stay_for(by, stay)
    asked = doors.ask(suite=view.suite, cell=view.cell, by=by, at=at) if view.cell else None
    if asked is None:
        raise NotFound("custody.no_card")
    return asked


def _proven(sent: Sent, *, by: Visit, at: datetime) -> dict[str, Any] | None:
    """What the door itself says of presence; a wrong answer counts as one, whatever becomes of the entry."""
    if sent.touch is None and sent.answer is None:
        return None
    cell = queries.stay_for(by, sent.about).cell
    if sent.answer is not None:
        return doors.answer(asked=sent.answer.asked, typed=sent.answer.digits, cell=cell, by=by, at=at)
    if sent.touch is None:
        return None
    made = doors.touch(code=sent.touch.code, sealed=sent.touch.sealed, mac=sent.touch.mac, by=by, at=at)
    return doors.touched(which=made.id, cell=cell, by=by, at=at)


def mark(*parts: Any) -> str:
    """A strong entity tag of whatever an answer is made of."""
    told = json.dumps(parts, sort_keys=True, default=str, ensure_ascii=False)
    return f'"{hashlib.sha256(told.encode()).hexdigest()[:32]}"'


def has(header: str, tag: str) -> bool:
    """Whether `If-None-Match` names this tag.

    >>> has('W/"b", "a"', '"a"'), has("*", '"a"'), has("", '"a"')
    (True, True, False)
    """
    named = [part.strip().removeprefix("W/") for part in header.split(",")]
    return "*" in named or tag in named


def _before(row: dict[str, Any], said: bytes) -> Taken:
    if bytes(row["said"]) != said:
        raise Conflict("custody.repeat_differs")
    return Taken(entry=row["entry"], number=row["number"], recorded_at=row["recorded_at"], again=True)


def _content(sent: Sent) -> str:
    """Everything that the message says, without its name and without the time of its arrival."""
    told = (
        sent.about,
        sent.act,
        sent.values,
        sent.occurred_at,
        sent.captured_at,
        sent.late_reason,
        sent.done_by,
    )
    return json.dumps(told, sort_keys=True, default=str)


def _digest(text: str) -> bytes:
    """With a key of ours: what was said must not be guessed from what is remembered of it."""
    return hmac.new(
        settings.SECRET_KEY.encode(), f"quartier custody sent|{text}".encode(), hashlib.sha256
    ).digest()
