"""Whose hands do the work: numbers of areas and organisations, accounts of personas and desks."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from functools import partial
from uuid import UUID

from quartier.core.registry import lock
from quartier.core.registry.visits import Visit, VisitKind

Enter = Callable[[], AbstractContextManager[Visit]]


@dataclass(slots=True, kw_only=True)
class Hands:
    """Everything by the town's own ids."""

    areas: dict[str, int]
    organisations: dict[str, int]
    accounts: dict[str, UUID] = field(default_factory=dict)
    desks: dict[str, UUID] = field(default_factory=dict)
    editors: dict[str, UUID] = field(default_factory=dict)
    clerks: dict[str, UUID] = field(default_factory=dict)
    moderators: dict[str, UUID] = field(default_factory=dict)
    clocks: dict[str, UUID] = field(default_factory=dict)

    def as_persona(self, slug: str) -> Enter:
        """How to enter as somebody."""
        return partial(lock.as_account, self.accounts[slug])

    def as_desk(self, organisation: str) -> Enter:
        """How to enter as an organisation's own service."""
        return partial(lock.as_account, self.desks[organisation], kind=VisitKind.SERVICE)

    def as_editor(self, organisation: str) -> Enter:
        """How to enter as the second pair of eyes of an organisation."""
        return partial(lock.as_account, self.editors[organisation], kind=VisitKind.SERVICE)

    def as_clerk(self, organisation: str) -> Enter:
        """How to enter as the desk of an organisation that answers appeals."""
        return partial(lock.as_account, self.clerks[organisation], kind=VisitKind.SERVICE)

    def as_moderator(self, organisation: str) -> Enter:
        """How to enter as whoever lets public versions out."""
        return partial(lock.as_account, self.moderators[organisation], kind=VisitKind.SERVICE)

    def as_clock(self, organisation: str) -> Enter:
        """How to enter as the program of a custody suite."""
        return partial(lock.as_account, self.clocks[organisation], kind=VisitKind.SERVICE)

    def as_visitor(self) -> Enter:
        """How somebody enters whom nobody knows."""
        return partial(lock.visit, None)
