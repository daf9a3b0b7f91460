"""Telling somebody their rights, and taking down each answer: one sitting, several entries, all or none of them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from quartier.core.kit.errors import Invalid, NotFound, Problem
from quartier.core.registry import lock
from quartier.core.registry.visits import Visit
from quartier.science.clocks.packs import Pack

from . import queries, recording, rule_packs
from .recording import Recorded
from .rules import asking
from .rules.acts.catalogue import ACTS
from .views import EntryView, StayView

TOLD, ANSWERED = "rights_told", "right_answer"
# What is written besides the answer where somebody wants a right and the vocabulary has no event for the wish.
WISHES = {"interpreter": ("interpreter", {"step": "needed"})}


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One right's answer: `wants`, `not_now`, `declines`, `could_not`.

    reason: asked, and never needed. wish: what the request says besides (which lawyer, whom to tell).
    """

    right: str
    answer: str
    reason: str = ""
    ask_again_at: datetime | None = None
    wish: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sitting:
    """What happened in one sitting. `told`: of the act `rights_told`; None where only answers were taken down.

    present: codes of who was there. signed: as `recording.record` takes it, for the telling and for each answer.
    """

    occurred_at: datetime
    told: Mapping[str, Any] | None = None
    answers: Sequence[Answer] = ()
    present: Sequence[str] = ()
    signed: Sequence[Mapping[str, Any]] = ()
    late_reason: str = ""
    done_by: str = ""


def pack_of(stay: StayView) -> Pack:
    """The rule pack of a stay. Raises NotFound where it is not shipped any more."""
    try:
        return rule_packs.pack_of(stay.pack)
    except KeyError:
        raise NotFound("law.no_pack") from None


def facts_of(stay: StayView, entries: Iterable[EntryView]) -> dict[str, Any]:
    """What is known of the person, as the pack asks for it; what was said last holds."""
    found = dict(stay.facts)
    for entry in sorted(entries, key=lambda one: (one.occurred_at, one.number)):
        act = ACTS.get(entry.act)
        if act is not None and entry.counts:
            found |= {code: entry.values[code] for code in act.facts if code in entry.values}
    return {**found, **({"minor": True} if stay.minor else {})}


def asked_of(stay: StayView, entries: Sequence[EntryView], *, at: datetime) -> tuple[asking.Asked, ...]:
    """How each right of the person stands after these entries."""
    return asking.asked(entries, pack=pack_of(stay), facts=facts_of(stay, entries), at=at)


def tell(*, stay: UUID, sitting: Sitting, by: Visit, at: datetime) -> list[Recorded]:
    """Write down one sitting: that rights were told, each answer, and each request that follows from it.

    A person may answer anew as often as they like: the newest answer holds and the earlier ones stay. Raises Invalid for
    an empty sitting or a right that the pack does not ask about, and whatever `recording.record` refuses.
    """
    found = queries.stay_for(by, stay)
    before = {one.right.id: one for one in asked_of(found, queries.entries_of(by, stay), at=at)}
    problems = _problems(sitting, before)
    if problems:
        raise Invalid(problems)
    with transaction.atomic(using=lock.APPLICATION):
        written = []
        if sitting.told is not None:
            told = {**sitting.told, "present": list(sitting.present)}
            written.append(_record(TOLD, told, sitting, stay=stay, by=by, at=at, signed=sitting.signed))
        for answer in sitting.answers:
            written += _answered(answer, sitting, before.get(answer.right), stay=stay, by=by, at=at)
    return written


def _problems(sitting: Sitting, before: Mapping[str, asking.Asked]) -> list[Problem]:
    if sitting.told is None and not sitting.answers:
        return [Problem(field="answers", code="custody.nothing_said")]
    known = {id for id, one in before.items() if one.right.asked}
    found = []
    for one in sitting.answers:
        if one.right not in known:
            found.append(Problem(field=one.right, code="custody.not_asked_about"))
        elif one.answer not in asking.ANSWERS:
            found.append(Problem(field=one.right, code="custody.unknown_value"))
    return found


def _answered(
    answer: Answer, sitting: Sitting, before: asking.Asked | None, *, stay: UUID, by: Visit, at: datetime
) -> list[Recorded]:
    values = {
        "right": answer.right,
        "answer": answer.answer,
        "reason": answer.reason,
        "ask_again_at": answer.ask_again_at,
        "present": list(sitting.present),
    }
    written = [_record(ANSWERED, values, sitting, stay=stay, by=by, at=at, signed=sitting.signed)]
    wish = _wish(answer, before)
    if wish is not None:
        written.append(_record(*wish, sitting, stay=stay, by=by, at=at))
    return written


def _wish(answer: Answer, before: asking.Asked | None) -> tuple[str, dict[str, Any]] | None:
    """The request that an answer makes; none where the same was asked for before and still stands."""
    if answer.answer != "wants" or before is None:
        return None
    stands = before.line.answer == "wants" and not answer.wish
    act, values = (before.right.wanted, {}) if before.right.wanted else WISHES.get(answer.right, (None, {}))
    if act is None or stands:
        return None
    known = {one.code for one in ACTS[act].fields}
    return act, {**values, **{name: value for name, value in answer.wish.items() if name in known}}


def _record(
    act: str,
    values: Mapping[str, Any],
    sitting: Sitting,
    *,
    stay: UUID,
    by: Visit,
    at: datetime,
    signed: Sequence[Mapping[str, Any]] = (),
) -> Recorded:
    return recording.record(
        about=stay,
        act=act,
        values=values,
        occurred_at=sitting.occurred_at,
        late_reason=sitting.late_reason,
        done_by=sitting.done_by,
        signed=signed,
        by=by,
        at=at,
    )
