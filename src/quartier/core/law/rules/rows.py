"""Limits, conditions and rows of a pack, each with its article and how well it was read."""

import re
from typing import Any, cast

from quartier.core.law.rules.nodes import BadPack, Node
from quartier.science.clocks.cited import Condition, Mark
from quartier.science.clocks.limits import Limit, LimitType
from quartier.science.clocks.packs import Row

LIMIT = re.compile(r"(\d+) (hours|days|working_days|months)")
MARKS = tuple(mark.value for mark in Mark)


def limit(found: object, place: str) -> Limit:
    """`72 hours`, `5 working_days`, `at_once`, `none`, `unknown`.

    >>> limit("72 hours", "x").value
    72
    >>> limit("0 hours", "x")
    Traceback (most recent call last):
    quartier.core.law.rules.nodes.BadPack: x is 0 hours, which is no limit
    """
    text = str(found)
    match = LIMIT.fullmatch(text)
    try:
        if match is not None:
            return Limit(LimitType(match[2]), int(match[1]))
        return Limit(LimitType(text))
    except ValueError:
        raise BadPack(place, f"is {text}, which is no limit") from None


def cited(node: Node) -> dict[str, Any]:
    """Article, source, mark and note of a row. Every row has the first three."""
    return {
        "article": node.text("article"),
        "source": node.text("source"),
        "mark": Mark(node.one_of("mark", MARKS)),
        "note": node.words("note", optional=True),
    }


def condition(found: object, place: str) -> Condition:
    node = Node(found, place)
    minor = node.flag("minor") if node.has("minor") else None
    which = node.one_of("round", ("first", "later")) if node.has("round") else None
    made = Condition(
        facts=node.mapping("facts"),
        unless=node.mapping("unless"),
        stated=frozenset(node.each("stated", lambda found, place: str(found))),
        minor=minor,
        round=cast(Any, which),
    )
    node.raw("minor")
    node.raw("round")
    node.done()
    return made


def regimes(node: Node) -> frozenset[str]:
    return frozenset(node.each("regimes", lambda found, place: str(found)))


def row(found: object, place: str) -> Row:
    node = Node(found, place)
    made = Row(
        limit=limit(node.raw("limit"), node.at("limit")),
        regimes=regimes(node),
        when=condition(node.raw("when", {}), node.at("when")),
        figure=node.raw("figure"),
        counts_start=node.flag("counts_start"),
        valid_from=node.day("valid_from"),
        valid_to=node.day("valid_to"),
        **cited(node),
    )
    node.done()
    return made
