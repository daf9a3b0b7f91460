"""What is looked after before somebody leaves: a list to work through, never a lock on the door. Pure.

Nobody is kept one minute longer because a box is empty: what was not done is said in the record, and release goes on.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from quartier.features.custody.rules.booking import Seen


@dataclass(frozen=True, slots=True, kw_only=True)
class Care:
    """One thing to look after: the acts that show it; `since`: only what came after the newest of these shows it; `only_if`:
    asked for only where one of these acts was entered."""

    code: str
    acts: tuple[str, ...]
    since: tuple[str, ...] = ()
    only_if: tuple[str, ...] = ()


CARES: tuple[Care, ...] = (
    Care(code="risk", acts=("pre_release_risk",), since=("rearrested", "surrendered_to_bail")),
    Care(
        code="property",
        acts=("property_returned",),
        since=("property_taken",),
        only_if=("property_taken",),
    ),
    Care(
        code="medication",
        acts=("medication_given", "property_returned", "pre_release_risk"),
        since=("medication_due",),
        only_if=("medication_due",),
    ),
    Care(
        code="body",
        acts=("body_map", "medically_examined"),
        since=("cell_allocated",),
        only_if=("cell_allocated",),
    ),
    Care(code="copy", acts=("copy_given",)),
    Care(code="receipt", acts=("receipt_given",)),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One thing on the list. state: done, open, needless. `seen`: what shows it, newest last."""

    code: str
    state: str
    acts: tuple[str, ...]
    seen: tuple[Seen, ...] = ()


def checklist(seen: Iterable[Seen]) -> list[Item]:
    """The list of this stay, in the order of the table."""
    by_act: dict[str, list[Seen]] = {}
    for one in sorted(seen, key=lambda entry: entry.number):
        by_act.setdefault(one.act, []).append(one)
    return [_item(care, by_act) for care in CARES]


def _item(care: Care, by_act: Mapping[str, list[Seen]]) -> Item:
    if care.only_if and not any(act in by_act for act in care.only_if):
        return Item(code=care.code, state="needless", acts=care.acts)
    floor = max((one.number for act in care.since for one in by_act.get(act, ())), default=0)
    shows = tuple(one for act in care.acts for one in by_act.get(act, ()) if one.number > floor)
    return Item(code=care.code, state="done" if shows else "open", acts=care.acts, seen=shows)


def open_items(found: Iterable[Item]) -> tuple[str, ...]:
    """What was not looked after, as codes: the entry of the release names them, so that nobody must guess later."""
    return tuple(one.code for one in found if one.state == "open")
