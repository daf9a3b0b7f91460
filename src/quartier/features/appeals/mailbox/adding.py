"""A letter about an appeal that runs is an addition to it, if its author wrote it; otherwise it is one of its own.

Numbers can be guessed, so a number alone proves nothing: the letter must come from the address that the appeal has, or
from that of the account that lodged it. The sender of a letter can be forged; so an addition is words for the clerk and
nothing else, it opens and closes nothing, and only its author is told.
"""

from collections.abc import Iterator
from datetime import datetime
from uuid import UUID

from django.db import transaction

from quartier.core.accounts import queries as accounts
from quartier.core.registry import lock
from quartier.core.registry import queries as registry
from quartier.core.registry.visits import Visit, VisitKind

from .. import jobs, offering, queries, stepping, telling
from ..models import Appeal
from ..queries import AppealView
from ..rules import standing
from ..rules.letters import composing, threads, tongue
from ..rules.letters.letter import Letter
from . import enclosing, words

ROOM = 5_500  # characters of an addition, below what a step takes


def add(found: Letter, *, received: datetime | None, language: str) -> bool:
    """Add the letter where it belongs; False where it belongs nowhere. `language`: of the notes beneath."""
    for service, tag in _named(found.numbers):
        with lock.as_account(service, kind=VisitKind.SERVICE) as visit:
            view = queries.appeal_for(visit, tag=tag)
            if view.state in standing.RUNNING and _wrote(view, found.sender.address, by=visit):
                _add(view, found, received=received, language=language, by=visit)
                return True
    return False


def _named(numbers: tuple[str, ...]) -> Iterator[tuple[UUID, str]]:
    """Appeals of these numbers, and the parts of those that were sent on, each with a program that sees it."""
    wanted = list(numbers)
    for number in wanted:
        for service in jobs.clocks():
            with lock.as_account(service, kind=VisitKind.SERVICE) as visit:
                row = Appeal.objects.filter(number=number).first() if visit.may(jobs.PERMIT) else None
                parts = Appeal.objects.filter(parent=row.id).values_list("number", flat=True) if row else ()
                wanted += [part for part in parts if part not in wanted]
            if row is not None:
                yield service, row.tag


def _wrote(view: AppealView, address: str, *, by: Visit) -> bool:
    """Whether this address is its author's, as given or as the account's."""
    if not address:
        return False
    if view.person.get("email", "").strip().lower() == address:
        return True
    account = accounts.account_by_address(address)
    lodgers = [row for row in registry.parties_of(by, subject=view.id) if row["capacity"] == "lodger"]
    return account is not None and account.id in {row["account"] for row in lodgers}


def _add(view: AppealView, found: Letter, *, received: datetime | None, language: str, by: Visit) -> None:
    times = composing.times(found, received=received, at=by.now)
    files, notes = enclosing.receive(found, language=language, by=by, at=by.now)
    own = threads.own_words(found.text).strip() or str(words.NO_TEXT)
    text = "\n\n".join([own[:ROOM], *(["\n".join(f"[{note}]" for note in notes[:5])] if notes else [])])
    spoken = tongue.language_of(own, otherwise=view.language)
    with transaction.atomic(using=lock.APPLICATION):
        tags = offering.attach(view, files, by=by, at=by.now)
        number = stepping.add(
            view,
            "given",
            words={spoken: text},
            more={"files": tags, "channel": "mailbox"},
            entered={"files": len(tags)},
            occurred_at=times.arrived,
            by=by,
            at=by.now,
        )
        telling.say("given", view, key=str(number), by=by, at=by.now)
