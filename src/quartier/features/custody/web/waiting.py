"""What custody tells the console: what is late in one's suites, and records by their number."""

from collections.abc import Iterable, Iterator
from typing import Any

from quartier.features.custody import queries
from quartier.features.custody.rules import board as rules
from quartier.features.custody.web import begun, board_shown, board_words, frame
from quartier.features.custody.web.frame import READ, tongue
from quartier.ui.rooms import Hit, Task

AT_MOST = 6


def board(visit: Any) -> Iterator[Task]:
    """On the first page of the console: what is late, the gravest on top; then what somebody began and did not send."""
    for suite in queries.suites(visit) if visit.may(READ) else ():
        view = queries.board(visit, suite=suite)
        laid = rules.lay_out(places=view.places, stays=view.stays, now=visit.now)
        late = [one for one in (*laid.limits, *laid.tasks) if one.state == "late"]
        for task in late[:AT_MOST]:
            name = task.names.get(tongue()) or board_words.due_name(task.what, task.act)
            yield Task(
                label=f"{board_shown.place_name(task.cell)}: {name}",
                url=board_shown.task_url(task),
                note=suite.name(tongue()),
                state="late",
                word=board_words.left_words(task.left),
            )
    yield from begun.begun(visit)


def find(visit: Any, text: str) -> Iterable[Hit]:
    """By a part of the number of a record."""
    for suite in queries.suites(visit) if visit.may(READ) and any(one.isdigit() for one in text) else ():
        for row in queries.stays(visit, suite=suite, text=text).lines[:AT_MOST]:
            if text.casefold() in row.number.casefold():
                yield Hit(label=row.number, url=frame.stay_url(row.id), note=suite.name(tongue()))
