"""Writing one entry: checked by its act, entered in the ledger, added to its book; what follows from it is computed.

Every other verb of custody ends here.
"""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from quartier.core.kit.errors import Invalid, NotAllowed, Problem
from quartier.core.kit.ids import uuid7
from quartier.core.ledger import actions as ledger
from quartier.core.registry import lock
from quartier.core.registry.visits import Visit

from . import entries, following, writing
from .rules import times
from .rules.acts.act import Act
from .rules.acts.catalogue import ACTS

LONGEST = 20_000
MOVES_MOMENT = frozenset({"deprived_of_liberty", "rearrested"})
CUSTODY = "custody"


@dataclass(frozen=True, slots=True, kw_only=True)
class Recorded:
    """What was written: its id, its number in the book, and the server's own time."""

    entry: UUID
    number: int
    recorded_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One entry as it is to be written; `corrects`, `leaf`, `reason`, `voids`: of a correction."""

    act: Act
    values: dict[str, Any]
    occurred_at: datetime
    captured_at: datetime | None = None
    late_reason: str = ""
    done_by: str = ""
    signed: Sequence[Mapping[str, Any]] = ()
    presence: Mapping[str, Any] | None = None
    corrects: UUID | None = None
    leaf: bytes | None = None
    reason: str = ""
    voids: bool = False


def record(
    *,
    about: UUID,
    act: str,
    values: Mapping[str, Any],
    occurred_at: datetime,
    captured_at: datetime | None = None,
    late_reason: str = "",
    done_by: str = "",
    signed: Sequence[Mapping[str, Any]] = (),
    presence: Mapping[str, Any] | None = None,
    by: Visit,
    at: datetime,
) -> Recorded:
    """Write down that something happened, in the book of a stay, of a complaint or of a suite (`about`).

    occurred_at: when it is said to have happened. late_reason: asked where that is long ago; nothing is refused for want of
    it. signed: `{"who": "person", "how": "finger", ...}` each. Raises Invalid with everything wrong at once, NotAllowed,
    NotFound alike for a hidden and an absent book.
    """
    chosen = allowed(act, by=by)
    fact = Fact(
        act=chosen,
        values=plain(values),
        occurred_at=occurred_at,
        captured_at=captured_at,
        late_reason=late_reason.strip(),
        done_by=done_by.strip(),
        signed=signed,
        presence=presence,
    )
    return write(fact, about=about, by=by, at=at)


def allowed(code: str, *, by: Visit) -> Act:
    """The act of this code, if it is this visit's to do. Raises Invalid, NotAllowed."""
    act = ACTS.get(code)
    if act is None:
        raise Invalid([Problem(field="act", code="custody.unknown_act")])
    if not any(by.may(permit) for permit in (act.permit, *getattr(act, "also", ()))):
        raise NotAllowed("custody.not_yours", act=code)
    return act


def write(fact: Fact, *, about: UUID, by: Visit, at: datetime) -> Recorded:
    """Add one checked fact to a book and follow it up, in one transaction."""
    with transaction.atomic(using=lock.APPLICATION):
        book = writing.book(about)
        found = problems(fact, book)
        if found:
            raise Invalid(found)
        done = _added(fact, book, by=by)
        following.follow(book, fact.act, by=by, at=done.recorded_at)
    return done


def problems(fact: Fact, book: writing.Book) -> list[Problem]:
    """Everything that is wrong with a fact for this book."""
    moves = fact.act.code in MOVES_MOMENT and fact.corrects is not None
    found = times.problems(
        occurred_at=fact.occurred_at, now=book.instant, moment=book.moment, moves_moment=moves
    )
    on = "suite" if book.stay is None else "stay"
    if fact.act.on != on:
        found.append(Problem(field="act", code="custody.not_of_this_book"))
    known = {field.code for field in fact.act.fields}
    found += [Problem(field=code, code="custody.unknown_field") for code in fact.values if code not in known]
    found += [
        Problem(field=code, code="too_long", details={"longest": LONGEST})
        for code, value in fact.values.items()
        if isinstance(value, str) and len(value) > LONGEST
    ]
    return found


def plain(value: Any) -> Any:
    """A value as JSON has it: instants in UTC, ids as text, nothing that was left empty."""
    if isinstance(value, Mapping):
        return {str(name): plain(each) for name, each in value.items() if each not in (None, "", [], {})}
    if isinstance(value, list | tuple):
        return [plain(each) for each in value]
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, UUID):
        return str(value)
    return value.strip() if isinstance(value, str) else value


def _added(fact: Fact, book: writing.Book, *, by: Visit) -> Recorded:
    act, salt, entry = fact.act, secrets.token_hex(16), uuid7()
    hidden = {field.code for field in act.fields if field.sealed and act.part and not act.whole}
    face = {code: value for code, value in fact.values.items() if code not in hidden}
    sealed = {code: value for code, value in fact.values.items() if code in hidden}
    part = book.parts.get(act.part) if sealed else None
    presence, signed = dict(fact.presence or {}), [plain(each) for each in fact.signed]
    fields = {
        "entry": book.number,
        "said": entries.digest(face),
        "sealed": entries.sealed_digest(sealed, salt=salt),
        "part": act.part if sealed else None,
        "done_by": entries.digest(fact.done_by),
        "reason": entries.digest(fact.reason or fact.late_reason),
        "voids": fact.voids,
        "presence": presence.get("kind"),
        "signed": entries.digest(signed),
        **{entries.name_of(field): face.get(field.code) for field in entries.plain_fields(act)},
    }
    entered = ledger.append(
        kind=f"{CUSTODY}.{act.code}",
        record=book.tag,
        fields=fields,
        by=by,
        occurred_at=fact.occurred_at,
        captured_at=fact.captured_at,
        corrects=fact.leaf,
    )
    instant = writing.call(
        f"select custody.add_entry({', '.join(['%s'] * 18)})",
        *(book.subject, entry, book.number, act.code, fact.occurred_at, fact.captured_at, fact.done_by),
        *(face, part, sealed, salt, fact.late_reason, fact.corrects, fact.voids, fact.reason, presence),
        *(writing.listed(signed), entered.leaf),
    )
    return Recorded(entry=entry, number=book.number, recorded_at=instant)
