"""One letter becomes an appeal, or is passed over, or lies ready for a person. One transaction decides it for good."""

import hmac
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from hashlib import sha256

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils.translation import override

from quartier.core.kit.errors import Refusal
from quartier.core.registry import lock
from quartier.core.registry.visits import Visit
from quartier.core.territory.queries import AreaView

from .. import lodging
from ..lodging import Lodging, Person
from ..models import LetterTaken
from ..rules import checks
from ..rules.letters import composing, letter, machines, tongue
from ..rules.letters.letter import Letter
from . import adding, enclosing, words

LODGED, ADDED, IGNORED, BY_HAND = "lodged", "added", "ignored", "by_hand"
A_DAY = 20  # letters of one sender in a day that are registered without a person looking
CATEGORY = "other"  # a clerk says what it is about


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """What became of a letter. `sign`: why, where it was not registered; `again`: it was dealt with before."""

    outcome: str
    sign: str = ""
    again: bool = False


def take(raw: bytes, *, place: AreaView, received: datetime | None, ours: frozenset[str]) -> Taken:
    """Deal with one letter, once. A second call for the same letter says what the first one did."""
    found = letter.read(raw)
    key = found.digest.hex()
    with lock.visit(None) as visit:
        if before := _known(key):
            return before
        try:
            with transaction.atomic(using=lock.APPLICATION):
                taken = _decide(raw, found, place=place, received=received, ours=ours, by=visit)
                _keep(key, taken, place=place, sender=found.sender.address, at=visit.now)
        except Refusal as refusal:
            taken = Taken(outcome=BY_HAND, sign=refusal.code[:40])
            _keep(key, taken, place=place, sender=found.sender.address, at=visit.now)
        except IntegrityError:  # another round had the same letter in hand, and was faster
            return _known(key) or Taken(outcome=BY_HAND, sign="twice", again=True)
    return taken


def _known(key: str) -> Taken | None:
    row = LetterTaken.objects.filter(digest=key).first()
    return Taken(outcome=row.outcome, sign=row.sign, again=True) if row else None


def _keep(key: str, taken: Taken, *, place: AreaView, sender: str, at: datetime) -> None:
    row = LetterTaken(
        digest=key,
        place_id=place.id,
        outcome=taken.outcome,
        sign=taken.sign,
        sender=mark(sender, at=at),
        at=at,
    )
    LetterTaken.objects.bulk_create([row])


def mark(sender: str, *, at: datetime) -> str:
    """Who wrote it, as a number that tells the letters of one day apart and nothing beyond that day."""
    told = f"mailbox {at.date().isoformat()} {sender}".encode()
    return hmac.new(settings.SECRET_KEY.encode(), told, sha256).hexdigest()[:32]


def _decide(
    raw: bytes,
    found: Letter,
    *,
    place: AreaView,
    received: datetime | None,
    ours: frozenset[str],
    by: Visit,
) -> Taken:
    verdict = machines.written_by(letter.parse(raw), ours=ours)
    if verdict.ignored:
        return Taken(outcome=IGNORED, sign=verdict.sign)
    if sign := _by_hand(found, verdict, place=place, at=by.now):
        return Taken(outcome=BY_HAND, sign=sign)
    if adding.add(found, received=received, language=place.language.split("-")[0]):
        return Taken(outcome=ADDED)
    lodging.lodge(lodging=_lodging(found, place=place, received=received, by=by), by=by, at=by.now)
    return Taken(outcome=LODGED)


def _by_hand(found: Letter, verdict: machines.Verdict, *, place: AreaView, at: datetime) -> str:
    """Why a person has to look, or nothing."""
    if verdict.kind != "person":
        return verdict.sign
    if not found.sender.address:
        return "no_sender"
    day = LetterTaken.objects.filter(place_id=place.id, at__gte=at - timedelta(days=1))
    if day.filter(sender=mark(found.sender.address, at=at)).count() >= A_DAY:
        return "too_many"
    if not found.text.strip() and not found.enclosures:
        return "empty"
    return ""


def _lodging(found: Letter, *, place: AreaView, received: datetime | None, by: Visit) -> Lodging:
    own = place.language.split("-")[0]
    language = tongue.language_of(f"{found.subject}\n{found.text}", otherwise=own)
    times = composing.times(found, received=received, at=by.now)
    files, notes = enclosing.receive(found, language=own, by=by, at=by.now)
    with override(own):  # what stands beneath is for the clerk
        notes += [words.names(number) for number in found.numbers]
        base = Lodging(
            place=place.id,
            category=CATEGORY,
            title=composing.title(found, otherwise=str(words.NO_SUBJECT)),
            text=composing.text(found, otherwise=str(words.NO_TEXT), notes=notes),
            language=language,
        )
    name = found.sender.name[: checks.NAME]
    return replace(
        base,
        person=Person(name=name, email=found.sender.address),
        identity="contact",
        files=files,
        channel="mailbox",
        occurred_at=times.written,
        arrived_at=times.arrived,
        external=f"mail {found.digest.hex()[:32]}",
    )
