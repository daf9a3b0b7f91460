"""The process that keeps the ledger, as it is run: killed at a step, started again, ended politely."""

import os
import signal
import subprocess
import sys
import time
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from django.db import transaction

from quartier.core.ledger import actions
from quartier.core.ledger.setup import prepare
from quartier.core.ledger.site import site

pytestmark = [pytest.mark.database, pytest.mark.attack]
AT = datetime(2026, 11, 1, 9, 30, tzinfo=UTC)
ORIGIN = "sequence.test/log"
PATIENCE = 60.0


class Clerk:
    def describe(self):
        return {"kind": "visitor", "account": None, "key": None, "device": None}


class Installation:
    """A data folder of its own over a database of its own."""

    def __init__(self, database, folder):
        self.database, self.folder = database, folder
        here = folder / "ledger"
        self.site = replace(
            site(),
            origin=ORIGIN,
            folder=here / "log",
            lock=here / "lock.sqlite",
            keys=here / "keys",
            policy=here / "policy",
        )
        prepare(self.site)

    def start(self, **more):
        environment = os.environ | {
            "DATABASE_URL": self.database.address("quartier_app", self.database.copy_name),
            "QUARTIER_DATA": str(self.folder),
            "QUARTIER_LEDGER_ORIGIN": ORIGIN,
            "QUARTIER_LEDGER_WITNESS_EVERY": "1",
            "QUARTIER_LANGUAGE": "en",
            "PYTHONPATH": os.pathsep.join(sys.path),
            "DJANGO_SETTINGS_MODULE": "quartier.surface.settings.test",
        }
        return subprocess.Popen(
            [sys.executable, "-m", "quartier", "ledger", "sequence"],
            env=environment | more,
            stderr=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            text=True,
        )

    def published(self):
        """Size of the head that is served; 0 while there is none."""
        path = self.site.folder / "checkpoint"
        return int(path.read_text().split("\n")[1]) if path.exists() else 0

    def wait_for(self, size):
        end = time.monotonic() + PATIENCE
        while self.published() < size:
            assert time.monotonic() < end
            time.sleep(0.05)


def append():
    with transaction.atomic():
        actions.append(kind="ledger.heartbeat", record=None, fields={}, by=Clerk(), occurred_at=AT)


@pytest.fixture
def installation(real_logins, tmp_path):
    return Installation(real_logins, tmp_path)


def test_killed_at_a_step_it_goes_on_where_it_was_and_ends_when_asked(installation):
    append()
    for step in ("locked", "published"):
        with installation.start(QUARTIER_LEDGER_STOP_AT=step) as process:
            assert process.wait(PATIENCE) == -signal.SIGKILL
        append()
    with installation.start() as process:
        installation.wait_for(4)
        process.terminate()
        assert process.wait(PATIENCE) == 0


def test_it_refuses_with_a_sentence_and_the_status_of_a_no(installation):
    (installation.site.keys / "log.key").unlink()
    with installation.start() as process:
        _, said = process.communicate(timeout=PATIENCE)
    assert process.returncode == 1
    assert "quartier setup" in said
    assert "Traceback" not in said
