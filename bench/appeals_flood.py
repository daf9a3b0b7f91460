"""The frozen flood against the gate and the signs of spam: how much gets through unmarked, and what it costs honest people.

    python -m bench.appeals_flood [--attacks 10000] [--honest 500] [--seed 1]

The submissions of bench/spam_flood come in their own time through `core.gate` and, once let in, `moderating.submit`: what
runs in the house. Whoever is told to wait and would come back does, when told; an automatic page does the same. A text is
unmarked when its signs weigh too little to be shown as some or strong. Signs never decide: a person reads every text that
is to become public, so what gets through unmarked is work for moderators, not something published.

The made-up addresses lie in the few ranges that belong to nobody, so that residents and attackers share their wide
networks more than they would outside: the waits of honest people are on the hard side.
"""

import argparse
import heapq
import json
import statistics
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from bench import appeals_world as world  # first: it sets the surroundings up

# isort: split
import django
import psycopg
from tests.database import Database

from bench import machine
from bench.spam_flood.flood import digest, flood
from bench.spam_flood.shape import SPAN, Submission
from quartier.core.gate import actions as gate
from quartier.core.kit.errors import Invalid
from quartier.core.publication import moderating
from quartier.core.publication.moderating import Offer
from quartier.core.publication.rules import spam
from quartier.core.publication.rules.personal import Mark
from quartier.core.registry import lock

TRIES = 5  # how often somebody comes again who found no place in the line
PATIENCE = timedelta(days=3)
NAMES = ("code", "start", "end", "field")


@dataclass(order=True, slots=True)
class Coming:
    """Somebody at the gate at an instant: anew, or with the code of what waits there."""

    at: datetime
    number: int
    said: Submission
    code: str = ""
    tries: int = 1


class House:
    """Who came in when, and who did not."""

    def __init__(self, town: world.Town, start: datetime) -> None:
        self.town, self.start = town, start
        self.waited: dict[int, timedelta] = {}
        self.kept_out: dict[int, str] = {}

    def when(self, said: Submission) -> datetime:
        return self.start + timedelta(seconds=said.at)

    def come(self, one: Coming) -> Coming | None:
        """At the gate; the next time the same one comes, or None."""
        with lock.visit(None) as visit:
            if one.code:
                opened = gate.unseal(code=one.code, by=visit, at=one.at)
                if isinstance(opened, gate.NotYet):
                    return self.again(one, opened.ready_at, code=one.code)
            else:
                answer = self.asked(one, visit)
                if isinstance(answer, gate.Wait):
                    return self.waits(one, answer, visit)
            self.take(one, visit)
        return None

    def asked(self, one: Coming, visit: Any) -> gate.Passed | gate.Wait:
        said = one.said
        return gate.ask(
            what="lodge",
            origin=gate.origin(remote=said.address),
            proven=said.proven,
            own=said.contact if said.proven else "",
            same=gate.sameness(said.text),
            by=visit,
            at=one.at,
        )

    def waits(self, one: Coming, answer: gate.Wait, visit: Any) -> Coming | None:
        """Sealed until its turn; with no place in the line one comes again, a few times."""
        if not one.said.returns:
            return self.leaves(one, "gave up")
        if answer.full:
            if one.tries >= TRIES:
                return self.leaves(one, "no place in the line")
            return self.again(one, max(answer.ready_at, one.at + timedelta(minutes=1)), tries=one.tries + 1)
        payload = json.dumps([one.said.title, one.said.text]).encode()
        code = gate.seal(payload=payload, what="lodge", ready_at=answer.ready_at, by=visit, at=one.at)
        return self.again(one, answer.ready_at, code=code)

    def again(self, one: Coming, at: datetime, *, code: str = "", tries: int = 1) -> Coming | None:
        at = max(at, one.at + timedelta(seconds=1))
        if at > self.when(one.said) + PATIENCE:
            return self.leaves(one, "gave up")
        return Coming(at, one.number, one.said, code, tries)

    def leaves(self, one: Coming, why: str) -> None:
        self.kept_out[one.number] = why

    def take(self, one: Coming, visit: Any) -> None:
        said, town = one.said, self.town
        offer = Offer(
            origin="appeals",
            origin_tag=f"flood-{said.number}",
            kind="lighting",
            place=town.place,
            area=town.place,
            moderation=town.body,
            organisation=town.body,
            language=said.language,
            title=said.title,
            text=said.text,
        )
        try:
            moderating.submit(submission=offer, by=visit, at=one.at)
            self.waited[one.number] = one.at - self.when(said)
        except Invalid:
            self.leaves(one, "the form refused it")


