"""What those who handle appeals do with them. Each verb takes the appeal's id, who and when, and adds one step."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from quartier.core.accounts import queries as accounts
from quartier.core.accounts.roles import permits_of
from quartier.core.kit.errors import Conflict, Invalid, NotAllowed, Problem, Refusal
from quartier.core.messages import actions as messages
from quartier.core.promises import actions as promises
from quartier.core.promises.actions import Said
from quartier.core.registry import actions as registry
from quartier.core.registry import lock
from quartier.core.registry import queries as spine
from quartier.core.registry.visits import Visit

from . import offering, queries, stepping, telling
from .models import Appeal
from .queries import AppealView
from .rules import conflicts, extending, standing
from .rules.outcomes import CLOSINGS, OUTCOMES

DUPLICATE = "appeals.duplicate"
Words = Mapping[str, str]


def acknowledge(*, appeal: UUID, words: Words | None = None, by: Visit, at: datetime) -> None:
    """Tell the person that somebody has it in hand. This is no answer, and delivers none."""
    view = stepping.opened(appeal, "acknowledged", by=by)
    with transaction.atomic(using=lock.APPLICATION):
        number = stepping.add(view, "acknowledged", words=words, by=by, at=at)
        telling.say("acknowledged", view, key=str(number), by=by, at=at)


def assign(*, appeal: UUID, account: UUID, by: Visit, at: datetime) -> None:
    """Give it to a colleague to handle, or take it oneself. Never to whoever it is about."""
    view = stepping.opened(appeal, "assigned", by=by)
    conflicts.check_person(account, concerned=view.concerned)
    known = accounts.account(account)
    if known is None or not known.is_active or known.organisation != by.organisation:
        raise Invalid([Problem(field="account", code="appeals.not_a_colleague")])
    conflicts.check_body(known.organisation or 0, concerned=view.concerned)
    if queries.HANDLE not in permits_of(accounts.roles_of(account, at=at)):
        raise Invalid([Problem(field="account", code="appeals.not_a_colleague")])
    with transaction.atomic(using=lock.APPLICATION):
        Appeal.objects.filter(id=appeal).update(assigned_to=account)
        told = {"to": str(account)}
        stepping.add(view, "assigned", more=told, entered=told, by=by, at=at)


def note(*, appeal: UUID, words: Words, by: Visit, at: datetime) -> None:
    """A note for those who handle it: no step for the person, the public or the ledger."""
    view = stepping.opened(appeal, "noted", by=by)
    stepping.add(view, "noted", words=stepping.need_words(words), by=by, at=at)


def weigh(*, appeal: UUID, facts: Mapping[str, bool], by: Visit, at: datetime) -> None:
    """State what the terms depend on, such as `competent` or `no_further_study`. Raises Invalid for others."""
    view = stepping.opened(appeal, "weighed", by=by)
    pack = queries.pack_of(view)
    known = {name for name, fact in (pack.facts if pack else {}).items() if fact.type == "boolean"}
    if wrong := sorted(set(facts) - known):
        raise Invalid([Problem(field="facts", code="appeals.fact_unknown", details={"fact": wrong[0]})])
    told = {**view.facts, **facts}
    stepping.add(
        view,
        "weighed",
        more={"facts": dict(facts)},
        facts=told,
        entered={"facts": sorted(facts)},
        by=by,
        at=at,
    )


def ask_back(*, appeal: UUID, words: Words, until: date | None = None, by: Visit, at: datetime) -> None:
    """Ask the person for what is missing to decide."""
    view = stepping.opened(appeal, "asked", by=by)
    said, day = stepping.need_words(words), until.isoformat() if until else None
    with transaction.atomic(using=lock.APPLICATION):
        number = stepping.add(
            view, "asked", words=said, more={"until": day}, entered={"until": day}, by=by, at=at
        )
        telling.say("asked", view, key=str(number), by=by, at=at)


def extend(*, appeal: UUID, words: Words, until: date, by: Visit, at: datetime) -> None:
    """Take more time, with the reason; the person is told. Raises Conflict where the rules allow none, Invalid past it."""
    view = stepping.opened(appeal, "extended", by=by)
    said = stepping.need_words(words)
    pack = queries.pack_of(view)
    if pack is None:
        raise Conflict("appeals.no_extension_here")
    extending.check(
        pack,
        before=queries.history_of(view, view.steps),
        was_due=view.due_at,
        until=until,
        at=at,
    )
    day = until.isoformat()
    with transaction.atomic(using=lock.APPLICATION):
        number = stepping.add(
            view, "extended", words=said, more={"until": day}, entered={"until": day}, by=by, at=at
        )
        telling.say("extended", view, key=str(number), due=until, by=by, at=at)


def answer(
    *,
    appeal: UUID,
    outcome: str,
    words: Words,
    public_words: Words | None = None,
    template: str = "",
    promise: Said | None = None,
    by: Visit,
    at: datetime,
) -> str | None:
    """Answer, with reasons; those who were joined to it are answered by the same words. Returns the tag of the promise.

    `public_words`: what everybody reads of it. `promise`: what is promised in it, in whose `promises.actions.desk` the
    visit must be at home already.
    """
    view = stepping.opened(appeal, "answered", by=by)
    said, shown = stepping.need_words(words), stepping.tidy(public_words)
    if outcome not in OUTCOMES:
        raise Invalid([Problem(field="outcome", code="appeals.outcome_unknown")])
    if shown:
        stepping.need_words(shown, field="public_words")
    with transaction.atomic(using=lock.APPLICATION):
        tag = _promised(promise, appeal, by=by, at=at) if promise else None
        more = {
            "outcome": outcome,
            "public": shown,
            "template": template,
            "promise": tag,
            "late": _late(view, at),
        }
        entered = {"outcome": outcome, "public": stepping.digest(shown), "promise": tag}
        number = stepping.add(view, "answered", words=said, more=more, entered=entered, by=by, at=at)
        telling.say("answered", view, key=str(number), by=by, at=at)
        for other in _joined_to(view, by=by):
            late = {"late": _late(other, at), "of": view.tag}
            stepping.add(other, "answered", words=said, more={**more, **late}, entered=entered, by=by, at=at)
    return tag


def close(*, appeal: UUID, reason: str, words: Words | None = None, by: Visit, at: datetime) -> None:
    """End it without an answer, for a reason that the rules name; the person is told which."""
    view = stepping.opened(appeal, "closed", by=by)
    if reason not in CLOSINGS:
        raise Invalid([Problem(field="reason", code="appeals.reason_unknown")])
    told = {"reason": reason}
    with transaction.atomic(using=lock.APPLICATION):
        number = stepping.add(view, "closed", words=words, more=told, entered=told, by=by, at=at)
        telling.say("closed", view, key=str(number), by=by, at=at)


def join(*, appeal: UUID, to: UUID, by: Visit, at: datetime) -> None:
    """It is the same matter as another one: its followers hear of that one, and its answer is theirs. Nothing is lost."""
    view = stepping.opened(appeal, "joined", by=by)
    other = queries.appeal_for(by, id=to)
    if (
        other.id == view.id
        or other.place != view.place
        or other.state not in standing.RUNNING
        or not other.handled
    ):
        raise Conflict("appeals.not_the_same_matter")
    with transaction.atomic(using=lock.APPLICATION):
        registry.link(
            from_subject=view.id, relation=DUPLICATE, to_subject=other.id, reason=other.number, by=by, at=at
        )
        messages.carry(from_about=view.id, to_about=other.id, by=by, at=at)
        told = {"of": other.tag}
        number = stepping.add(view, "joined", more=told, entered=told, by=by, at=at)
        telling.say("joined", view, key=str(number), by=by, at=at)


def part(*, appeal: UUID, by: Visit, at: datetime) -> None:
    """It is not the same matter after all: it runs on for itself."""
    view = stepping.opened(appeal, "parted", by=by)
    with transaction.atomic(using=lock.APPLICATION):
        for link in spine.links_of(by, subject=view.id):
            if link["relation"] == DUPLICATE and link["outgoing"]:
                registry.end_link(link=link["id"], by=by, at=at)
        stepping.add(view, "parted", by=by, at=at)


def give(*, appeal: UUID, words: Words, files: Sequence[Any] = (), by: Visit, at: datetime) -> None:
    """Give what was asked, or add something while it runs: its author, or a clerk who writes down what they said."""
    view = stepping.opened(appeal, "given", by=by)
    said = stepping.need_words(words)
    with transaction.atomic(using=lock.APPLICATION):
        tags = offering.attach(view, files, by=by, at=at)
        told = {"files": len(tags)}
        number = stepping.add(view, "given", words=said, more={"files": tags}, entered=told, by=by, at=at)
        telling.say("given", view, key=str(number), by=by, at=at)


def _promised(promise: Said, appeal: UUID, *, by: Visit, at: datetime) -> str:
    """Write the promise down; whoever follows the appeal follows it too, and hears of each of its public steps."""
    tag = promises.write(said=replace(promise, source=appeal), by=by, at=at)
    there = spine.subject_for(by, tag=tag)
    messages.carry(from_about=appeal, to_about=there.id, by=by, at=at)
    return tag


def _late(view: AppealView, at: datetime) -> bool:
    """Whether an answer at this instant comes late: kept with the answer, so that years can be counted."""
    return view.due_at is not None and at > view.due_at


def _joined_to(view: AppealView, *, by: Visit) -> list[AppealView]:
    """Those that were joined to this one and wait for its answer, as far as the visit sees them."""
    found = []
    for link in spine.links_of(by, subject=view.id):
        if link["relation"] == DUPLICATE and not link["outgoing"]:
            other = queries.appeal_for(by, id=link["other"])
            if other.state == "joined" and other.handled:
                found.append(other)
    return found


def bulk(
    *, verb: str, appeals: Sequence[UUID], by: Visit, at: datetime, **values: Any
) -> list[tuple[UUID, str]]:
    """One verb for many; each for itself. Returns with each id `done`, or the code of what refused it."""
    if verb not in BULK:
        raise NotAllowed("appeals.not_in_bulk")
    found = []
    for appeal in appeals:
        try:
            with transaction.atomic(using=lock.APPLICATION):
                BULK[verb](appeal=appeal, by=by, at=at, **values)
            found.append((appeal, "done"))
        except Invalid as refusal:
            found.append((appeal, refusal.problems[0].code))
        except Refusal as refusal:
            found.append((appeal, refusal.code))
    return found


BULK: dict[str, Any] = {
    "acknowledge": acknowledge,
    "assign": assign,
    "ask_back": ask_back,
    "extend": extend,
    "answer": answer,
    "close": close,
    "join": join,
    "note": note,
    "weigh": weigh,
}
