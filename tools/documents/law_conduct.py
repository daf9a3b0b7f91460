"""Rights, records, roles and care of a rule pack for lawyers, from the very data that runs."""

from collections.abc import Mapping, Sequence
from typing import Any

from quartier.science.clocks.cited import Condition
from quartier.science.clocks.conduct import Care, Delay, Right, Waiver
from quartier.science.clocks.packs import Pack
from tools.documents.law_words import CITED, cited, condition, limit, said


def blocks(pack: Pack, table: Any, code: Any) -> list[str]:
    """The sections that a pack has; none for packs that are not of custody."""
    found = ["### Rights", RIGHTS] if pack.rights else []
    for right in pack.rights:
        found += _right(right, table, code)
    for heading, head, rows in (
        _records(pack, code),
        _roles(pack, code),
        _levels(pack, code),
        _care(pack, code),
    ):
        found += [heading, table(head, rows)] if rows else []
    return found


Section = tuple[str, list[str], Sequence[Sequence[str]]]


def _records(pack: Pack, code: Any) -> Section:
    rows = [
        (code(each.act), ", ".join(map(code, each.fields)), _when(each.when), *cited(each), said(each.note))
        for each in pack.records
    ]
    return RECORDS, ["act", "fields", "holds", *CITED, "note"], rows


def _roles(pack: Pack, code: Any) -> Section:
    rows = [
        (
            code(each.id),
            said(each.names) + ("<br>" + said(each.words) if each.words else ""),
            ", ".join(map(code, each.acts)) or "nothing in the record",
            ", ".join(map(code, sorted(each.says))),
            "yes" if each.independent else "",
            *cited(each),
        )
        for each in pack.roles
    ]
    return (
        "### Who decides",
        ["role", "who", "decides", "an event calls it", "apart from the inquiry", *CITED],
        rows,
    )


def _levels(pack: Pack, code: Any) -> Section:
    rows = [
        (
            code(each.id),
            said(each.names),
            f"{each.minutes} minutes" if each.minutes else "no number",
            "yes" if each.constant else "",
            said(each.words),
            *cited(each),
            said(each.note),
        )
        for each in pack.levels
    ]
    head = ["level", "name", "at most between two checks", "in sight all the time", "rule", *CITED, "note"]
    return "### Levels of observation", head, rows


def _care(pack: Pack, code: Any) -> Section:
    rows = [
        (code(each.id), said(each.words), _often(each), code(each.act), *cited(each)) for each in pack.care
    ]
    return "### Care", ["id", "rule", "how often", "shown by", *CITED], rows


RIGHTS = (
    "`asked`: the person is asked for an answer (wants, not now, declines, could not); the other rights are only told. "
    "`at_once` counts from the act named; a deadline `unknown` has no number in the text. A delay is a derogation: it has "
    "grounds, somebody who decides, and an end."
)
RECORDS = (
    "### What an entry must say\n\n"
    "Fields that the law wants in an entry. An entry is never refused for lack of one: the record says what is missing."
)


def _right(right: Right, table: Any, code: Any) -> list[str]:
    facts = [
        ("name", said(right.names)),
        ("told as", said(right.words)),
        ("for whom", _when(right.when)),
        ("answer", "asked" if right.asked else "only told"),
        ("from, by when", f"{code(right.trigger)}, {limit(right.deadline)}"),
        ("clock", code(right.clock) if right.clock else ""),
        ("asked for by", code(right.wanted) if right.wanted else ""),
        ("done by", " or ".join(map(code, right.granted))),
        ("told and asked again at", ", ".join(map(code, right.again))),
        ("proved by", ", ".join(right.evidence).replace("_", " ")),
    ]
    rows = [("the right", "", *cited(right), said(right.note))]
    rows += [("delay " + code(each.id), _delay(each), *cited(each), said(each.note)) for each in right.delays]
    if right.waiver:
        rows.append(("waiver", _waiver(right.waiver), *cited(right.waiver), said(right.waiver.note)))
    shown = [(name, said) for name, said in facts if said]
    return [f"#### {code(right.id)}", table(["", ""], shown), table(["row", "what", *CITED, "note"], rows)]


def _delay(delay: Delay) -> str:
    grounds = "; ".join(f"{each.code}: {each.words['en']}" for each in delay.grounds)
    clock = f" of the clock `{delay.clock}`" if delay.clock else ""
    ends = "<br>ends with its reason" if delay.until_reason_ends else ""
    by = ", ".join(sorted(delay.by))
    return f"{said(delay.words)}<br>grounds: {grounds}<br>by: {by}<br>at most: {limit(delay.longest)}{clock}{ends}"


def _waiver(waiver: Waiver) -> str:
    minors = "also under 18" if waiver.minors else "**never under 18**"
    form = ", ".join(waiver.form).replace("_", " ")
    words: Mapping[str, str] = waiver.words
    return f"{'allowed' if waiver.allowed else '**not allowed**'}, {minors}<br>form: {form}<br>{said(words)}"


def _often(care: Care) -> str:
    parts = [
        f"every {care.minutes} minutes" if care.minutes else "",
        f"{care.times} times" if care.times else "",
        f"{care.together} hours without a break" if care.together else "",
        f"in {care.hours} hours" if care.hours else "",
    ]
    return " ".join(filter(None, parts)) or "as the rule says"


def _when(found: Condition) -> str:
    return condition(found) or "everybody"
