"""What proves a record: its fingerprint, how many witnesses have signed a state that holds its newest entry, its code."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest
from django.utils.translation import gettext

from quartier.core.ledger import queries as ledger
from quartier.features.custody.rules.fingerprint import fingerprint
from quartier.features.custody.views import EntryView, StayView
from quartier.features.custody.web.record_words import clock, day_and_clock
from quartier.ui.parts import Witnesses

NEWEST = 60  # states to look through for the first that holds the newest entry


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """`digits`: the first 64 bits. `signed`: None while no published state holds the newest entry. `code`: the tag."""

    digits: str
    whole: str
    signed: Witnesses | None
    code: str
    address: str
    indexes: tuple[tuple[int | None, datetime], ...]

    @property
    def groups(self) -> str:
        return " ".join(self.digits[at : at + 4] for at in range(0, 16, 4))

    @property
    def words(self) -> str:
        """How many signed, in words."""
        if self.signed is None or not self.signed.signed:
            return gettext("no witness yet")
        said = {"signed": self.signed.signed, "of": self.signed.of, "when": self.signed.when}
        return gettext("%(signed)s of %(of)s witnesses, %(when)s") % said


def of(stay: StayView, entries: Sequence[EntryView], request: HttpRequest) -> Proof:
    """The proof of a stay as it stands after the newest of these entries."""
    return at(stay, entries, address=request.build_absolute_uri(f"/r/{stay.tag}"))


def at(stay: StayView, entries: Sequence[EntryView], *, address: str) -> Proof:
    """The same for whoever asks without a browser. `address`: where anybody sees that the record exists."""
    whole = fingerprint(entry.leaf for entry in entries)
    places = {one.leaf: one.index for one in ledger.existence(stay.tag)}
    found = [places.get(entry.leaf) for entry in entries]
    newest = max((index for index in found if index is not None), default=None)
    all_placed = bool(found) and None not in found
    return Proof(
        digits=whole[:16],
        whole=whole,
        signed=_signed(newest) if all_placed and newest is not None else None,
        code=" ".join(stay.tag[at : at + 4] for at in range(0, len(stay.tag), 4)),
        address=address,
        indexes=tuple((index, entry.recorded_at) for index, entry in zip(found, entries, strict=True)),
    )


def _signed(index: int) -> Witnesses | None:
    """The oldest published state that holds this entry, with who signed it."""
    holding = [head for head in ledger.heads(NEWEST) if head.size > index and head.published_at]
    if not holding:
        return None
    first = holding[-1]
    known = {one.name for one in ledger.witnesses()} | set(first.witnesses)
    when = clock(first.published_at) if first.published_at else ""
    return Witnesses(signed=len(first.witnesses), of=len(known), when=when or day_and_clock(first.signed_at))
