"""Taking back what was made public: a row that says when and why, beside what it takes back."""

from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction

from quartier.core.kit.errors import Conflict, Invalid, NotFound, Problem
from quartier.core.ledger import actions as ledger
from quartier.core.publication.models import Notice, Release, Withdrawal
from quartier.core.registry.visits import Visit


def withdraw(*, tag: str, reasons: dict[str, str], by: Visit, at: datetime) -> None:
    """Take a release or a notice back. It stays as a line that says when and why."""
    if not any(reason.strip() for reason in reasons.values()):
        raise Invalid([Problem(field="reasons", code="reason_missing")])
    for name, model in (("release", Release), ("notice", Notice)):
        row: Any = model._default_manager.filter(tag=tag).first()
        if row is None:
            continue
        with transaction.atomic():
            take_back(name, row, reasons, by.organisation or row.organisation_id, at)
            fields = {"withdrawn": tag, "reasons": reasons}
            ledger.append(kind="publication.withdrawn", record=None, fields=fields, by=by, occurred_at=at)
        return
    raise NotFound("nothing_public")


def take_back(name: str, row: Any, reasons: dict[str, str], organisation: int, at: datetime) -> None:
    """Write the row; raises Conflict("already_withdrawn") where there is one."""
    taken = Withdrawal(**{name: row}, reasons=reasons, organisation_id=organisation, withdrawn_at=at)
    try:
        with transaction.atomic():
            Withdrawal.objects.bulk_create([taken])
    except IntegrityError:
        raise Conflict("already_withdrawn") from None
