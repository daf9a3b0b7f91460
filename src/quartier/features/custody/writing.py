"""The functions of the database through which a custody record is written, and how their refusals are read."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import DatabaseError, IntegrityError, connections, transaction
from psycopg.types.json import Jsonb

from quartier.core.kit.errors import Conflict, NotFound
from quartier.core.registry import lock

JSONB = 3802  # the number of the type in PostgreSQL's catalogue
NO_DATA, REFUSED = (
    "P0002",
    "QC409",
)  # PostgreSQL's no_data_found, and a state of our own whose message is a reason


@dataclass(frozen=True, slots=True, kw_only=True)
class Book:
    """What whoever writes must know of a book, and the `number` that their entry will have.

    `stay`: None for the book of a suite. `parts`: ids by code. `instant`: the server's clock.
    """

    subject: UUID
    stay: UUID | None
    suite: int
    tag: str
    number: int
    kind: str
    moment: datetime | None
    opened_at: datetime | None
    pack: str | None
    regime: str | None
    facts: dict[str, Any] | None
    minor: bool | None
    state: str | None
    cell: int | None
    parts: dict[str, UUID] = field(default_factory=dict)
    instant: datetime


def book(subject: UUID) -> Book:
    """Open a book to write in it; waits until nobody else does. Raises NotFound alike for hidden and absent."""
    row = rows("select * from custody.book(%s)", subject)[0]
    row["parts"] = {code: UUID(part) for code, part in row["parts"].items()}
    return Book(subject=subject, **row)


def call(sql: str, *parameters: Any) -> Any:
    """What a function gives: one value."""
    found = rows(sql, *parameters)
    return next(iter(found[0].values())) if found else None


def rows(sql: str, *parameters: Any) -> list[dict[str, Any]]:
    """What a function gives. Raises NotFound alike for hidden and absent, Conflict where the tables refuse."""
    values: list[Any] = [Jsonb(each) if isinstance(each, dict) else each for each in parameters]
    try:
        with transaction.atomic(using=lock.APPLICATION), connections[lock.APPLICATION].cursor() as cursor:
            cursor.execute(sql, values)
            columns = cursor.description
            return [
                {column.name: _read(column, value) for column, value in zip(columns, row, strict=True)}
                for row in cursor.fetchall()
            ]
    except IntegrityError as error:
        raise Conflict(_refusal(error)) from None
    except DatabaseError as error:
        state = getattr(error.__cause__, "sqlstate", "") or ""
        if state == NO_DATA:
            raise NotFound("no_such_record") from None
        if state == REFUSED:
            raise Conflict(f"custody.{error.__cause__.diag.message_primary}") from None
        raise


def _read(column: Any, value: Any) -> Any:
    """Django leaves JSON of its own connection as text, for its fields to read."""
    return json.loads(value) if column.type_code == JSONB and isinstance(value, str) else value


REFUSALS = {
    "custody_occupation_one_room": "custody.elsewhere",
    "custody_occupation_alone": "custody.cell_taken",
    "custody_occupation_both_say_so": "custody.cell_taken",
    "custody_bag_seal": "custody.seal_used",
}


def _refusal(error: IntegrityError) -> str:
    """By the name of the constraint; everything else means that somebody was faster."""
    name = getattr(getattr(error.__cause__, "diag", None), "constraint_name", None) or ""
    return REFUSALS.get(name, "custody.changed_meanwhile")


def listed(values: Sequence[Any]) -> Jsonb:
    """A JSON list as a parameter."""
    return Jsonb(list(values))
