"""Packs from their documents. Everything that could be a slip of the pen is refused with its place."""

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any, cast
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from quartier.core.law.rules import conduct
from quartier.core.law.rules.clauses import end, extension, pair, pause, resume, start, trigger
from quartier.core.law.rules.nodes import BadPack, Node, one_word
from quartier.core.law.rules.rows import cited, row
from quartier.science.clocks.calendars import Calendar
from quartier.science.clocks.histories import KINDS
from quartier.science.clocks.packs import Clock, Duty, Fact, Pack

FACTS = ("boolean", "date", "instant", "number", "text", "limit", "days", "working_days", "zone")
NAME = re.compile(r"[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)?")
CONSEQUENCES = (
    *("release", "release_or_charge", "complaint", "reasons_in_record", "public_overdue", "recorded"),
)


def read_pack(
    document: object,
    *,
    name: str,
    version: str,
    calendars: Mapping[str, Calendar],
    base: Pack | None = None,
) -> Pack:
    """A pack from its document, on top of its base. Raises BadPack."""
    node = Node(document, f"{name}:")
    if node.text("pack") != name or not NAME.fullmatch(name):
        raise BadPack(node.at("pack"), "is not the name of its file")
    own = Pack(
        name=name,
        version=version,
        jurisdiction=node.text("jurisdiction"),
        zone=_zone(node),
        valid_from=_day(node),
        valid_to=node.day("valid_to"),
        names=node.words("names"),
        regimes=_each_words(node, "regimes"),
        sources={key: str(value) for key, value in node.mapping("sources").items()},
        facts=_facts(node),
        clocks=node.each("clocks", _clock),
        duties=node.each("duties", _duty),
        calendars=calendars,
        working_days={key: str(value) for key, value in node.mapping("working_days").items()},
        base=node.raw("base"),
        signed_off_by=node.raw("signed_off_by"),
        zone_fact=_zone_fact(node),
        rights=node.each("rights", conduct.right),
        records=node.each("records", conduct.required),
        roles=node.each("roles", conduct.role),
        levels=node.each("levels", conduct.level),
        care=node.each("care", conduct.care),
    )
    without = node.each("without", lambda found, place: str(found))
    node.done()
    _check(own, f"{name}:")
    made = own if base is None else _inherited(own, base, without=without)
    conduct.check(made, f"{name}:")
    return made


def _zone(node: Node) -> ZoneInfo:
    try:
        return ZoneInfo(node.text("zone"))
    except (ZoneInfoNotFoundError, ValueError):
        raise BadPack(node.at("zone"), "is no time zone") from None


def _zone_fact(node: Node) -> str | None:
    name = node.raw("zone_fact")
    fact = node.mapping("facts").get(name)
    if name is not None and (not isinstance(fact, Mapping) or fact.get("type") != "zone"):
        raise BadPack(node.at("zone_fact"), f"is {name}, which is no fact that holds a zone")
    return None if name is None else str(name)


def _day(node: Node) -> date:
    found = node.day("valid_from")
    if found is None:
        raise BadPack(node.at("valid_from"), "is missing")
    return found


def _each_words(node: Node, name: str) -> Mapping[str, Mapping[str, str]]:
    members = Node(node.raw(name), node.at(name))
    return {key: members.words(key) for key in node.mapping(name)}


def _facts(node: Node) -> Mapping[str, Fact]:
    found = {}
    members = Node(node.raw("facts", {}), node.at("facts"))
    for name in node.mapping("facts"):
        each = Node(members.raw(name), members.at(name))
        kind = each.one_of("type", FACTS)
        found[str(name)] = Fact(type=cast(Any, kind), words=each.words("words"))
        each.done()
    return found


def _duty(found: object, place: str) -> Duty:
    node = Node(found, place)
    duty = Duty(id=node.text("id"), words=node.words("words"), **cited(node))
    node.done()
    return duty


