"""An attack, told to a person in their language: what it does, step by step, and who finds it out."""

from collections.abc import Iterator
from typing import Any

from quartier.demo.words import gettext as _
from quartier.demo.words import language
from quartier.outside.verifier.baked import WORDS
from quartier.outside.verifier.report import sentence

from . import listing
from .evidence import Evidence, Scene
from .listing import Attack, Finding


def table(attacks: tuple[Attack, ...]) -> list[str]:
    """One line an attack: its name, and what it is."""
    return [f"{each.id:26}{each.title[language()]}" for each in attacks]


def opening(attack: Attack, *, entries: int, witnesses: int, needed: int) -> Iterator[str]:
    """What is about to happen."""
    tongue = language()
    yield attack.title[tongue]
    yield ""
    yield _(
        "A copy of the ledger: %(entries)s entries, %(witnesses)s witnesses, %(needed)s of them are needed."
    ) % {
        "entries": entries,
        "witnesses": witnesses,
        "needed": needed,
    }
    yield _("The town itself is not touched.")
    yield ""
    yield attack.does[tongue]
    yield _("The attacker has: %(powers)s.") % {
        "powers": ", ".join(listing.word("powers", code, tongue) for code in attack.powers)
    }


def no_town() -> str:
    return _("There is no demo town here. Fill it first: “quartier demo serve” or “quartier demo fill”.")


def findings(attack: Attack, scene: Scene) -> Iterator[str]:
    """Who found it out; or that nobody does, and why."""
    yield from _each(scene.found)
    if attack.nobody is not None:
        yield ""
        yield attack.nobody[language()]
    if scene.later:
        yield ""
        yield _("Later, where an older pack is at hand:")
        yield from _each(scene.later)


def _each(found: list[Evidence]) -> Iterator[str]:
    for evidence in found:
        yield ""
        yield finding(evidence)
        if evidence.shown:
            yield f"    {evidence.shown}"


def finding(evidence: Evidence) -> str:
    tongue = language()
    who = listing.word("finders", evidence.by, tongue)
    return _("%(who)s, %(data)s, after %(seconds)s s: %(answer)s") % {
        "who": who[:1].upper() + who[1:],
        "data": listing.word("data", evidence.data, tongue),
        "seconds": f"{evidence.seconds:.1f}",
        "answer": answer(evidence),
    }


def answer(evidence: Evidence) -> str:
    """The words for an answer of the list. A reason of the verifier is told in the verifier's own words."""
    code = evidence.answer
    known = facts() | statuses() | halts()
    if code in known:
        return known[code]
    if code in WORDS["reasons"]:
        return f"{code}. {sentence('reasons', code, language(), dict(evidence.details))}"
    return code


def statuses() -> dict[str, str]:
    return {
        "status 409": _("it answers 409: this ledger has become smaller than the one it confirmed."),
        "status 422": _("it answers 422: this state contradicts what it confirmed. It keeps the evidence."),
    }


def halts() -> dict[str, str]:
    return {
        "ledger_behind_lock": _("it does not start: the database is behind what was signed."),
        "ledger_swap_failed": _("it stops: somebody else has signed meanwhile."),
    }


def facts() -> dict[str, str]:
    return {
        "fact receipt_contradicts": _("the receipt verifies, and says something else than the database."),
        "fact no_new_head": _("no new state has come, and the age of the last one is shown to everybody."),
        "fact older_pack_holds": _("the older pack verifies by itself: everything is still in it."),
        "fact envelope_keeps_the_time": _("the entry still says the true time: a table is no evidence."),
        "fact check_finds": _("its nightly check names the row."),
        "fact two_heads": _("two signed states that contradict each other: that is proof enough."),
        "fact never_stored": _("the witness did not confirm this itself: its memory does not hold it."),
        "fact does_not_start": _("it does not start: its memory is older than what its key has signed."),
        "fact same_witness_twice": _("one witness has confirmed two states that contradict each other."),
        "fact nothing_lost": _("nothing is missing: the new pack holds all that the older one held."),
        "fact resumes": _("it goes on where it stood."),
        "fact head_is_old": _("the report says how old the last confirmation is."),
        "fact placed_late": _(
            "the report names the entry: it stands after entries that are younger than it says."
        ),
        "fact erasure_is_named": _(
            "the report names the entry, and the entry that erased it: ask on what ground."
        ),
        "fact alarm_contradicts": _(
            "an alarm said that nobody had come; it stands in the log before the check that claims to be older."
        ),
        "fact occupancy_contradicts": _(
            "the suite’s own count of that hour names more people than the log knows of."
        ),
        "fact entered_later": _("the report counts the entries that were made hours after what they tell."),
        "fact entered_at_once": _("checks of several hours were entered within one minute."),
        "fact no_guess_fits": _("no guess fits: the salt is destroyed, so every value looks alike."),
        "fact fingerprint_differs": _("the fingerprint is not the printed one."),
    }


def document(attack: Attack, scene: Scene) -> dict[str, Any]:
    """What `--json` prints."""
    return {
        "attack": attack.id,
        "title": dict(attack.title),
        "does": dict(attack.does),
        "powers": list(attack.powers),
        "steps": [step.text for step in scene.steps],
        "expected": [_expected(each) for each in attack.found],
        "found": [_found(each) for each in scene.found],
        "found_later": [_found(each) for each in scene.later],
        "nobody": dict(attack.nobody) if attack.nobody else None,
    }


def _expected(each: Finding) -> dict[str, str]:
    return {"by": each.by, "with": each.data, "answer": each.answer, "within": each.within}


def _found(each: Evidence) -> dict[str, Any]:
    return {
        "by": each.by,
        "with": each.data,
        "answer": each.answer,
        "shown": each.shown,
        "seconds": each.seconds,
    }
