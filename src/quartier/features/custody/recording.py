"""Writing one entry: checked by its act, entered in the ledger, added to its book; what follows from it is computed.

Every other verb of custody ends here.
"""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from quartier.core.kit.errors import Invalid, NotAllowed, Problem
from quartier.core.kit.ids import uuid7
from quartier.core.ledger import actions as ledger
from quartier.core.registry import lock
from quartier.core.registry.visits import Visit

from . import effects, entries, following, writing
from .fact import Fact, plain
from .models import Suite
from .rules import times
from .rules import values as values_rules
from .rules.acts.act import Act
from .rules.acts.catalogue import ACTS

MOVES_MOMENT = frozenset({"deprived_of_liberty", "rearrested"})
CUSTODY = "custody"
# What may be written in which book: a complaint lies in a part of its own, whole.
BOOKS = {
    "custody.stay": ("stay", False),
    "custody.part": ("stay", True),
    "custody.suite": ("suite", False),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Recorded:
    """What was written: its id, its number in the book, and the server's own time."""

    entry: UUID
    number: int
    recorded_at: datetime


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
        checked = values_rules.check(fact.act, fact.values, pack=_pack(book))
        found = [*problems(fact, book), *([] if fact.voids else checked.problems)]
        if found:
            raise Invalid(found)
        fact = fact if fact.voids else replace(fact, values=checked.values)
        fact = effects.before(fact, book, by=by)
        done = _added(fact, book, by=by)
        effects.after(fact, book, by=by)
        following.follow(book, fact.act, by=by, at=done.recorded_at)
    return done


def _pack(book: writing.Book) -> str:
    """Under which law the book is kept: that of the stay, or of the suite itself."""
    return book.pack or Suite.objects.values_list("pack", flat=True).get(id=book.suite)


def problems(fact: Fact, book: writing.Book) -> list[Problem]:
    """Everything that is wrong with a fact for this book."""
    moves = fact.act.code in MOVES_MOMENT and fact.corrects is not None
    found = times.problems(
        occurred_at=fact.occurred_at, now=book.instant, moment=book.moment, moves_moment=moves
    )
    if BOOKS.get(book.kind) != (fact.act.on, fact.act.whole):
        found.append(Problem(field="act", code="custody.not_of_this_book"))
    return found


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
