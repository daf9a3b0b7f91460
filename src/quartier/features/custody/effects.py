"""What an entry does besides standing in the record: a room is taken, a bag sealed, a file moved, a record kept.

Here and nowhere else, so that it happens by whichever page, device or program the entry comes.
"""

from collections.abc import Callable
from dataclasses import replace

from quartier.core.kit.errors import Conflict, Invalid, NotAllowed, Problem
from quartier.core.ledger import actions as ledger
from quartier.core.registry import actions as registry
from quartier.core.registry.visits import Visit

from . import following, writing
from .fact import Fact
from .models import Bag, Cell, Entry, Suite
from .rule_packs import pack_of
from .rules import history, policy, whom
from .writing import Book

ASSESSED, OFFERED = "risk_assessed", "handover_offered"
DECIDE, CARE = "custody.decide", "custody.care"


def before(fact: Fact, book: Book, *, by: Visit) -> Fact:
    """Do it, and give the fact with what only the tables know. Raises Invalid, Conflict: then nothing is entered."""
    found = BEFORE.get(fact.act.code)
    if found is None or book.stay is None or (fact.voids and found is not _place):
        return fact
    return found(fact, book, by)


def after(fact: Fact, book: Book, *, by: Visit) -> None:
    """What follows once the entry stands."""
    found = AFTER.get(fact.act.code)
    if found and book.stay is not None and not fact.voids:
        found(fact, book, by)


def _place(fact: Fact, book: Book, by: Visit) -> Fact:
    """Into a room, by its code; with another person only for a reason and after an assessment."""
    if fact.corrects:
        writing.call("select custody.vacate(%s, %s)", book.subject, fact.occurred_at)
    if fact.voids:
        return fact
    room = Cell.objects.filter(suite_id=book.suite, code=str(fact.values.get("cell", ""))).first()
    if room is None:
        raise Invalid([Problem(field="cell", code="custody.no_such_cell")])
    shared = _shared(fact, book, room)
    writing.call("select custody.occupy(%s, %s, %s, %s)", book.subject, room.pk, fact.occurred_at, shared)
    return fact.saying(shared=shared) if shared or "shared" in fact.values else fact


def _shared(fact: Fact, book: Book, room: Cell) -> bool:
    """Whether somebody else is there. A child is with children, unless somebody writes down why not."""
    mates = writing.rows("select * from custody.room_mates(%s, %s)", book.subject, room.pk)
    if not mates or room.kind != "cell":
        return False
    if not fact.values.get("shared_reason"):
        raise Invalid([Problem(field="shared_reason", code="custody.why_shared")])
    if any(mate["minor"] != book.minor for mate in mates) and not fact.values.get("child_reason"):
        raise Conflict("custody.child_apart")
    if history.newest_of(history.counting(following.faces_of(book)), ASSESSED) is None:
        raise Conflict("custody.not_assessed")
    return True


def _left(fact: Fact, book: Book, by: Visit) -> Fact:
    """A room stays somebody's while they are away for a talk or a walk."""
    return _vacated(fact, book, by) if fact.values.get("why") == "out" else fact


def _vacated(fact: Fact, book: Book, by: Visit) -> Fact:
    if not fact.corrects:
        writing.call("select custody.vacate(%s, %s)", book.subject, fact.occurred_at)
    return fact


def _sealed(fact: Fact, book: Book, by: Visit) -> Fact:
    """Every bag that the list names: its own, and those of single things."""
    for seal in _seals(fact):
        writing.call("select custody.seal_bag(%s, %s, %s)", book.subject, seal, fact.occurred_at)
    return fact


def _seals(fact: Fact) -> list[str]:
    rows = [row.get("seal", "") for row in fact.values.get("items", []) if isinstance(row, dict)]
    return sorted({seal for seal in [fact.values.get("seal", ""), *rows] if seal})


def _resealed(fact: Fact, book: Book, by: Visit) -> Fact:
    """A bag that is moved keeps its seal, or gets another one. Only one that is here can be moved."""
    seal, new_seal = fact.values.get("seal", ""), fact.values.get("new_seal", "")
    if seal and not Bag.objects.filter(stay_id=book.subject, seal=seal, opened_at=None).exists():
        raise Invalid([Problem(field="seal", code="custody.no_such_bag")])
    if new_seal:
        writing.call("select custody.open_bag(%s, %s, %s)", book.subject, seal, fact.occurred_at)
        writing.call("select custody.seal_bag(%s, %s, %s)", book.subject, new_seal, fact.occurred_at)
    return fact


