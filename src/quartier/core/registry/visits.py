"""Who is here: the value that every action takes as `by=`. Pure."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID


class VisitKind(StrEnum):
    VISITOR = "visitor"
    ACCOUNT = "account"
    SERVICE = "service"
    DOOR = "door"


KINDS = (VisitKind.VISITOR, VisitKind.ACCOUNT, VisitKind.SERVICE, VisitKind.DOOR)


def _nothing(roles: tuple[str, ...]) -> frozenset[str]:
    return frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """One transaction's principal, as the database knows it.

    `breadth` is the number of scopes in reach; `now` the server's time (simulated in the demo). `key` tells sessions and
    API keys of one account apart: a fingerprint from which neither the token nor what the database keeps of it follows.
    """

    kind: VisitKind
    account: UUID | None
    organisation: int | None
    breadth: int
    roles: tuple[str, ...]
    now: datetime
    key: str | None = None
    permits_of: Callable[[tuple[str, ...]], frozenset[str]] = field(
        default=_nothing, repr=False, compare=False
    )

    def may(self, permission: str) -> bool:
        """Whether a role that this visit holds permits it. The lock still decides on which rows."""
        return permission in self.permits_of(self.roles)

    @property
    def is_staff(self) -> bool:
        return bool(self.roles)

    def describe(self) -> dict[str, Any]:
        """What the ledger may know of the actor: no name, no address. No device has a key of its own yet."""
        account = str(self.account) if self.account else None
        return {"kind": self.kind.value, "account": account, "key": self.key, "device": None}
