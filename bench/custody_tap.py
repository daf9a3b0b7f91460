"""From the press that records a check to another board: seconds until whoever polls sees it, over real connections.

    python -m bench.custody_tap [--taps 30] [--people 40] [--every 4]

Two server processes stand over one database. An officer presses on the form of a check at the one; a board asks the other one each
four seconds, as the page does, with the tag of its last answer. Presses fall at any instant between two questions. What is
counted runs from the moment the press is sent until an answer shows the cell otherwise than before.
"""

import argparse
import http.client
import os
import random
import re
import signal
import socketserver
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlencode
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

from bench import custody_world as world  # first: it sets the surroundings up

# isort: split
import django
from django.core.wsgi import get_wsgi_application
from django.db import connections
from django.test import Client
from tests import signing

from bench import machine

DATA = f"/console/custody/suites/{world.SUITE}/data/"
PORTS = (18431, 18432)


class Threaded(socketserver.ThreadingMixIn, WSGIServer):
    daemon_threads = True


class Silent(WSGIRequestHandler):
    def log_message(self, *args: Any) -> None:
        """Nothing."""


@contextmanager
def servers() -> Iterator[None]:
    """One process for each port, over the database that this process was pointed at."""
    connections.close_all()
    pids = []
    for port in PORTS:
        pid = os.fork()
        if pid == 0:
            make_server("127.0.0.1", port, get_wsgi_application(), Threaded, Silent).serve_forever()
        pids.append(pid)
    time.sleep(2)
    try:
        yield
    finally:
        for pid in pids:
            os.kill(pid, signal.SIGKILL)
            os.waitpid(pid, 0)


def signed_in(account: Any) -> str:
    """The cookies of somebody on duty."""
    client = Client()
    client.get("/account/login/?language=en")
    signing.as_staff(client, account)
    return "; ".join(f"{name}={morsel.value}" for name, morsel in client.cookies.items())


def ask(port: int, method: str, path: str, body: str = "", **headers: str) -> tuple[int, str, str]:
    """Status, tag and text of one answer."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    connection.request(method, path, body or None, headers)
    answer = connection.getresponse()
    text = answer.read().decode()
    connection.close()
    return answer.status, answer.getheader("ETag") or "", text


class Board(threading.Thread):
    """A board that asks again and again; `cells` as last seen, without digits, so that a minute that passes is no change."""

    def __init__(self, cookies: str, every: float) -> None:
        super().__init__(daemon=True)
        self.cookies, self.every, self.over = cookies, every, False
        self.cells: dict[str, str] = {}
        self.seen: dict[str, float] = {}

    def run(self) -> None:
        tag, following = "", time.monotonic()
        while not self.over:
            time.sleep(max(0.0, following - time.monotonic()))
            following += self.every  # as the page does: each four seconds, however long an answer takes
            status, new, found = ask(PORTS[1], "GET", DATA, Cookie=self.cookies, **{"If-None-Match": tag})
            if status == 200:
                tag = new
                self.note(found, time.monotonic())
            elif status != 304:
                raise SystemExit(f"the board answered {status}")

    def note(self, text: str, at: float) -> None:
        for part in re.split(r'(?=id="cell-)', text)[1:]:
            name = part.split('"')[1]
            said = re.sub(r"\d+", "", part)
            if self.cells.get(name, said) != said:
                self.seen[name] = at
            self.cells[name] = said


def tap(cookies: str, stay: Any) -> float:
    """Open the form, press; the instant at which the press was sent."""
    path = f"/console/custody/stays/{stay}/check/"
    _status, _tag, form = ask(PORTS[0], "GET", path, Cookie=cookies)
    hidden = dict(re.findall(r'name="(csrfmiddlewaretoken|once)" value="([^"]+)"', form))
    sent = time.monotonic()
    headers = {"Cookie": cookies, "Content-Type": "application/x-www-form-urlencoded"}
    status, _tag, _text = ask(PORTS[0], "POST", path, urlencode({**hidden, "seen": "awake"}), **headers)
    if status != 302:
        raise SystemExit(f"the check answered {status}")
    return sent


def measured(board: Board, cookies: str, stays: dict[str, Any], every: float) -> tuple[list[float], int]:
    """Seconds for each press; and how many were never seen."""
    chance, waits, lost = random.Random(1), [], 0
    for cell, stay in stays.items():
        time.sleep(chance.uniform(0, every))
        sent = tap(cookies, stay)
        until = sent + 4 * every
        while board.seen.get(cell, 0) < sent and time.monotonic() < until:
            time.sleep(0.02)
        if board.seen.get(cell, 0) < sent:
            lost += 1
        else:
            waits.append(board.seen[cell] - sent)
    return waits, lost


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--taps", type=int, default=30)
    parser.add_argument("--people", type=int, default=40)
    parser.add_argument("--every", type=float, default=4.0)
    given = parser.parse_args()
    with world.throw_away() as (database, _name):
        people = world.found(database, cells=given.people)
        held = [world.detain(people, cell=cell, minutes=100, seen=70) for cell in range(1, given.people + 1)]
        presses, watches = signed_in(people.guard), signed_in(people.keeper)
        with servers():
            board = Board(watches, given.every)
            board.start()
            time.sleep(given.every)
            stays = {f"cell-{cell}": stay for cell, stay in enumerate(held[: given.taps], start=1)}
            waits, lost = measured(board, presses, stays, given.every)
            board.over = True
    waits.sort()
    result = {
        "people": given.people,
        "asked_every_s": given.every,
        "never_seen": lost,
        "seconds": machine.summary(waits) | {"p95": waits[max(0, -(-len(waits) * 95 // 100) - 1)]},
    }
    machine.write("custody_tap", versions={"django": django.__version__}, result=result)


if __name__ == "__main__":
    main()
