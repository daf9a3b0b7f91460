"""Milliseconds to read every clock of one custody record with 300 events, in each pack of custody.

python -m bench.clocks_evaluation [--runs 30]
"""

import argparse
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from bench import machine
from quartier.core.law import library
from quartier.science.clocks.histories import Event, History, history
from quartier.science.clocks.packs import Pack
from quartier.science.clocks.reading import evaluate

EVENTS = 300
BEGIN = datetime(2026, 3, 27, 20, 40, tzinfo=UTC)
OPENING = (
    "deprived_of_liberty",
    "arrived_at_station",
    "detention_authorised",
    "rights_told",
    "lawyer_requested",
)
DAY = (
    *("interview_started", "interview_ended", "review_done", "medical_requested", "medically_examined"),
    *("left_for_hospital", "returned_from_hospital", "lawyer_talk_started", "lawyer_talk_ended"),
)


def record() -> History:
    """A stay over the change of the clock: opening acts, then the acts of a day again and again."""
    kinds = [*OPENING, *(DAY[number % len(DAY)] for number in range(EVENTS - len(OPENING)))]
    steps = [Event(kind, BEGIN + timedelta(minutes=17 * number)) for number, kind in enumerate(kinds)]
    return history(facts={"born": "1990-05-01", "indictable": True}, events=steps)


def measured(pack: Pack, told: History, runs: int) -> Mapping[str, Any]:
    at = told.events[-1].at + timedelta(minutes=1)
    seconds = [machine.timed(lambda: evaluate(pack, told, at=at)) for _ in range(runs)]
    return {"clocks": len(pack.clocks), "seconds": machine.summary(seconds)}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=30)
    runs, told = parser.parse_args().runs, record()
    names = ("ua.custody", "ew.custody")
    result = {name: measured(library.pack(name), told, runs) for name in names}
    versions = {name: library.pack(name).version for name in names}
    machine.write("clocks_evaluation", versions=versions, result={"events": len(told.events), **result})


if __name__ == "__main__":
    main()
