"""Kill the sender of messages in a hundred places: nothing that was said may be lost, nothing may be said twice.

    python -m bench.kill_outbox [--rounds 100] [--messages 6]

Each round tells some people by e-mail and as many by SMS, starts a sender and kills it with SIGKILL: at one of the four
steps that it names, right after the channel has answered included, or at a random moment, while the mail server and the
SMSC think about their answers. Both are processes of their own and write down what they accepted before they say so.
At the end a sender that nobody kills finishes. Then each message must have been accepted, each SMS once, and each e-mail
under one Message-ID only: SMTP cannot promise more, so how often one was handed over twice is told as a figure.
"""

import argparse
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

os.environ.setdefault("QUARTIER_DATA", tempfile.mkdtemp(prefix="quartier-bench-"))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "quartier.surface.settings.test")

import django

django.setup()

import psycopg
from django.conf import settings
from django.db import connections
from tests import factories
from tests.database import Database

from bench import machine
from quartier.core.messages import actions, receipts, sending, templates
from quartier.core.messages.actions import Chosen, To
from quartier.core.messages.channels import mail, smpp
from quartier.core.messages.templates import Template
from quartier.core.registry import lock

PLACES = ("claimed", "under_way", "called", "noted", "any moment")
THINKS_S = 0.02  # how long the other sides think between accepting and saying so
LEASE = timedelta(seconds=1)
GRACE = timedelta(seconds=3)
PATIENCE_S = 180
TEMPLATE = Template(
    code="bench.told",
    subject="Told %(number)s",
    changed="Told.",
    sms="Told %(number)s",
    gaps={"number": "number"},
)


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """Somebody who tells, somebody who sends, and those who are told."""

    council: int
    clerk: UUID
    sender: UUID
    by_mail: list[UUID]
    by_sms: list[UUID]


@dataclass(frozen=True, slots=True, kw_only=True)
class Others:
    """The mail server and the SMSC: where they are, and what they accepted."""

    relay_port: int
    smsc_port: int
    mails: Path
    shorts: Path


def world(database: Database, people: int) -> World:
    with database.preparing():
        place = factories.area(kind="hromada", lo=0, hi=100)
        council = factories.organisation(kind="municipality", area=place)
        proven = {
            "email_verified_at": factories.START,
            "phone_verified_at": factories.START,
            "language": "en",
        }
        accounts = [factories.account(phone=f"+3805000{n:05}", **proven).id for n in range(2 * people)]
        clerk = factories.staff(role="press_officer", area=place, organisation=council)
        sender = factories.staff(
            role="mail_room", area=place, organisation=council, compartments=["post"], secrecy=2
        )
    for account in accounts[people:]:
        with lock.as_account(account) as visit:
            who = actions.be_known(organisation=council.id, by=visit, at=visit.now)
            actions.prefer(chosen=Chosen(language="en", way="sms"), recipient=who, by=visit, at=visit.now)
    return World(
        council=council.id, clerk=clerk, sender=sender, by_mail=accounts[:people], by_sms=accounts[people:]
    )


@contextmanager
def others(folder: Path) -> Iterator[Others]:
    """Both servers as processes of their own."""
    mails, shorts = folder / "mails", folder / "shorts"
    started = []
    for name, path in (("tests.relay", mails), ("tests.smsc", shorts)):
        path.touch()
        command = [sys.executable, "-m", name, "0", str(path), str(THINKS_S)]
        started.append(subprocess.Popen(command, stdout=subprocess.PIPE, text=True))
    try:
        ports = [int(one.stdout.readline()) for one in started if one.stdout]
        yield Others(relay_port=ports[0], smsc_port=ports[1], mails=mails, shorts=shorts)
    finally:
        for one in started:
            one.kill()
            one.communicate()


def tell(here: World, number: int) -> None:
    with lock.as_account(here.clerk) as visit:
        actions.tell(
            to=To(accounts=[*here.by_mail, *here.by_sms]),
            template=TEMPLATE.code,
            gaps={"number": number},
            organisation=here.council,
            key=f"told {number}",
            by=visit,
            at=visit.now,
        )


