"""Kill the sender of messages in a hundred places: nothing that was said may be lost, nothing may arrive twice.

    python -m bench.kill_outbox [--messages 11]

Each round tells some people by e-mail and as many by SMS, starts a sender and kills it with SIGKILL in a place of its own:
at the nth message after it was claimed, written down, handed over or noted; while the other side has it and has not yet
said so, which is the gap that no outbox sees; or at a random moment. The mail server and the SMSC are processes of their own
and write down what they accepted before they say so. At the end a sender that nobody kills finishes.

What is shown, and what cannot be. None is lost: each message was accepted. Each SMS was accepted once: a hand-over that
was cut off is made good by the delivery report, which carries our reference, before anybody sends again. SMTP knows no such
question, so an e-mail that was cut off in that gap is handed over again under the same Message-ID, and the receiving side
drops the second: each mailbox holds each message once. How often the wire carried one twice is told as a figure.
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

STEPS = {"claimed": 2, "under_way": 20, "called": 20, "noted": 20}  # so many places at each step of ours
ANSWERING, MOMENTS = 22, 16
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


def places(dice: random.Random) -> list[tuple[str, int]]:
    """A hundred places, each once, in an order of chance: a step and at which of its messages, or which moment."""
    found = [(step, nth) for step, number in STEPS.items() for nth in range(1, number + 1)]
    found += [("answering", nth) for nth in range(1, ANSWERING + 1)]
    found += [("any moment", nth) for nth in range(1, MOMENTS + 1)]
    dice.shuffle(found)
    return found


def one_round(here: World, away: Others, round: int, place: tuple[str, int], dice: random.Random) -> bool:
    """Tell, send, kill; whether the sender was still there to be killed."""
    tell(here, round)
    where, nth = place
    seen = Counter[str]()

    def stop_at(step: str) -> None:
        seen[step] += 1
        if step == where and seen[step] == nth:
            os.kill(os.getpid(), signal.SIGKILL)

    before = accepted(away)
    process = child(lambda: send(here, away, stop_at))
    if where == "answering":
        watch(process, lambda: accepted(away) - before >= nth)
    elif where == "any moment":
        time.sleep(dice.uniform(0.1, 1.0))
        os.kill(process, signal.SIGKILL)
    _, status = os.waitpid(process, 0)
    return os.WIFSIGNALED(status)


def accepted(away: Others) -> int:
    """How many messages both sides have taken so far."""
    return sum(path.read_bytes().count(b"\n") for path in (away.mails, away.shorts))


def watch(process: int, is_there: Callable[[], bool]) -> None:
    """Kill it the moment that the other side has written a message down and still thinks about its answer."""
    while os.waitid(os.P_PID, process, os.WEXITED | os.WNOHANG | os.WNOWAIT) is None:
        if is_there():
            os.kill(process, signal.SIGKILL)
            return
        time.sleep(0.001)


def finish(here: World, away: Others, waiting: Callable[[], int]) -> None:
    """A sender that nobody kills, until nothing waits."""
    give_up = time.monotonic() + PATIENCE_S
    while waiting():
        if time.monotonic() > give_up:
            raise TimeoutError(f"{waiting()} messages still wait")
        os.waitpid(child(lambda: send(here, away, sending.silent)), 0)
        time.sleep(0.3)
    os.waitpid(child(lambda: send(here, away, sending.silent)), 0)  # for the receipts that came last


def judge(away: Others, *, told: int, states: dict[str, int]) -> dict[str, Any]:
    """What was accepted and what lies in the mailboxes, against what was said."""
    mails = [json.loads(line) for line in away.mails.read_text(encoding="utf-8").splitlines()]
    shorts = [json.loads(line) for line in away.shorts.read_text(encoding="utf-8").splitlines()]
    names: dict[tuple[str, str], set[str]] = {}
    for one in mails:
        names.setdefault((one["to"][0], one["subject"]), set()).add(one["id"])
    kept = Counter((one["to"][0], one["subject"]) for one in mails if not one["again"])
    sent = Counter((one["to"], one["payload"]) for one in shorts)
    result = {
        "told": told,
        "mails_accepted": len(names),
        "mails_under_two_names": sum(len(ids) > 1 for ids in names.values()),
        "mails_doubled_in_a_mailbox": sum(number - 1 for number in kept.values()),
        "mails_handed_over_again_under_the_same_message_id": sum(one["again"] for one in mails),
        "sms_accepted": len(sent),
        "sms_doubled": sum(number - 1 for number in sent.values()),
        "states": states,
    }
    lost = told - result["mails_accepted"] - result["sms_accepted"]
    if (
        lost
        or result["mails_under_two_names"]
        or result["mails_doubled_in_a_mailbox"]
        or result["sms_doubled"]
    ):
        raise AssertionError(json.dumps(result | {"lost": lost}))
    return result | {"lost": 0}


def rounds(database: Database, name: str, *, people: int, seed: int) -> dict[str, Any]:
    """All rounds, the sender that nobody kills, and the judgement."""

    def ask(sql: str) -> list[Any]:
        with psycopg.connect(database.address("postgres", name), autocommit=True) as connection:
            return connection.execute(sql).fetchall()

    with tempfile.TemporaryDirectory() as folder, others(Path(folder)) as away:
        here, dice = world(database, people), random.Random(seed)
        chosen = places(dice)
        done = [(place[0], one_round(here, away, round, place, dice)) for round, place in enumerate(chosen)]
        finish(
            here, away, lambda: ask("select count(*) from messages_message where due_at is not null")[0][0]
        )
        newest = "select distinct on (message_id) state from messages_step order by message_id, id desc"
        states = dict(ask(f"select state, count(*) from ({newest}) s group by state"))
        result = judge(away, told=2 * people * len(chosen), states=states)
    killed = Counter(where for where, was in done if was)
    return result | {
        "places": len(chosen),
        "killed": sum(killed.values()),
        "killed_at": dict(killed),
        "seed": seed,
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--messages", type=int, default=11, help="by e-mail, and as many by SMS, in each round"
    )
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    templates.register(TEMPLATE)
    database = Database(settings.QUARTIER_ENV.data / "postgres")
    database.server.ensure()
    try:
        database.migrate()
        with database.own_copy() as name:
            result = rounds(database, name, people=given.messages, seed=given.seed)
    finally:
        connections.close_all()
        database.server.remove()
    machine.write("kill_outbox", versions={"psycopg": psycopg.__version__}, result=result)


if __name__ == "__main__":
    main()
