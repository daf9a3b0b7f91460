"""A fresh ledger for each attack, with witnesses and a monitor's verifier as processes of their own."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from quartier.demo.attacks.arena import Arena

ORIGIN = "arena.quartier.example/log"
ROLES = {
    "superuser": "postgres",
    "application": "quartier_app",
    "sequencer": "quartier_sequencer",
    "owner": "quartier_owner",
}


@pytest.fixture
def arena(real_logins: Any, tmp_path: Path, settings: Any) -> Iterator[Arena]:
    settings.LEDGER_ORIGIN = ORIGIN

    def address(role: str, name: str) -> str:
        return str(real_logins.address(ROLES[role], name))

    with Arena(tmp_path, database=real_logins.copy_name, address=address, origin=ORIGIN) as made:
        yield made