def send(here: World, away: Others, stop_at: Callable[[str], None]) -> None:
    """One sender's life: receipts first, then what is due, until nothing is."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_USE_TLS = "127.0.0.1", away.relay_port, False
    settings.QUARTIER_SMS = "smpp"
    sending.RECEIPT_GRACE = GRACE
    account = smpp.read_account(f"smpp://name:word@127.0.0.1:{away.smsc_port}?from=Quartier")
    line = smpp.Line(account, received=receipts.keep)
    line.listen(0.1)
    ways = {"email": mail.send, "sms": line.send}
    sending.run(here.sender, ways=ways, lease=LEASE, stop_at=stop_at)
    line.close()


def child(work: Callable[[], None]) -> int:
    """Run it in a process of its own, forked so that it starts at once."""
    connections.close_all()
    process = os.fork()
    if process == 0:
        try:
            work()
        finally:
            os._exit(0)
    return process


def one_round(here: World, away: Others, round: int, dice: random.Random) -> dict[str, Any]:
    """Tell, send, kill."""
    tell(here, round)
    place = PLACES[round % len(PLACES)]
    nth, seen = dice.randint(1, 8), Counter[str]()

    def stop_at(step: str) -> None:
        seen[step] += 1
        if step == place and seen[step] == min(nth, 2 if step == "claimed" else nth):
            os.kill(os.getpid(), signal.SIGKILL)

    process = child(lambda: send(here, away, stop_at))
    if place == PLACES[-1]:
        time.sleep(dice.uniform(0.1, 0.8))
        os.kill(process, signal.SIGKILL)
    _, status = os.waitpid(process, 0)
    return {"round": round, "place": place, "killed": os.WIFSIGNALED(status)}


def finish(here: World, away: Others, waiting: Callable[[], int]) -> None:
    """A sender that nobody kills, until nothing waits."""
    give_up = time.monotonic() + PATIENCE_S
    while waiting():
        if time.monotonic() > give_up:
            raise TimeoutError(f"{waiting()} messages still wait")
        os.waitpid(child(lambda: send(here, away, sending.silent)), 0)
        time.sleep(0.3)


def judge(away: Others, *, told: int, states: dict[str, int]) -> dict[str, Any]:
    """What was accepted, against what was said."""
    mails = [json.loads(line) for line in away.mails.read_text(encoding="utf-8").splitlines()]
    shorts = [json.loads(line) for line in away.shorts.read_text(encoding="utf-8").splitlines()]
    names: dict[tuple[str, str], set[str]] = {}
    for one in mails:
        names.setdefault((one["to"][0], one["subject"]), set()).add(one["id"])
    sent = Counter((one["to"], one["payload"]) for one in shorts)
    result = {
        "told": told,
        "mails_accepted": len(names),
        "mails_under_two_names": sum(len(ids) > 1 for ids in names.values()),
        "mails_handed_over_again_under_the_same_message_id": len(mails) - sum(map(len, names.values())),
        "sms_accepted": len(sent),
        "sms_doubled": sum(number - 1 for number in sent.values()),
        "states": states,
    }
    lost = told - result["mails_accepted"] - result["sms_accepted"]
    if lost or result["mails_under_two_names"] or result["sms_doubled"]:
        raise AssertionError(json.dumps(result | {"lost": lost}))
    return result | {"lost": 0}


def rounds(database: Database, name: str, *, number: int, people: int, seed: int) -> dict[str, Any]:
    """All rounds, the sender that nobody kills, and the judgement."""

    def ask(sql: str) -> list[Any]:
        with psycopg.connect(database.address("postgres", name), autocommit=True) as connection:
            return connection.execute(sql).fetchall()

    with tempfile.TemporaryDirectory() as folder, others(Path(folder)) as away:
        here, dice = world(database, people), random.Random(seed)
        done = [one_round(here, away, round, dice) for round in range(number)]
        finish(
            here, away, lambda: ask("select count(*) from messages_message where due_at is not null")[0][0]
        )
        newest = "select distinct on (message_id) state from messages_step order by message_id, id desc"
        states = dict(ask(f"select state, count(*) from ({newest}) s group by state"))
        result = judge(away, told=2 * people * number, states=states)
    killed = Counter(one["place"] for one in done if one["killed"])
    return result | {
        "rounds": number,
        "killed": sum(killed.values()),
        "killed_at": dict(killed),
        "seed": seed,
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=100)
    parser.add_argument(
        "--messages", type=int, default=6, help="by e-mail, and as many by SMS, in each round"
    )
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    templates.register(TEMPLATE)
    database = Database(settings.QUARTIER_ENV.data / "postgres")
    database.server.ensure()
    try:
        database.migrate()
        with database.own_copy() as name:
            result = rounds(database, name, number=given.rounds, people=given.messages, seed=given.seed)
    finally:
        connections.close_all()
        database.server.remove()
    machine.write("kill_outbox", versions={"psycopg": psycopg.__version__}, result=result)


if __name__ == "__main__":
    main()
