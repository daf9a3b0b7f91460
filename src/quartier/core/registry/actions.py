"""Writes of the spine: opening a record, naming a scope, moving, parties and shares."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import DatabaseError, connections, transaction

from quartier.core.kit.errors import NotFound
from quartier.core.kit.ids import tag, uuid7

from . import lock
from .models import Subject
from .visits import Visit


@dataclass(frozen=True, slots=True, kw_only=True)
class SubjectRef:
    """What a record takes over from its Subject."""

    id: UUID
    tag: str
    scope: int


def scope_for(
    *, area: int, organisation: int, compartment: str = "general", secrecy: int = 1, by: Visit
) -> int:
    """The number of the lock's cell for this combination, made when nobody used it yet.

    A new cell is seen by its people from their next visit on.
    """
    with connections[lock.APPLICATION].cursor() as cursor:
        cursor.execute(
            "select registry.scope_for(%s::int, %s::int, %s, %s::smallint)",
            [area, organisation, compartment, secrecy],
        )
        return int(cursor.fetchone()[0])


def open_record(*, kind: str, scope: int, by: Visit, at: datetime, data_law: str = "GDPR") -> SubjectRef:
    """Open the Subject of a new record; the record's own row takes its id and scope in the same transaction."""
    subject = Subject(id=uuid7(), tag=tag(), kind=kind, scope_id=scope, data_law=data_law, recorded_at=at)
    Subject.objects.bulk_create([subject])  # never asks for the row back: a lodger may not see it yet
    return SubjectRef(id=subject.id, tag=subject.tag, scope=scope)


def move(*, subject: UUID, scope: int, by: Visit, at: datetime) -> None:
    """Give a record another scope, even one out of one's own sight. Raises NotFound alike for hidden and absent."""
    _call("select registry.move(%s, %s::int)", subject, scope)


def add_party(
    *, subject: UUID, account: UUID, capacity: str, by: Visit, at: datetime, until: datetime | None = None
) -> None:
    """Let an account see exactly this record, in a capacity (lodger, lawyer, victim), until a time."""
    _call("select registry.add_party(%s, %s, %s, %s::timestamptz)", subject, account, capacity, until)


def share(*, subject: UUID, organisation: int, until: datetime, basis: str, by: Visit, at: datetime) -> None:
    """Let another organisation see exactly this record until a time, on a named basis."""
    _call("select registry.add_share(%s, %s::int, %s::timestamptz, %s)", subject, organisation, until, basis)


def _call(sql: str, *parameters: object) -> None:
    """A function of the keeper; "no such record" is the same answer whether it is hidden or absent."""
    try:
        with transaction.atomic(using=lock.APPLICATION), connections[lock.APPLICATION].cursor() as cursor:
            cursor.execute(sql, parameters)
    except DatabaseError as error:
        if getattr(error.__cause__, "sqlstate", "") == "P0002":
            raise NotFound("no_such_record") from None
        raise
