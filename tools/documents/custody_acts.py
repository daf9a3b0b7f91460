"""The data dictionary of custody records: every act with its fields, from the acts that the pages run on."""

from typing import Any

from quartier.features.custody.rules.acts.act import Act, Field
from quartier.features.custody.rules.acts.catalogue import ACTS, TOPICS

TITLE = "What a custody record can hold"
INTRO = (
    "Every entry of a custody record is of one of these acts. Forms, checks, the API, the schema of an exported record and "
    "the kinds of the ledger are made from them. *Needed* is what the act makes no sense without; what a rule pack asks "
    "besides stands in [the packs](law-packs.md), is named on the form with its article, and refuses nothing. *Lies in* "
    "names the part of the record in which sealed answers lie; all else is read by everybody in the suite. Only what is "
    "marked *plain* goes into the ledger as it is; everything else goes in as a digest."
)
SIGNS = {
    "person": "the person",
    "officer": "whoever writes it",
    "bringing": "the officer who brought the person",
    "appropriate_adult": "the appropriate adult",
    "interpreter": "the interpreter",
    "lawyer": "the lawyer",
}


def blocks(table: Any, code: Any) -> list[str]:
    """A heading for each topic, below it its acts."""
    found: list[str] = []
    for topic, words in TOPICS.items():
        acts = [act for act in ACTS.values() if act.topic == topic]
        if acts:
            found.append(f"## {words.en}")
            for act in acts:
                found += _act(act, table, code)
    return found


def _act(act: Act, table: Any, code: Any) -> list[str]:
    rows = [_field(act, one, code) for one in act.fields]
    head = ["field", "asks", "kind", "needed", "lies in", "in the ledger"]
    return [f"### {code(act.code)}", _about(act, code), *([table(head, rows)] if rows else [])]


def _about(act: Act, code: Any) -> str:
    said = [
        f"{act.words.en.replace('{at}', '…')} · {act.words.uk.replace('{at}', '…')} · {act.words.fr.replace('{at}', '…')}."
    ]
    said.append(f"Written by {', '.join(code(permit) for permit in (act.permit, *act.also))}.")
    if act.by_machine:
        said.append("Only a program writes it.")
    if act.whole:
        said.append("The entry lies whole in its part: the stay shows nothing of it.")
    if act.tells:
        said.append(f"Tells the clocks {', '.join(map(code, act.tells))}.")
    if act.facts:
        said.append(f"Facts for the rule pack: {', '.join(map(code, act.facts))}.")
    if act.signed:
        said.append(f"Asks for signatures of {', '.join(SIGNS[who] for who in act.signed)}.")
    return " ".join(said)


def _field(act: Act, one: Field, code: Any) -> tuple[str, ...]:
    return (
        code(one.code) + (f" ({', '.join(one.packs)})" if one.packs else ""),
        one.words.en + (f"<br>{one.hint.en}" if one.hint else ""),
        _kind(one, code),
        "yes" if one.needed else f"where {code(one.when[0])} is {code(one.when[1])}" if one.when else "",
        act.part if one.sealed else "the stay" if act.on == "stay" else "the suite",
        "plain" if one.open else "digest",
    )


def _kind(one: Field, code: Any) -> str:
    if one.rows:
        return "rows of " + ", ".join(code(row.code) for row in one.rows)
    answers = dict.fromkeys(option.code for option in one.options)
    return one.kind.replace("_", " or ") + (": " + ", ".join(map(code, answers)) if answers else "")
