"""A stay goes on under its pack when an upgrade ships that pack no more."""

from datetime import timedelta
from typing import Any

import pytest

from quartier.core.law import library
from quartier.core.law import queries as law
from quartier.features.custody import rule_packs
from quartier.features.custody.models import KeptPack

from .conftest import Town


def test_a_pack_that_is_shipped_no_more_is_read_as_it_was_kept(town: Town, monkeypatch: Any) -> None:
    opened = town.open()
    version = law.pack("ua.custody").version
    assert KeptPack.objects.filter(name="ua.custody", version=version).exists()

    def gone(name: str) -> Any:
        raise KeyError(name)

    monkeypatch.setattr(library, "pack", gone)
    assert rule_packs.pack_of("ua.custody").version == version
    town.record(town.keeper, opened.stay, "level_set", values={"level": "general", "why": "calm"})
    assert town.stay(town.keeper, opened.stay).level == "general"
    limits = {one.id: one.due_at for one in town.stay(town.keeper, opened.stay).standing.limits}
    moment = town.stay(town.keeper, opened.stay).moment
    assert limits["to_court"] == moment + timedelta(hours=60)


def test_a_pack_that_nobody_ever_kept_is_unknown(town: Town) -> None:
    with town.visit(town.keeper), pytest.raises(KeyError):
        rule_packs.pack_of("xx.custody")
