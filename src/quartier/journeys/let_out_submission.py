"""From a text that waits to one that anybody may read, with its pictures, and back: files → publication."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from quartier.core.files import actions as files
from quartier.core.files import queries as stored
from quartier.core.kit.errors import Conflict, NotAllowed
from quartier.core.publication import actions as publication
from quartier.core.publication import moderating, submissions
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


def take_back_submission(*, submission: UUID, reasons: dict[str, str], by: Visit, at: datetime) -> None:
    """What should never have stood there is shown no more, nor its pictures; the reason is. Raises Conflict, Invalid."""
    if by.account is None or not by.may(submissions.PERMIT):
        raise NotAllowed("not_permitted", permit=submissions.PERMIT)
    view = submissions.submission_for(by, submission)
    if not view.notice:
        raise Conflict("moderation.not_now")
    with transaction.atomic():
        publication.withdraw(tag=view.notice, reasons=reasons, by=by, at=at)
        for picture in stored.pictures_for(view.photos):
            files.take_back(tag=picture.tag, by=by, at=at)
