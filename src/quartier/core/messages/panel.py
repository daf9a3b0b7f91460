"""What was said about a record, as its page shows it: when, what, and how far it came with how many people."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from quartier.core.registry.visits import Visit

from . import queries, wording

STATES = {
    "queued": ("open", _("waiting")),
    "handed_over": ("open", _("handed over")),
    "delivered": ("kept", _("delivered")),
    "acknowledged": ("kept", _("read")),
    "given_up": ("late", _("not delivered")),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One occasion. `parts`: a state's shape, its word, and how many people stand there."""

    at: datetime
    title: str
    parts: tuple[tuple[str, str, int], ...]


def rows(by: Visit, *, about: UUID, language: str, zone: str) -> list[Row]:
    """For `{% said rows %}`; empty where nothing was said, and about a record that the visit does not see."""
    return [
        Row(
            at=one.at,
            title=wording.title(one.template, one.gaps, language=language, zone=zone),
            parts=tuple(
                (STATES[state][0], str(STATES[state][1]), number) for state, number in one.counted().items()
            ),
        )
        for one in queries.said_about(by, about=about)
    ]
