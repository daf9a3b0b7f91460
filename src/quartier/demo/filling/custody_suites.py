"""The two suites of the town, with their rooms and the programs that keep their times."""

from datetime import datetime
from typing import Any
from uuid import UUID

from quartier.core.accounts import queries as accounts
from quartier.core.registry import lock
from quartier.features.custody import setup
from quartier.features.custody.setup import CLOCK, CellFacts, SuiteFacts

from .. import world
from .hands import Hands


def found(row: dict[str, Any], hands: Hands, *, at: datetime) -> UUID:
    """Set one suite up, or find it; gives the account of its program."""
    with lock.visit(None):
        setup.found_suite(suite=_facts(row, hands), at=at)
        programs = accounts.accounts_of([hands.organisations[row["organisation"]]], kind="service")
    name = f"{CLOCK} {row['code']}"
    return next(one.id for one in programs if one.name == name)


def _facts(row: dict[str, Any], hands: Hands) -> SuiteFacts:
    offices = hands.organisations
    return SuiteFacts(
        code=row["code"],
        area=hands.areas[row["home"]],
        organisation=offices[row["organisation"]],
        complaints=offices[row["complaints"]],
        higher=offices[row["higher"]],
        mark=row["mark"],
        pack=row["pack"],
        names=row["names"],
        zone=str(world.zone(row["home"])),
        cells=[CellFacts(code=code, kind=kind) for kind, codes in row["cells"].items() for code in codes],
        regime=row["regime"],
        policy=row["policy"],
    )
