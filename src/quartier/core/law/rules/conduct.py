"""Rights, records, roles and care, as a pack writes them.

Their ids are apart from those of clocks and duties: `without` names one as `rights.lawyer`.
"""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any, cast

from quartier.core.law.rules.clauses import event
from quartier.core.law.rules.nodes import BadPack, Node
from quartier.core.law.rules.rows import cited, condition, limit
from quartier.science.clocks.cited import Condition
from quartier.science.clocks.conduct import Care, Delay, Ground, Level, Required, Right, Role, Waiver
from quartier.science.clocks.packs import Pack

EVIDENCE = (
    *("time", "told_by", "language", "signature", "person_named", "attempts", "reply", "reason", "copy"),
    *("message", "arrival", "talk", "examination", "interpreter_named", "adult_named", "decision"),
)
FORMS = ("informed", "reason_asked", "written", "signature", "before_lawyer", "told_revocable")
KINDS_OF_CARE = ("meal", "drink", "rest", "exercise", "hygiene", "risk", "rousing", "clothing")


def _text(found: object, place: str) -> str:
    if not isinstance(found, str) or not found:
        raise BadPack(place, "is no text")
    return found


def _of(allowed: tuple[str, ...], kind: str) -> Any:
    def read(found: object, place: str) -> str:
        if found not in allowed:
            raise BadPack(place, f"is {found}, which is no {kind}")
        return str(found)

    return read


def _maybe(node: Node, name: str) -> int | None:
    return None if not node.has(name) and node.raw(name) is None else node.number(name)


def right(found: object, place: str) -> Right:
    node = Node(found, place)
    waiver = node.raw("waiver")
    wanted = node.raw("wanted")
    made = Right(
        id=node.text("id"),
        names=node.words("names"),
        words=node.words("words"),
        trigger=node.text("trigger"),
        deadline=limit(node.raw("deadline"), node.at("deadline")),
        asked=node.flag("asked"),
        when=condition(node.raw("when", {}), node.at("when")),
        clock=node.raw("clock"),
        wanted=None if wanted is None else event(wanted, node.at("wanted")),
        granted=node.each("granted", _text),
        evidence=node.each("evidence", _of(EVIDENCE, "evidence"), least=1),
        again=node.each("again", _text),
        delays=node.each("delays", delay),
        waiver=None if waiver is None else _waiver(waiver, node.at("waiver")),
        **cited(node),
    )
    node.done()
    return made


def delay(found: object, place: str) -> Delay:
    node = Node(found, place)
    ends = node.flag("until_reason_ends") if node.has("until_reason_ends") else True
    made = Delay(
        id=node.text("id"),
        words=node.words("words"),
        grounds=node.each("grounds", _ground, least=1),
        by=frozenset(node.each("by", _text, least=1)),
        longest=limit(node.raw("longest"), node.at("longest")),
        clock=node.raw("clock"),
        until_reason_ends=ends,
        **cited(node),
    )
    node.raw("until_reason_ends")
    node.done()
    return made


def _ground(found: object, place: str) -> Ground:
    node = Node(found, place)
    made = Ground(code=node.text("code"), words=node.words("words"))
    node.done()
    return made


def _waiver(found: object, place: str) -> Waiver:
    node = Node(found, place)
    made = Waiver(
        allowed=node.flag("allowed"),
        minors=node.flag("minors"),
        form=node.each("form", _of(FORMS, "form of a waiver")),
        words=node.words("words", optional=True),
        **cited(node),
    )
    node.done()
    return made


def required(found: object, place: str) -> Required:
    node = Node(found, place)
    made = Required(
        act=node.text("act"),
        fields=node.each("fields", _text, least=1),
        when=condition(node.raw("when", {}), node.at("when")),
        **cited(node),
    )
    node.done()
    return made


def role(found: object, place: str) -> Role:
    node = Node(found, place)
    made = Role(
        id=node.text("id"),
        names=node.words("names"),
        acts=node.each("acts", _text),
        says=frozenset(node.each("says", _text)),
        independent=node.flag("independent"),
        words=node.words("words", optional=True),
        **cited(node),
    )
    node.done()
    return made


def level(found: object, place: str) -> Level:
    node = Node(found, place)
    made = Level(
        id=node.text("id"),
        names=node.words("names"),
        minutes=_maybe(node, "minutes"),
        words=node.words("words"),
        constant=node.flag("constant"),
        **cited(node),
    )
    node.done()
    return made


def care(found: object, place: str) -> Care:
    node = Node(found, place)
    made = Care(
        id=node.text("id"),
        kind=cast(Any, node.one_of("kind", KINDS_OF_CARE)),
        names=node.words("names"),
        words=node.words("words"),
        act=node.text("act"),
        minutes=_maybe(node, "minutes"),
        times=_maybe(node, "times"),
        together=_maybe(node, "together"),
        hours=_maybe(node, "hours"),
        when=condition(node.raw("when", {}), node.at("when")),
        **cited(node),
    )
    node.done()
    return made


def ids(pack: Pack) -> set[str]:
    """Every row of these sections, as `without` names it."""
    return {f"{section}.{id}" for section, id, _ in _rows(pack)}


def _rows(pack: Pack) -> Iterable[tuple[str, str, Any]]:
    for section in ("rights", "roles", "levels", "care"):
        for row in getattr(pack, section):
            yield section, row.id, row
    for row in pack.records:
        yield "records", row.act, row


def inherited(own: Pack, base: Pack, *, without: frozenset[str]) -> Pack:
    """Its own rows, then those of the base that it neither has nor leaves out.

    Levels come from one law alone, since they only mean something beside each other; what the record of an act needs
    comes from both, since two laws may each want something of it.
    """
    taken = {f"{section}.{id}" for section, id, _ in _rows(own) if section != "records"} | without

    def kept(section: str) -> tuple[Any, ...]:
        return tuple(row for name, id, row in _rows(base) if name == section and f"{name}.{id}" not in taken)

    return replace(
        own,
        rights=(*own.rights, *kept("rights")),
        records=(*own.records, *kept("records")),
        roles=(*own.roles, *kept("roles")),
        levels=own.levels or kept("levels"),
        care=(*own.care, *kept("care")),
    )


def check(pack: Pack, place: str) -> None:
    """What one row alone does not show: an id twice, a clock, a role or a fact that is not there. Raises BadPack."""
    seen: set[str] = set()
    for section, id, row in _rows(pack):
        if section != "records" and f"{section}.{id}" in seen:
            raise BadPack(f"{place} {section}.{id}", "stands there twice")
        seen.add(f"{section}.{id}")
        _check_facts(pack, getattr(row, "when", Condition()), f"{place} {section}.{id}")
    clocks, roles = {clock.id for clock in pack.clocks}, {role.id for role in pack.roles}
    for one in pack.rights:
        at = f"{place} rights.{one.id}"
        for clock in filter(None, (one.clock, *(each.clock for each in one.delays))):
            if clock not in clocks:
                raise BadPack(at, f"names the clock {clock}, which is not there")
        for each in one.delays:
            if each.by - roles:
                raise BadPack(at, f"names the role {min(each.by - roles)}, which is not there")


def _check_facts(pack: Pack, when: Condition, place: str) -> None:
    for fact in sorted({*when.facts, *when.unless, *when.stated} - set(pack.facts)):
        raise BadPack(place, f"asks for the fact {fact}, which the pack does not explain")
