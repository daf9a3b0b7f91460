"""Opening a stay: at the moment at which somebody loses liberty, on the street or in the suite."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from quartier.core.kit.errors import Invalid, NotAllowed, NotFound, Problem
from quartier.core.kit.ids import tag, uuid7
from quartier.core.registry import lock
from quartier.core.registry.visits import Visit

from . import recording, writing
from .fact import plain
from .models import Suite
from .rules import times

OPENS = "deprived_of_liberty"
ARREST, DECIDE = "custody.arrest", "custody.decide"
KINDS = ("criminal", "administrative", "brought")
LONGEST_LABEL = 80
PARTS = ("stay", "file", "arrest", "medical")


@dataclass(frozen=True, slots=True, kw_only=True)
class Saying:
    """Another thing that happened at once: force, first words, rights told."""

    act: str
    values: Mapping[str, Any] = field(default_factory=dict)
    occurred_at: datetime | None = None
    done_by: str = ""
    signed: Sequence[Mapping[str, Any]] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """`suite`: its code. `moment`: when liberty was lost. `label`: initials and year of birth, or nothing while nobody knows
    who it is. `values`: of the act `deprived_of_liberty`. `about`: name, date of birth, address, as far as known.
    `also`: what else is said at once, each an entry. `pack`: other rules than the suite’s own.
    """

    suite: str
    moment: datetime
    kind: str = "criminal"
    label: str = ""
    language: str = ""
    minor: bool = False
    pack: str = ""
    regime: str = ""
    regime_reason: str = ""
    facts: Mapping[str, Any] = field(default_factory=dict)
    values: Mapping[str, Any] = field(default_factory=dict)
    about: Mapping[str, Any] = field(default_factory=dict)
    also: Sequence[Saying] = ()
    captured_at: datetime | None = None
    late_reason: str = ""
    done_by: str = ""
    signed: Sequence[Mapping[str, Any]] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """The new stay; `entry`: its first entry."""

    stay: UUID
    tag: str
    number: str
    entry: UUID


def open_stay(*, opening: Opening, by: Visit, at: datetime) -> Opened:
    """Open the record of one person's stay, with its first entries. Whoever may arrest becomes a party to it.

    Raises NotAllowed, NotFound for an unknown suite, Invalid with everything wrong at once.
    """
    if not (by.may(ARREST) or by.may(DECIDE)):
        raise NotAllowed("custody.not_yours", act=OPENS)
    suite = Suite.objects.filter(code=opening.suite).first()
    if suite is None:
        raise NotFound("no_such_record")
    found = _problems(opening, now=at)
    if found:
        raise Invalid(found)
    ids, tags = [uuid7() for _ in PARTS], [tag() for _ in PARTS]
    with transaction.atomic(using=lock.APPLICATION):
        number = _open(opening, suite, ids, tags, by=by)
        if opening.pack and opening.pack != suite.pack:
            writing.call("select custody.run_by(%s, %s)", ids[0], opening.pack)
        first = recording.record(
            about=ids[0],
            act=OPENS,
            values=opening.values,
            occurred_at=opening.moment,
            captured_at=opening.captured_at,
            late_reason=opening.late_reason,
            done_by=opening.done_by,
            signed=opening.signed,
            by=by,
            at=at,
        )
        for said in opening.also:
            _also(said, opening, stay=ids[0], by=by, at=at)
    return Opened(stay=ids[0], tag=tags[0], number=number, entry=first.entry)


def _open(opening: Opening, suite: Suite, ids: list[UUID], tags: list[str], *, by: Visit) -> str:
    about = plain(opening.about)
    whom = {name: about[name] for name in ("name", "born") if name in about}
    return str(
        writing.call(
            f"select custody.open_stay({', '.join(['%s'] * 14)})",
            *(suite.pk, ids, tags, opening.kind, opening.moment, opening.label.strip(), opening.language),
            *(opening.minor, opening.regime or suite.regime, opening.regime_reason.strip()),
            *({**suite.facts, **opening.facts}, about, whom, by.may(ARREST)),
        )
    )


def _also(said: Saying, opening: Opening, *, stay: UUID, by: Visit, at: datetime) -> None:
    recording.record(
        about=stay,
        act=said.act,
        values=said.values,
        occurred_at=said.occurred_at or opening.moment,
        captured_at=opening.captured_at,
        late_reason=opening.late_reason,
        done_by=said.done_by or opening.done_by,
        signed=said.signed,
        by=by,
        at=at,
    )


def _problems(opening: Opening, *, now: datetime) -> list[Problem]:
    found = [
        Problem(field="moment", code=each.code)
        for each in times.problems(occurred_at=opening.moment, now=now, moment=None)
    ]
    if opening.kind not in KINDS:
        found.append(Problem(field="kind", code="custody.unknown_kind"))
    if len(opening.label.strip()) > LONGEST_LABEL:
        found.append(Problem(field="label", code="too_long", details={"longest": LONGEST_LABEL}))
    return found
