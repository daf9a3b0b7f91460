"""Every attack of the list by its name."""

from collections.abc import Callable

from . import in_database, limits, listing, of_history, on_custody, on_packs, while_running, with_keys
from .arena import Arena
from .evidence import Evidence
from .listing import Finding

PLAYS: dict[str, Callable[[Arena], None]] = {
    **in_database.PLAYS,
    **of_history.PLAYS,
    **with_keys.PLAYS,
    **while_running.PLAYS,
    **on_packs.PLAYS,
    **on_custody.PLAYS,
    **limits.PLAYS,
}


def play(id: str, arena: Arena) -> None:
    """Play one attack; what came of it stands in the arena's scene. Raises KeyError for an unknown name."""
    PLAYS[id](arena)


def missing(id: str, arena: Arena) -> list[Finding]:
    """What the list promises and nobody found. Raises KeyError for an unknown name."""
    attack = listing.attack(id)
    if attack is None:
        raise KeyError(id)
    later = [attack.later] if attack.later else []
    return [each for each in attack.found if not _is_among(each, arena.scene.found)] + [
        each for each in later if not _is_among(each, arena.scene.later)
    ]


def unexpected(id: str, arena: Arena) -> list[Evidence]:
    """What somebody found and the list does not promise: the reason must be the stated one."""
    attack = listing.attack(id)
    if attack is None:
        raise KeyError(id)
    promised = {(each.by, each.data, each.answer) for each in attack.found}
    return [each for each in arena.scene.found if (each.by, each.data, each.answer) not in promised]


def _is_among(finding: Finding, found: list[Evidence]) -> bool:
    return (finding.by, finding.data, finding.answer) in {(each.by, each.data, each.answer) for each in found}