def _clock(found: object, place: str) -> Clock:
    node = Node(found, place)
    postponed = node.raw("postponed_by")
    consequence = node.one_of("consequence", CONSEQUENCES) if node.has("consequence") else None
    clock = Clock(
        id=node.text("id"),
        names=node.words("names"),
        kind=cast(Any, node.one_of("kind", ("term", "day_total"), "term")),
        starts=node.each("starts", start, least=1),
        ends=node.each("ends", end, least=1),
        rows=node.each("rows", row, least=1),
        pauses=node.each("pauses", pause),
        resumes=node.each("resumes", resume),
        again=node.each("again", trigger),
        renewed_by=node.each("renewed_by", trigger),
        extensions=node.each("extensions", extension),
        requests=node.each("requests", pair),
        postponed_by=None if postponed is None else one_word(KINDS, "event")(postponed, place),
        calendar=node.raw("calendar"),
        consequence=consequence,
    )
    node.raw("consequence")
    node.done()
    return clock


def _check(pack: Pack, place: str) -> None:
    """What one member alone does not show: twice the same id, a source or a calendar that is not there."""
    ids = [clock.id for clock in pack.clocks] + [duty.id for duty in pack.duties]
    for id in ids:
        if ids.count(id) > 1:
            raise BadPack(f"{place} {id}", "stands there twice")
    if not pack.regimes:
        raise BadPack(f"{place} regimes", "is missing")
    for regime, code in pack.working_days.items():
        if regime not in pack.regimes or code not in pack.calendars:
            raise BadPack(
                f"{place} working_days.{regime}", f"is {code}, which is no calendar of a regime here"
            )
    for clock in pack.clocks:
        _check_clock(pack, clock, f"{place} {clock.id}")
    used = {code for each in pack.cited() for code in each.source.split()}
    for missing in sorted(used - set(pack.sources)):
        raise BadPack(f"{place} sources", f"do not say what {missing} is")


def _check_clock(pack: Pack, clock: Clock, place: str) -> None:
    if clock.calendar is not None and clock.calendar not in pack.calendars:
        raise BadPack(f"{place}.calendar", f"is {clock.calendar}, which is not there")
    regimes = {regime for each in clock.rows for regime in each.regimes}
    regimes |= {regime for each in clock.ends for regime in each.regimes}
    for regime in sorted(regimes - set(pack.regimes)):
        raise BadPack(f"{place}", f"names the regime {regime}, which the pack has not")
    asked = {
        name
        for each in clock.rows
        for name in (*each.when.facts, *each.when.unless, *each.when.stated, each.figure or "")
    }
    asked |= {
        name for each in clock.starts for name in (*each.when.facts, *each.when.unless, *each.when.stated)
    }
    asked |= {need.fact for each in clock.extensions for need in each.needs}
    for fact in sorted(asked - set(pack.facts) - {""}):
        raise BadPack(f"{place}", f"asks for the fact {fact}, which the pack does not explain")
    if clock.pauses and any(each.limit.type != "hours" for each in clock.rows if each.limit.value):
        raise BadPack(f"{place}.pauses", "stop hours only")


def _inherited(own: Pack, base: Pack, *, without: tuple[str, ...]) -> Pack:
    """All that the base has below one's own; what has the same id is one's own."""
    there = {clock.id for clock in base.clocks} | {duty.id for duty in base.duties} | conduct.ids(base)
    for id in without:
        if id not in there:
            raise BadPack(f"{own.name}: without", f"names {id}, which {base.name} has not")
    ids = {clock.id for clock in own.clocks} | {duty.id for duty in own.duties} | set(without)
    return replace(
        conduct.inherited(own, base, without=frozenset(without)),
        sources={**base.sources, **own.sources},
        facts={**base.facts, **own.facts},
        clocks=(*own.clocks, *(each for each in base.clocks if each.id not in ids)),
        duties=(*own.duties, *(each for each in base.duties if each.id not in ids)),
        calendars={**base.calendars, **own.calendars},
    )
