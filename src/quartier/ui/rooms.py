"""What a package tells the console about itself: where its pages begin, what needs a hand, what can be found.

A page module of the console, or a feature's `web.urls`, offers `ROOM`, and where it makes sense `board` and `find`:

    ROOM = Room(code="news", label=gettext_lazy("News"), url="news:list", permit="news.write", order=60)
    def board(visit) -> Iterable[Task]          what waits for this person today
    def find(visit, text) -> Iterable[Hit]      what the command bar finds

Where some only need a side door (an officer who makes arrests never sees the board of a suite), `MORE_ROOMS` holds it.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """One entry of the console's navigation. `url` is the name of its first page; `permit` opens it.

    unless: a permit that makes this entry needless, because whoever has it gets there from another room.
    """

    code: str
    label: object
    url: str
    permit: str
    order: int = 50
    unless: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """Something that needs a hand, as a row: `state` and `word` only where it is late, soon or stopped."""

    label: str
    url: str
    note: str = ""
    state: str = ""
    word: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """One thing found by name."""

    label: str
    url: str
    note: str = ""
