"""What became of offered texts in a place and a year: counts for everybody, refusals by their reasons."""

import json
from dataclasses import dataclass
from datetime import datetime

from django.db import connections

from quartier.core.registry import lock
from quartier.core.territory.queries import AreaView


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """Texts offered in one year, and where each stands now.

    `offered` = `public` + `refused` + `waiting`. `changed`: public ones that moderators changed. `late`: not decided in
    time. `objected`, `granted`: by authors, and with success. `hours`: until half of the decided ones were; None: none was.
    `reasons`: refused ones by code.
    """

    year: int
    offered: int
    public: int
    changed: int
    waiting: int
    refused: int
    objected: int
    granted: int
    late: int
    hours: float | None
    reasons: dict[str, int]

    @property
    def decided(self) -> int:
        return self.public + self.refused


def figures(*, place: AreaView, year: int, at: datetime) -> Figures:
    """The counts of a place; a year begins at its own midnight."""
    since, before = (datetime(number, 1, 1, tzinfo=place.zone) for number in (year, year + 1))
    with connections[lock.APPLICATION].cursor() as cursor:
        cursor.execute(
            "select publication.submission_figures(%s::int, %s, %s, %s)", [place.id, since, before, at]
        )
        return Figures(year=year, **json.loads(cursor.fetchone()[0]))