def _returned(fact: Fact, book: Book, by: Visit) -> Fact:
    """The bag is opened. A seal that nobody knows is written down all the same: the person gets their things."""
    if seal := fact.values.get("seal", ""):
        writing.call("select custody.open_bag(%s, %s, %s)", book.subject, seal, fact.occurred_at)
    return fact


def _known(fact: Fact, book: Book, by: Visit) -> Fact:
    """Initials and year go to the stay, name and date of birth to those who must know; a child's file becomes a child's."""
    name, born = fact.values.get("name", ""), fact.values.get("born", "")
    minor = whom.is_minor(age=fact.values.get("age", ""), born=born, on=fact.occurred_at.date())
    about = {code: fact.values[code] for code in ABOUT if code in fact.values}
    medical = {code: about[code] for code in ("name", "born") if code in about}
    label = whom.label(name, born) if name else None
    writing.call(
        "select custody.know(%s, %s::text, null::text, %s::boolean, %s, %s)",
        *(book.subject, label, minor, about, medical),
    )
    return fact


def _regime(fact: Fact, book: Book, by: Visit) -> Fact:
    """Only one that the pack has; what follows from it is computed with the clocks."""
    if fact.values.get("regime", "") not in pack_of(book.pack or "").regimes:
        raise Invalid([Problem(field="regime", code="custody.no_such_regime")])
    return fact


def _taken_over(fact: Fact, book: Book, by: Visit) -> Fact:
    """The offer's signature stands beside the acceptance's: two people, two sessions. Nobody takes over from themselves."""
    sides = Entry.objects.filter(subject_id=book.subject, act__in=(OFFERED, fact.act.code), voids=False)
    newest = sides.order_by("-number").first()
    if fact.corrects or newest is None or newest.act != OFFERED:
        return fact
    if newest.by == by.account:
        raise NotAllowed("custody.both_sides_one_person")
    own = [one for one in fact.signed if one.get("who") != "bringing"]
    return replace(fact, signed=[*newest.signed, *own])


def _accepted(fact: Fact, book: Book, by: Visit) -> None:
    """Somebody of the suite took the person over: whoever arrested reads the arrest part from now on, and no more."""
    if by.may(DECIDE) or by.may(CARE):
        writing.call("select custody.end_arrest(%s)", book.subject)


def _released(fact: Fact, book: Book, by: Visit) -> None:
    """When it must be looked at whether the record is still kept."""
    told = policy.read(Suite.objects.values_list("policy", flat=True).get(id=book.suite))
    on = (fact.occurred_at + told.keep).date()
    registry.set_review(subject=book.subject, on=on, by=by, at=book.instant)


def keeping(ground: str) -> Callable[[Fact, Book, Visit], None]:
    """The record must be kept, whatever its age, until somebody ends that with a reason."""

    def keep(fact: Fact, book: Book, by: Visit) -> None:
        kept = writing.call("select custody.keep(%s, %s)", book.subject, ground)
        if kept:
            fields = {"ground": ground}
            ledger.append(
                kind="registry.hold_placed", record=kept, fields=fields, by=by, occurred_at=book.instant
            )

    return keep


ABOUT = ("name", "born", "nationality", "address", "document")
BEFORE: dict[str, Callable[[Fact, Book, Visit], Fact]] = {
    "handed_over": _taken_over,
    "cell_allocated": _place,
    "cell_left": _left,
    "property_taken": _sealed,
    "property_moved": _resealed,
    "property_returned": _returned,
    "identity": _known,
    "regime_set": _regime,
    **dict.fromkeys(("transferred", "released", "released_on_bail", "death"), _vacated),
}
AFTER: dict[str, Callable[[Fact, Book, Visit], None]] = {
    "handed_over": _accepted,
    "released": _released,
    "force_used": keeping("custody.force"),
    "injury_noted": keeping("custody.injury"),
    "death": keeping("custody.death"),
}
