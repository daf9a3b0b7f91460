"""What starts, ends, pauses, resumes and extends a clock, as a pack writes it."""

from collections.abc import Sequence
from typing import Any, cast

from quartier.core.law.rules.nodes import BadPack, Node, one_word
from quartier.core.law.rules.rows import cited, condition, limit, regimes
from quartier.science.clocks.histories import KINDS
from quartier.science.clocks.packs import End, Extension, Need, Pause, Resume, Start, Trigger

event = one_word(KINDS, "event of the vocabulary")


def trigger(found: object, place: str) -> Trigger:
    """An event by its name alone, or with what it must say and what must have come before."""
    if isinstance(found, str):
        return Trigger(event=event(found, place))
    node = Node(found, place)
    made = _trigger(node)
    node.done()
    return made


def _trigger(node: Node) -> Trigger:
    if node.has("event") == node.has("fact"):
        raise BadPack(node.place, "needs either an event or a fact")
    kind, after = node.raw("event"), node.raw("next_day_after")
    return Trigger(
        event=None if kind is None else event(kind, node.at("event")),
        fact=node.raw("fact"),
        where=node.mapping("where"),
        where_not=node.mapping("where_not"),
        preceded_by=frozenset(node.each("preceded_by", event)),
        not_preceded_by=frozenset(node.each("not_preceded_by", event)),
        follows=frozenset(node.each("follows", event)),
        plus_hours=node.number("plus_hours", 0),
        assumes=node.raw("assumes", ""),
        next_day_after=None if after is None else event(after, node.at("next_day_after")),
    )


def start(found: object, place: str) -> Start:
    if not isinstance(found, dict) or "earliest" not in found:
        return Start(earliest=(trigger(found, place),))
    node = Node(found, place)
    made = Start(
        earliest=node.each("earliest", trigger, least=1),
        when=condition(node.raw("when", {}), node.at("when")),
        unless_before=frozenset(node.each("unless_before", event)),
        shown_by=frozenset(node.each("shown_by", event)),
    )
    node.done()
    return made


def end(found: object, place: str) -> End:
    if isinstance(found, str):
        return End(trigger=trigger(found, place))
    node = Node(found, place)
    made = End(regimes=regimes(node), next_round=node.flag("next_round"), trigger=_trigger(node))
    node.done()
    return made


def pause(found: object, place: str) -> Pause:
    node = Node(found, place)
    begins = trigger(node.raw("begins"), node.at("begins"))
    made = Pause(begins=begins, ends=event(node.raw("ends"), node.at("ends")))
    node.done()
    return made


def resume(found: object, place: str) -> Resume:
    node = Node(found, place)
    then = node.raw("then")
    made = Resume(
        ended_by=event(node.raw("ended_by"), node.at("ended_by")),
        trigger=trigger(node.raw("trigger"), node.at("trigger")),
        then=None if then is None else event(then, node.at("then")),
        free_hours=node.number("free_hours", 0),
    )
    node.done()
    return made


def pair(found: object, place: str) -> tuple[str, str]:
    if not isinstance(found, Sequence) or isinstance(found, str) or len(found) != 2:
        raise BadPack(place, "is no pair of a request and its answer")
    return event(found[0], place), event(found[1], place)


def need(found: object, place: str) -> Need:
    node = Node(found, place)
    made = Need(
        fact=node.text("fact"),
        value=node.raw("value"),
        otherwise=node.text("otherwise"),
        unstated=node.raw("unstated", ""),
    )
    node.done()
    return made


def extension(found: object, place: str) -> Extension:
    node = Node(found, place)
    extends, cap = node.raw("extends"), node.raw("cap")
    made = Extension(
        id=node.text("id"),
        event=event(node.raw("event"), node.at("event")),
        basis=cast(Any, node.one_of("basis", ("start", "event", "due"))),
        limit=limit(node.raw("limit"), node.at("limit")),
        by=frozenset(node.each("by", lambda found, place: str(found))),
        cap=None if cap is None else limit(cap, node.at("cap")),
        grace_hours=node.number("grace_hours", 0),
        grace_after=node.raw("grace_after"),
        reviews=node.number("reviews", 0),
        needs=node.each("needs", need),
        after=frozenset(node.each("after", lambda found, place: str(found))),
        extends=None if extends is None else node.number("extends"),
        **cited(node),
    )
    node.done()
    return made
