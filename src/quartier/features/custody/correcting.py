"""Mending what was entered wrongly: a new entry that names the old one. Both are shown, the newest counts."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from quartier.core.kit.errors import Invalid, NotAllowed, NotFound, Problem
from quartier.core.registry.visits import Visit

from . import recording, writing
from .fact import Fact, plain
from .models import Content
from .recording import Recorded

FIRST = "deprived_of_liberty"


def correct(
    *,
    entry: UUID,
    values: Mapping[str, Any] | None = None,
    occurred_at: datetime | None = None,
    done_by: str | None = None,
    reason: str,
    voids: bool = False,
    signed: Sequence[Mapping[str, Any]] = (),
    by: Visit,
    at: datetime,
) -> Recorded:
    """Write the entry anew, as it should have been. values: what changes; an empty value takes an answer away.

    voids: it never happened, or not to this person. What is sealed from whoever corrects stays as it was in the old entry.
    That liberty was lost can be dated anew and never taken back: every clock of the law hangs on it; and what the machine
    wrote, nobody mends. Raises Invalid without a reason, NotAllowed where the act is not theirs, NotFound alike for hidden
    and absent.
    """
    found = writing.rows("select * from custody.entry_to_mend(%s)", entry)
    if not found:
        raise NotFound("no_such_record")
    old = found[0]
    act = recording.allowed(old["act"], by=by)
    if act.by_machine:
        raise NotAllowed("custody.machine_said_it", act=act.code)
    if not reason.strip():
        raise Invalid([Problem(field="reason", code="reason_missing")])
    if voids and act.code == FIRST:
        raise Invalid([Problem(field="voids", code="custody.cannot_be_voided")])
    sealed = Content.objects.filter(entry=entry).values_list("values", flat=True).first() or {}
    fact = Fact(
        act=act,
        values=plain({**old["values"], **sealed, **(values or {})}),
        occurred_at=occurred_at or old["occurred_at"],
        done_by=old["done_by"] if done_by is None else done_by.strip(),
        signed=signed,
        corrects=entry,
        leaf=bytes(old["leaf"]),
        reason=reason.strip(),
        voids=voids,
    )
    return recording.write(fact, about=old["subject_id"], by=by, at=at)
