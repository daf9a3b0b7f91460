"""Filling the two suites: everything is entered when it was entered, because nobody can set the time of recording.

The town's clock stands before the first entry and goes forward with them; the suites' own programs take their rounds on
the way, so that alarms and counts stand there as they do in a real suite. An interrupted filling goes on where it
stopped: of each stay as many steps are passed over as it has entries.
"""

from collections import Counter
from collections.abc import Iterator
from datetime import datetime

from django.db import connections

from .. import clock
from ..times import WAKES
from . import custody_script as script
from . import custody_suites
from .custody_acts import COMPLAINT, Player
from .custody_script import OPENS, Step
from .hands import Hands


def fill(hands: Hands, *, at: datetime) -> None:
    """Set up the suites, then play every step up to the hour at which the town wakes. `at`: since when they stand."""
    for row in script.suites():
        hands.clocks[row["organisation"]] = custody_suites.found(row, hands, at=at)
    player = Player(hands=hands)
    left = Counter(player.done())
    for step in in_order():
        if isinstance(step, datetime):
            if step > player.now():
                reach(step)
                player.round()
        elif (step.suite or step.act == COMPLAINT) and step.noted < player.now():
            continue  # it lies in another book, and was entered
        elif left[step.stay] > 0:
            left[step.stay] -= 1 + (len(step.opening["also"]) if step.act == OPENS else 0)
        else:
            reach(step.noted)
            player.play(step)
    reach(WAKES)


def in_order() -> Iterator[datetime | Step]:
    """The steps, with the instants at which the programs look between them."""
    looks = script.watched()
    for step in script.steps():
        while looks and looks[0] < step.noted:
            yield looks.pop(0)
        yield step
    yield from looks


def reach(instant: datetime) -> None:
    """Move the town's clock on to this instant; it never goes back."""
    with connections["owner"].cursor() as cursor:
        clock.reach(cursor, instant)
