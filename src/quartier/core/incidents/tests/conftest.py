"""A police body with two analysts in one town, and a neighbouring body that must see nothing of theirs."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import pytest
from tests import factories

from quartier.core.registry import lock
from quartier.core.registry.visits import Visit


@dataclass
class Town:
    root: Any
    police: Any
    other: Any
    analyst: UUID
    colleague: UUID
    officer: UUID
    stranger: UUID

    def enter(self, account: UUID | None = None) -> Callable[[], AbstractContextManager[Visit]]:
        return lambda: lock.as_account(account or self.analyst)


def settle() -> Town:
    """Make the rows; call it outside the lock."""
    root = factories.area(kind="county", lo=0, hi=100, time_zone="Europe/London", country="GB")
    beat = factories.area(parent=root, lo=10, hi=20, time_zone="Europe/London", country="GB")
    police, other = factories.organisation(), factories.organisation()
    return Town(
        root=root,
        police=police,
        other=other,
        analyst=factories.staff(area=root, organisation=police),
        colleague=factories.staff(area=root, organisation=police),
        officer=factories.staff(role="beat_officer", area=beat, organisation=police),
        stranger=factories.staff(area=root, organisation=other),
    )


@pytest.fixture
def town(db: None, as_fixture: Any) -> Town:
    with as_fixture():
        return settle()
