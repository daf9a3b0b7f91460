"""Kill the reader of a mailbox in a hundred places: no letter may be lost, none may become two appeals.

    python -m bench.kill_mailbox [--rounds 100] [--letters 3]

Each round a postman puts letters into a real IMAP server, one of them twice, starts a reader and kills it with SIGKILL:
before its transaction commits, after it, after the letter was put away, or at a random moment. At the end a reader that
nobody kills finishes. Then each letter must be one appeal, and must lie in the folder of what was registered, however
often it came.
"""

import argparse
import json
import os
import random
import signal
import time
from collections import Counter
from collections.abc import Callable
from email.message import EmailMessage
from typing import Any

from bench import appeals_world  # sets Django up

# isort: split
import psycopg
from django.db import connections
from tests.imap_server import Server

from bench import machine
from quartier.features.appeals.mailbox import rounds, taking
from quartier.features.appeals.mailbox.imap import Session
from quartier.features.appeals.rules.letters import boxes
from quartier.features.appeals.rules.letters.boxes import Box

PLACES = ("kept", "committed", "moved", "any moment")
USER, PATIENCE_S = "desk", 120


def letter(number: int) -> EmailMessage:
    message = EmailMessage()
    message["From"] = f"Мешканка {number} <resident{number}@mail.example>"
    message["Subject"] = f"Лист {number}"
    message["Message-ID"] = f"<{number}@mail.example>"
    message.set_content(f"Лист номер {number}. На Зарічній не горить ліхтар, просимо полагодити.")
    return message


def read(box: Box, stop_at: Callable[[str], None]) -> None:
    """One reader's life; it says where it is."""
    keep, put_away = taking._keep, Session.put_away

    def kept(*given: Any, **values: Any) -> None:
        keep(*given, **values)
        stop_at("kept")

    def away(session: Session, uid: int, folder: str) -> None:
        stop_at("committed")
        put_away(session, uid, folder)
        stop_at("moved")

    taking._keep = kept
    Session.put_away = away  # type: ignore[method-assign]
    rounds.run(box)


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


def one_round(post: Server, box: Box, *, first: int, letters: int, round: int, dice: random.Random) -> str:
    """Put letters in, read, kill; returns where it was killed, or nothing."""
    for number in [*range(first, first + letters), first + dice.randrange(letters)]:
        post.put(USER, letter(number))
    place, nth, seen = PLACES[round % len(PLACES)], dice.randint(1, letters), Counter[str]()

    def stop_at(step: str) -> None:
        seen[step] += 1
        if step == place and seen[step] == nth:
            os.kill(os.getpid(), signal.SIGKILL)

    process = child(lambda: read(box, stop_at))
    if place == PLACES[-1]:
        time.sleep(dice.uniform(0.02, 0.4))
        os.kill(process, signal.SIGKILL)
    return place if os.WIFSIGNALED(os.waitpid(process, 0)[1]) else ""


def judge(post: Server, rows: list[tuple[str, int]], *, letters: int, put: int) -> dict[str, Any]:
    """What became of the letters, against what was put in."""
    result = {
        "letters": letters,
        "put_in": put,
        "appeals": len(rows),
        "lost": letters - len({name for name, _count in rows}),
        "doubled": sum(count - 1 for _name, count in rows),
        "in_the_inbox": post.count(USER),
        "registered": post.count(USER, box="Registered"),
    }
    if result["lost"] or result["doubled"] or result["in_the_inbox"] or result["registered"] != put:
        raise AssertionError(json.dumps(result))
    return result


def run(name: str, database: Any, *, number: int, letters: int, seed: int) -> dict[str, Any]:
    appeals_world.found(database, residents=1)
    dice = random.Random(seed)
    with Server() as post:
        box = boxes.read(f"{post.address(USER)}?place=lypivka")
        killed = Counter(
            one_round(post, box, first=round * letters, letters=letters, round=round, dice=dice)
            for round in range(number)
        )
        give_up = time.monotonic() + PATIENCE_S
        while post.count(USER):
            if time.monotonic() > give_up:
                raise TimeoutError(f"{post.count(USER)} letters still wait")
            os.waitpid(child(lambda: read(box, lambda _step: None)), 0)
        with psycopg.connect(database.address("postgres", name), autocommit=True) as connection:
            rows = connection.execute("select title, count(*) from appeals_appeal group by title").fetchall()
        result = judge(post, rows, letters=number * letters, put=number * (letters + 1))
    del killed[""]
    return result | {"rounds": number, "killed": killed.total(), "killed_at": dict(killed), "seed": seed}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=100)
    parser.add_argument("--letters", type=int, default=3, help="in each round; one of them is put in twice")
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    with appeals_world.throw_away() as (database, name):
        result = run(name, database, number=given.rounds, letters=given.letters, seed=given.seed)
    machine.write("kill_mailbox", versions={"psycopg": psycopg.__version__}, result=result)


if __name__ == "__main__":
    main()
