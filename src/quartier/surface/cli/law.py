"""`quartier law …`: the rule packs, and what one of them says of a history. Only `accept` needs a database."""

import json as library
import sys
from pathlib import Path
from typing import Annotated, Any

import typer

from . import output, surroundings
from .accounts import As, Body, account_named, organisation_named
from .options import Json, group, with_example
from .words import gettext as _
from .words import language

USED_WRONGLY = 2
app = group(_("The law as data: rule packs, and the clocks of a history."), "quartier law packs")

Regime = Annotated[
    str | None,
    typer.Option(
        "--regime", help=_("The legal regime, such as martial; the first of the pack if not given.")
    ),
]
At = Annotated[str, typer.Option("--at", help=_("The instant of the answer, with its offset."))]


@app.command(
    help=with_example(_("List the rule packs with version and sources."), "quartier law packs --json")
)
def packs(json: Json = False) -> None:
    from quartier.core.law import queries

    found = [queries.described(pack) for pack in queries.packs()]
    if json:
        output.answer(found)
        return
    for each in found:
        verified = _("verified") if each["verified"] else _("not verified")
        output.line(f"{each['pack']}  {each['version'][:12]}  {each['jurisdiction']}  {verified}")


@app.command(
    help=with_example(
        _("Say what each clock of a pack shows for a history: running, late, met, and until when."),
        "quartier law evaluate ua.custody --at 2026-03-13T02:20:00+02:00 history.json --json",
    )
)
def evaluate(
    pack: Annotated[str, typer.Argument(help=_("Name of the pack."))],
    file: Annotated[str, typer.Argument(help=_("The history as JSON; “-” reads standard input."))],
    at: At,
    regime: Regime = None,
    json: Json = False,
) -> None:
    from quartier.core.law import queries
    from quartier.core.law.reasons import sentence
    from quartier.science.clocks.errors import Unreadable

    told = _read(file)
    try:
        found = queries.evaluated(pack, told, at=at, regime=regime)
    except KeyError:
        raise _wrong(_("There is no pack named %(name)s.") % {"name": pack}) from None
    except Unreadable as problem:
        raise _wrong(_unreadable(problem)) from None
    if json:
        output.answer(found)
        return
    for clock in found["clocks"]:
        output.line(_line(clock))
        for said in filter(None, (sentence(code, language()) for code in clock["reasons"])):
            output.line(f"  {said}")


@app.command(
    help=with_example(
        _("Accept for an organisation a pack that is not wholly verified, in a person’s name."),
        "quartier law accept ua.appeals --as admin@x.example --organisation council "
        "--reason “legal department, letter 14-7”",
    )
)
def accept(
    pack: Annotated[str, typer.Argument(help=_("Name of the pack."))],
    person: As,
    organisation: Body,
    reason: Annotated[
        str, typer.Option("--reason", help=_("Why, and by whose word; it stands in the ledger."))
    ],
) -> None:
    surroundings.django_ready()
    from quartier.core.accounts import accepting
    from quartier.core.registry import lock

    with lock.as_account(account_named(person)) as visit:
        body = organisation_named(organisation)
        if body is None:
            raise _wrong(_("Name the organisation: --organisation."))
        which = accepting.accept(pack=pack, organisation=body, reason=reason, by=visit, at=visit.now)
    output.line(str(which))


def _read(file: str) -> Any:
    try:
        text = sys.stdin.read() if file == "-" else Path(file).read_text(encoding="utf-8")
        return library.loads(text)
    except (OSError, ValueError) as error:
        raise _wrong(_("%(file)s cannot be read: %(reason)s.") % {"file": file, "reason": error}) from None


def _wrong(text: str) -> typer.Exit:
    output.say(text)
    return typer.Exit(USED_WRONGLY)


def _unreadable(problem: Any) -> str:
    said = _faults().get(problem.code, problem.code)
    found = "" if problem.found is None else f" ({problem.found})"
    return f"{problem.where}: {said}{found}"


def _faults() -> dict[str, str]:
    """What can be wrong with a history, by code."""
    return {
        "not_an_object": _("This must be an object."),
        "not_a_list": _("This must be a list."),
        "member_unknown": _("A history holds facts and events, nothing else."),
        "kind_unknown": _("This kind of event is not in the vocabulary."),
        "instant_unreadable": _("This is no instant. Write it as 2026-03-01T10:00:00+02:00."),
        "instant_without_offset": _("This instant has no offset. Write it as 2026-03-01T10:00:00+02:00."),
        "date_unreadable": _("This is no date. Write it as 2009-05-01."),
        "not_an_interval": _("This is no interval. Write it as two instants."),
        "interval_ends_before_it_begins": _("This interval ends before it begins."),
        "amount_unreadable": _("This is no amount. Write a number, or a duration such as PT12H."),
        "limit_unreadable": _("This is no limit. Write its type and its value."),
        "fact_of_another_type": _("This fact is of another type."),
        "regime_unknown": _("The pack has no such regime."),
    }


def states() -> dict[str, str]:
    """The states of a clock in words."""
    return {
        "not_started": _("not started"),
        "running": _("under way"),
        "paused": _("paused"),
        "met": _("met"),
        "late": _("late"),
        "met_late": _("met late"),
        "unknown": _("limit not known"),
    }


def _line(clock: dict[str, Any]) -> str:
    facts = {"id": clock["id"], "state": states()[clock["state"]], "article": clock["article"]}
    if clock["due_at"] is None:
        return _("%(id)s: %(state)s [%(article)s]") % facts
    return _("%(id)s: %(state)s, due %(due)s [%(article)s]") % {**facts, "due": clock["due_at"]}
