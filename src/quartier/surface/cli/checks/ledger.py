"""The ledger: has it keys, a policy and witnesses, is its published head fresh, what did the last check find."""

import json
import os
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from ..words import gettext as _
from .finding import Finding, ok, warning, wrong

CHECKED_WITHIN = timedelta(days=2)
HOW_TO = "docs/how-to/run-the-ledger.md"


def keys_and_policy() -> Iterator[Finding]:
    """Whether the ledger can sign, and whether anybody but us would stand for it."""
    from quartier.core.ledger import keys, trust
    from quartier.core.ledger.halts import Halt
    from quartier.core.ledger.site import site

    from .. import reasons

    here = site()
    try:
        trusted = trust.read(here, keys.read(here))
    except Halt as problem:
        told = (
            warning if problem.code == "ledger_keys_missing" else wrong
        )  # a new installation has no name for it yet
        yield told("ledger.keys", reasons.sentence(problem), HOW_TO)
        return
    yield ok("ledger.keys", _("The ledger %(origin)s has its keys.") % {"origin": here.origin})
    if trusted.policy.quorum is None:
        yield warning(
            "ledger.policy",
            _("Nobody but us stands for the ledger: it has no witnesses."),
            _("Ask other organisations to run “quartier witness”; how: %(page)s") % {"page": HOW_TO},
        )
    else:
        text = _("Witnesses that are asked: %(number)s.") % {"number": len(trusted.policy.witnesses)}
        yield ok("ledger.policy", text)
    beside = here.lock.parent
    if beside.exists() and here.keys.exists() and os.stat(beside).st_dev == os.stat(here.keys).st_dev:
        yield warning(
            "ledger.lock",
            _("The lock store lies on the same disk as the data."),
            _("Put it elsewhere with QUARTIER_LEDGER_LOCK, and leave it out of backups."),
        )


def freshness() -> Iterator[Finding]:
    """Whether what is published is young enough to mean something."""
    from ..ledger_status import standing

    told = standing()
    state = told["state"]
    if state == "alarm":
        yield wrong("ledger.head", _("A witness holds another history (%(alarm)s).") % told, HOW_TO)
    elif state == "empty":
        yield warning("ledger.head", _("No head is published yet."), _("Run “quartier serve”."))
    elif state == "late":
        yield wrong(
            "ledger.head",
            _("Seconds since the newest countersigned head: %(age_seconds)s.") % told,
            _("See whether “quartier ledger sequence” runs and whether the witnesses answer."),
        )
    else:
        text = _("Entries: %(entries)s. Seconds since the newest countersigned head: %(age_seconds)s.") % told
        yield ok("ledger.head", text)


def last_check() -> Iterator[Finding]:
    """What the nightly check found."""
    from quartier.core.ledger.site import site

    from ..ledger_check import OUTCOME

    path = site().keys.parent / OUTCOME
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
        age = datetime.now(UTC) - datetime.fromisoformat(found["at"])
    except (OSError, ValueError, KeyError):
        yield warning("ledger.check", _("The ledger was never checked."), _("Run “quartier ledger check”."))
        return
    if not found["ok"]:
        text = _("Faults that the last check of the ledger found: %(number)s.") % {
            "number": len(found["findings"]) + found["more"]
        }
        yield wrong("ledger.check", text, _("Run “quartier ledger check”."))
    elif age > CHECKED_WITHIN:
        text = _("The ledger was last checked on %(day)s.") % {"day": found["at"][:10]}
        yield warning("ledger.check", text, _("Run “quartier ledger check”."))
    else:
        yield ok(
            "ledger.check", _("Everything fits together. Entries that were checked: %(entries)s.") % found
        )
