"""The flood: 10,000 submissions of seven kinds of attackers beside 500 honest ones, in the order they come, by seed."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import asdict
from random import Random

from bench.spam_flood import attackers, residents
from bench.spam_flood.shape import Submission

SHARES = {  # of the attacks; the loudest are not the hardest
    "advert": 0.25,
    "hammer": 0.20,
    "brigade": 0.15,
    "spinner": 0.15,
    "abuser": 0.05,
    "parasite": 0.10,
    "phisher": 0.10,
}


def flood(*, seed: int, attacks: int = 10_000, honest: int = 500) -> list[Submission]:
    """The submissions in the order of their time; the same for the same arguments."""
    rows = list(residents.write(random=Random(f"honest {seed}"), count=honest))
    for sender, share in SHARES.items():
        rows += attackers.write(
            sender=sender,
            random=Random(f"{sender} {seed}"),
            count=round(share * attacks),
            honest=rows[:honest],
        )
    rows.sort(key=lambda row: (row["at"], row["text"], row["address"]))
    return [Submission(number=number, **row) for number, row in enumerate(rows, 1)]


def digest(submissions: list[Submission]) -> str:
    """SHA-256 over the submissions as lines of JSON."""
    hashed = hashlib.sha256()
    for line in lines(submissions):
        hashed.update(line.encode())
    return hashed.hexdigest()


def lines(submissions: list[Submission]) -> Iterator[str]:
    """One line of JSON each."""
    for each in submissions:
        yield json.dumps(asdict(each), ensure_ascii=False, sort_keys=True) + "\n"
