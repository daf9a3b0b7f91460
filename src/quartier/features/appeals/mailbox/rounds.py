"""A round through one mailbox: every letter is dealt with, then put into the folder that says what became of it."""

from collections import Counter
from email.utils import parseaddr

import structlog
from django.conf import settings

from quartier.core.registry import lock
from quartier.core.territory import queries as territory
from quartier.core.territory.queries import AreaView

from .. import desks
from ..rules.letters import boxes
from ..rules.letters.boxes import Box
from . import taking
from .imap import Away as Away
from .imap import Session
from .taking import ADDED, BY_HAND, IGNORED, LODGED, Taken

log = structlog.get_logger("quartier.mailbox")
FOLDERS = {LODGED: "Registered", ADDED: "Registered", IGNORED: "Ignored", BY_HAND: "By hand"}
A_ROUND = 200  # letters; the next round takes the others
LARGEST = 40_000_000  # bytes of one letter: five files of ten megabytes do not fit, and no relay carries them


def all_boxes() -> list[Box]:
    """The mailboxes that the settings name."""
    return [boxes.read(text) for text in settings.QUARTIER_MAILBOXES]


def run(box: Box) -> Counter[str]:
    """How many letters became what; `failed` are those that wait for the next round. Raises Away, and NotFound for a
    place without a desk.
    """
    with lock.visit(None):
        place = territory.area(slug=box.place, with_geometry=False)
        ours = _ours(box, desk=desks.set_up(place.id).mailbox)
    done: Counter[str] = Counter()
    with Session(box) as session:
        for uid in session.waiting()[:A_ROUND]:
            done[_one(session, uid, place=place, ours=ours)] += 1
    return done


def _one(session: Session, uid: int, *, place: AreaView, ours: frozenset[str]) -> str:
    """Deal with one letter. One that breaks us must not keep the others from being read."""
    try:
        taken = _taken(session, uid, place=place, ours=ours)
    except Away:
        raise
    except Exception:
        log.exception("letter_failed")
        return "failed"
    if taken is None:
        return "gone"
    session.put_away(uid, FOLDERS[taken.outcome])
    return taken.outcome


def _taken(session: Session, uid: int, *, place: AreaView, ours: frozenset[str]) -> Taken | None:
    envelope = session.envelope(uid)
    if envelope is None:
        return None
    if envelope.size > LARGEST:
        return Taken(outcome=BY_HAND, sign="too_large")
    raw = session.letter(uid)
    if raw is None:
        return None
    return taking.take(raw, place=place, received=envelope.arrived_at, ours=ours)


def _ours(box: Box, *, desk: str) -> frozenset[str]:
    """Whoever writes from these writes to itself."""
    sender = parseaddr(settings.DEFAULT_FROM_EMAIL)[1]
    return frozenset(address.lower() for address in (sender, box.address, desk) if address)