def pour(house: House, submissions: Iterable[Submission]) -> None:
    """Everybody in the order of time, those who come again among them."""
    coming = [Coming(house.when(said), said.number, said) for said in submissions]
    heapq.heapify(coming)
    while coming:
        later = house.come(heapq.heappop(coming))
        if later is not None:
            heapq.heappush(coming, later)


def marks_of(database: Database, name: str) -> dict[int, list[Mark]]:
    """What was noticed in each text that came in."""
    with psycopg.connect(database.address("postgres", name), autocommit=True) as connection:
        rows = connection.execute("select origin_tag, marks from publication_submission").fetchall()
    return {
        int(tag.removeprefix("flood-")): [Mark(**{name: m[name] for name in NAMES}) for m in marks]
        for tag, marks in rows
    }


def minutes(waits: list[timedelta]) -> dict[str, float | int]:
    """Count, median, nine tenths and most of the waits that were any."""
    found = sorted(wait.total_seconds() / 60 for wait in waits if wait > timedelta())
    if not found:
        return {"delayed": 0}
    tenths = statistics.quantiles(found, n=10, method="inclusive") if len(found) > 1 else found * 9
    figures = {"median": statistics.median(found), "p90": tenths[8], "most": found[-1]}
    return {"delayed": len(found), **{f"{key}_minutes": round(value, 1) for key, value in figures.items()}}


def told(house: House, noticed: dict[int, list[Mark]], rows: list[Submission]) -> dict[str, Any]:
    """What became of some submissions."""
    numbers = [row.number for row in rows]
    came = [number for number in numbers if number in house.waited]
    shown = {number: spam.level(noticed[number]) for number in came}
    signs = Counter(shown.values())
    codes = Counter(
        code
        for number in came
        if shown[number] != "none"
        for code in {mark.code for mark in noticed[number] if mark.code in spam.SIGNS}
    )
    waited = minutes([house.waited[number] for number in came])
    return {
        "sent": len(numbers),
        "came_in": len(came),
        "kept_out": dict(Counter(house.kept_out[number] for number in numbers if number in house.kept_out)),
        "signs": dict(signs),
        "texts_shown_with": dict(codes.most_common()),
        "unmarked": signs["none"],
        "unmarked_share": round(signs["none"] / len(numbers), 4) if numbers else None,
        **waited,
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--attacks", type=int, default=10_000)
    parser.add_argument("--honest", type=int, default=500)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    rows = flood(seed=given.seed, attacks=given.attacks, honest=given.honest)
    start = datetime.now(UTC).replace(microsecond=0) - timedelta(seconds=SPAN) - PATIENCE - timedelta(hours=1)
    with world.throw_away() as (database, name):
        house = House(world.found(database, residents=1), start)
        pour(house, rows)
        noticed = marks_of(database, name)
    senders = sorted({row.sender for row in rows})
    result = {
        "seed": given.seed,
        "flood_sha256": digest(rows),
        "attackers": told(house, noticed, [row for row in rows if row.sender != "honest"]),
        **{sender: told(house, noticed, [row for row in rows if row.sender == sender]) for sender in senders},
    }
    machine.write("appeals_flood", versions={"django": django.__version__}, result=result)


if __name__ == "__main__":
    main()
