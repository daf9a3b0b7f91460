"""Where texts come from that wait to become public: a feature registers what it does when something is decided."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from quartier.core.kit.errors import Conflict
from quartier.core.registry.visits import Visit


class Told(Protocol):
    """What is called in the transaction of a decision. `submission` is a submissions.SubmissionView after it."""

    def __call__(self, *, submission: Any, by: Visit, at: datetime) -> None: ...


def _nothing(*, submission: Any, by: Visit, at: datetime) -> None:
    """Most features need not know."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """A kind of record of which public versions are offered.

    `names`: in each language. `on_let_out`: makes the feature's own public rows; `submission.notice` is the tag of the
    notice and `submission.photos` the tags of the pictures that were let out. The visit is a moderator's: it does not see
    who wrote. `on_refused`: a second reader agreed, or the objection was not granted.
    """

    code: str
    names: dict[str, str]
    on_let_out: Told
    on_refused: Told = _nothing
    on_edited: Told = _nothing
    on_kept_open: Told = _nothing


_origins: dict[str, Origin] = {}


def register(origin: Origin) -> None:
    """Add an origin; another one with the same code is a mistake of the programmer."""
    if origin.code in _origins and _origins[origin.code] != origin:
        raise ValueError(f"the origin {origin.code} is registered twice")
    _origins[origin.code] = origin


def origin(code: str) -> Origin:
    """Raises Conflict where the feature is switched off."""
    if code not in _origins:
        raise Conflict("moderation.origin_unknown")
    return _origins[code]


def all_origins() -> tuple[Origin, ...]:
    return tuple(_origins.values())
