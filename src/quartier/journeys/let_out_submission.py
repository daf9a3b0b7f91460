"""From a text that waits to one that anybody may read, with its pictures: files → publication."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from quartier.core.files import actions as files
from quartier.core.publication import moderating
from quartier.core.registry.visits import Visit


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """A picture to be let out. `cells`: those of its grid that are covered; `descriptions` by language."""

    tag: str
    cells: frozenset[int]
    descriptions: dict[str, str]


def let_out_submission(*, submission: UUID, pictures: Sequence[Chosen] = (), by: Visit, at: datetime) -> str:
    """Both or neither; returns the tag of the notice. Raises what `moderating.let_out` and `files.let_out` raise."""
    with transaction.atomic():
        public = [
            files.let_out(tag=one.tag, cells=one.cells, descriptions=one.descriptions, by=by, at=at)
            for one in pictures
        ]
        return moderating.let_out(submission=submission, photos=tuple(public), by=by, at=at)
