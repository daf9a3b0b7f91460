"""`ledger check` and `ledger status` on a log that is kept by nobody, one that is whole, one that is not."""

import pytest

from quartier.core.ledger.keeping import Keeper
from quartier.surface.cli import ledger_status
from quartier.surface.cli.tests.test_ledger_sequence import Installation, append

pytestmark = [pytest.mark.database, pytest.mark.attack]


@pytest.fixture
def installation(real_logins, tmp_path, settings, monkeypatch):
    made = Installation(real_logins, tmp_path)
    monkeypatch.setenv("DATABASE_URL", real_logins.address("quartier_app", real_logins.copy_name))
    for name in ("folder", "lock", "keys", "policy"):
        setattr(settings, f"LEDGER_{name.upper()}", getattr(made.site, name))
    settings.LEDGER_ORIGIN = made.site.origin
    return made


def keep(installation):
    from quartier.surface.cli import surroundings

    with surroundings.connect("sequencer") as connection:
        keeper = Keeper(installation.site, connection)
        keeper.open()
        keeper.step()
        while keeper.publisher.busy:
            keeper.publisher.step()


def test_status_says_how_it_stands(installation):
    append()
    told = ledger_status.standing()
    assert (told["state"], told["entries"], told["waiting"]) == ("empty", 0, 1)
    keep(installation)
    told = ledger_status.standing()
    assert (told["state"], told["entries"], told["waiting"], told["signed"]) == ("not_witnessed", 2, 0, 2)
    assert told["published"]["size"] == 2


def test_check_tells_what_it_found_and_keeps_it_for_the_next_question(installation, capsys):
    from quartier.surface.cli import command
    from quartier.surface.cli.checks import ledger as checks

    append()
    keep(installation)
    assert [finding.state for finding in checks.last_check()] == ["warning"]
    assert command.run(["ledger", "check"]) == 0
    assert [finding.state for finding in checks.last_check()] == ["ok"]
    next((installation.site.folder / "tile" / "0" / "000.p").iterdir()).unlink()
    assert command.run(["ledger", "check", "--json"]) == 1
    assert "tile_missing" in capsys.readouterr().out
    assert [finding.state for finding in checks.last_check()] == ["wrong"]
    assert {finding.subject for finding in checks.keys_and_policy()} >= {"ledger.keys", "ledger.policy"}
