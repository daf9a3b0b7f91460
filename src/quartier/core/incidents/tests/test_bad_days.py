"""What may happen to an import on a bad day, with real logins and committed rows: nothing is half done, nothing is lost."""

import random
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.db import OperationalError, connections
from tests.database import Database

from bench import kill_import
from quartier.core.incidents import actions, importing, queries, staging
from quartier.core.incidents.queries import Filter
from quartier.core.registry import lock

from .conftest import Town, settle
from .files import SURREY, surrey, written

pytestmark = [pytest.mark.database, pytest.mark.attack]


@pytest.fixture
def committed(real_logins: Database) -> Town:
    with real_logins.preparing():
        return settle()


def bring(town: Town, path: Path) -> importing.Report:
    return importing.import_files(
        source=importing.source([path], name="uk-police"),
        area=town.root.id,
        organisation=town.police.id,
        enter=town.enter(),
    )


def count(town: Town) -> int:
    with lock.as_account(town.analyst) as visit:
        return queries.count(visit, Filter())


@pytest.mark.parametrize("moment", ["stage", "commit"])
def test_the_database_goes_away_and_comes_back(
    real_logins: Database, committed: Town, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, moment: str
) -> None:
    path = written(tmp_path, SURREY + surrey("a") + surrey("b"))
    original = getattr(staging, "stage" if moment == "stage" else "counts")

    def cut(**given: Any) -> Any:
        result = original(**given)
        with real_logins.superuser() as connection:
            connection.execute(
                "select pg_terminate_backend(pid) from pg_stat_activity where usename = 'quartier_app'"
            )
        return result

    monkeypatch.setattr(staging, "stage" if moment == "stage" else "counts", cut)
    with pytest.raises(OperationalError):
        bring(committed, path)
    monkeypatch.undo()
    connections.close_all()
    assert count(committed) == 0
    assert bring(committed, path).accepted == 2
    assert count(committed) == 2


def test_a_full_disk_at_the_commit_leaves_nothing_behind(
    committed: Town, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = written(tmp_path, SURREY + surrey("a") + surrey("b"))

    def full(**given: Any) -> None:
        raise OperationalError("could not extend file") from psycopg.errors.DiskFull("could not extend file")

    monkeypatch.setattr(staging, "empty", full)  # the rows are inserted by then, the ledger entry is not
    with pytest.raises(OperationalError):
        bring(committed, path)
    monkeypatch.undo()
    assert count(committed) == 0
    assert bring(committed, path).accepted == 2


def test_the_ledger_refuses_and_so_the_rows_are_not_there(
    committed: Town, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(**given: Any) -> None:
        raise RuntimeError("no entry, no rows")

    monkeypatch.setattr(actions.ledger, "append", refuse)
    with pytest.raises(RuntimeError):
        bring(committed, written(tmp_path, SURREY + surrey("a")))
    monkeypatch.undo()
    assert count(committed) == 0


@pytest.mark.slow
def test_a_killed_process_leaves_all_or_nothing_and_the_next_call_finishes(
    real_logins: Database, tmp_path: Path
) -> None:
    bench = kill_import.Bench(real_logins, real_logins.copy_name, kill_import.world(real_logins))
    connections.close_all()
    done = kill_import.rounds(bench, tmp_path, number=2, rows=12_000, seed=random.randrange(1_000_000))
    assert [each["round"] for each in done] == [1, 2]
