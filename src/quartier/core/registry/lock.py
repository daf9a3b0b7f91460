"""The only door to the database: `with lock.visit(token) as visit`. A query outside it is refused.

A visit is one transaction. `enter` puts a ticket into it that the policies read; nothing of it outlives the transaction.
"""

import hashlib
import re
import secrets
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db import connections, transaction

from quartier.core.accounts.roles import permits_of

from .visits import KINDS, Visit, VisitKind

APPLICATION, SIGN_IN, OWNER = "default", "signin", "owner"
TOKEN = re.compile(r"[A-Za-z0-9_-]{43}\Z")
CAPACITIES = {"cell": "quartier_cell", "party": "quartier_party"}


def new_token() -> str:
    """256 random bits for a cookie; the database keeps their hash."""
    return secrets.token_urlsafe(32)


def digest(token: str) -> bytes:
    return hashlib.sha256(token.encode()).digest()


def fingerprint(token: str) -> str:
    """128 bits by which the ledger names the key that somebody acted with; the database finds nothing by them."""
    return hashlib.sha256(digest(token)).hexdigest()[:32]


@contextmanager
def visit(token: str | None, *, capacity: str | None = None) -> Iterator[Visit]:
    """Open a transaction and enter it with `token`; None, unknown and expired tokens are a visitor's.

    `capacity` ("cell" or "party") narrows to a plan without OR; it can never widen what the ticket allows.
    """
    connection = connections[APPLICATION]
    with transaction.atomic(using=APPLICATION), _counted(connection):
        with connection.cursor() as cursor:
            cursor.execute("select current_setting('quartier.ticket', true)")
            before = cursor.fetchone()[0] or ""
            known = token if token and TOKEN.match(token) else ""
            cursor.execute("select * from registry.enter(%s)", [known])
            row = cursor.fetchone()
            if capacity:
                cursor.execute(f"set local role {CAPACITIES[capacity]}")
        try:
            yield _read(row, token=known)
        finally:
            _restore(connection, before=before, capacity=capacity)


def _restore(connection: Any, *, before: str, capacity: str | None) -> None:
    """A visit inside a visit gives the outer one its ticket back; a broken transaction has nothing to restore."""
    if connection.needs_rollback or not connection.in_atomic_block:
        return
    with connection.cursor() as cursor:
        if capacity:
            cursor.execute("reset role")
        cursor.execute("select set_config('quartier.ticket', %s, true)", [before])


@contextmanager
def _counted(connection: Any) -> Iterator[None]:
    connection.entered += 1
    try:
        yield
    finally:
        connection.entered -= 1


def _read(row: tuple[Any, ...], *, token: str) -> Visit:
    kind, account, organisation, breadth, roles, instant = row
    return Visit(
        kind=KINDS[kind],
        account=account,
        organisation=organisation,
        breadth=breadth or 0,
        roles=tuple(roles or ()),
        now=instant,
        key=fingerprint(token) if account else None,
        permits_of=permits_of,
    )


def open_visit(*, account: UUID, kind: VisitKind, lasts: timedelta) -> str:
    """Begin a visit over the sign-in connection; the token goes to the cookie and nowhere else."""
    token = new_token()
    keep_visit(token, account=account, kind=kind, lasts=lasts)
    return token


def keep_visit(token: str, *, account: UUID, kind: VisitKind, lasts: timedelta) -> None:
    """Begin a visit whose token is known already: a program's key."""
    with connections[SIGN_IN].cursor() as cursor:
        cursor.execute(
            "select registry.open_visit(%s, %s::smallint, %s, clock_timestamp() + %s)",
            [digest(token), KINDS.index(kind), account, lasts],
        )


def close_visit(token: str) -> None:
    close_visit_of(digest(token))


def close_visit_of(token_hash: bytes) -> None:
    """End the visit of a token of which only the hash is known."""
    with connections[SIGN_IN].cursor() as cursor:
        cursor.execute("select registry.close_visit(%s)", [token_hash])


def close_visits(account: UUID) -> None:
    """End every visit of an account at once: the next request of each is a visitor's."""
    with connections[SIGN_IN].cursor() as cursor:
        cursor.execute("select registry.close_visits(%s)", [account])


@contextmanager
def as_account(
    account: UUID, *, kind: VisitKind = VisitKind.ACCOUNT, lasts: timedelta = timedelta(minutes=15)
) -> Iterator[Visit]:
    """A short visit for commands, jobs and the demo: opened, entered, closed."""
    token = open_visit(account=account, kind=kind, lasts=lasts)
    with ExitStack() as stack:
        stack.callback(close_visit, token)
        yield stack.enter_context(visit(token))


@contextmanager
def as_owner(*, reason: str, scopes: list[int]) -> Iterator[None]:
    """A data migration or set-up: the owner's connection, which sees only the scopes that it names."""
    with transaction.atomic(using=OWNER):
        with connections[OWNER].cursor() as cursor:
            cursor.execute("select registry.enter_owner(%s, %s)", [reason, scopes])
        yield
