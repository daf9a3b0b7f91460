"""Setting up a suite, by whoever holds the machine: on the owner's connection. Pages never call this."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.db import connections, transaction

from quartier.core.accounts import queries as accounts
from quartier.core.accounts import setup
from quartier.core.kit.errors import Invalid, Problem
from quartier.core.kit.ids import tag, uuid7
from quartier.core.law import queries as law
from quartier.core.registry import lock
from quartier.core.territory import queries as territory

from .kind import SUITE
from .models import Cell, Suite
from .rules import policy

OWNER, CLOCK = "owner", "custody_clock"
KINDS = ("cell", "holding", "consultation", "medical", "interview", "yard")
WORDS = frozenset({"names", "zone", "regime", "facts", "policy"})
# Every audience of a stay, so that its people see the first one that is opened: compartment, secrecy.
ROOMS = (("general", 1), ("general", 2), ("juvenile", 2), ("medical", 2), ("lawyer", 3))


@dataclass(frozen=True, slots=True, kw_only=True)
class CellFacts:
    """One room. `recorded`: whether sound or pictures are kept of it; never in the room of the lawyer."""

    code: str
    kind: str = "cell"
    places: int = 1
    recorded: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SuiteFacts:
    """A suite as the set-up file says it. See models.Suite."""

    code: str
    area: int
    organisation: int
    complaints: int
    higher: int | None
    mark: str
    pack: str
    names: Mapping[str, str]
    zone: str
    cells: Sequence[CellFacts]
    regime: str = ""
    facts: Mapping[str, Any] = field(default_factory=dict)
    policy: Mapping[str, Any] = field(default_factory=dict)


def found_suite(*, suite: SuiteFacts, at: datetime) -> int:
    """Set a suite up, or correct it, with its rooms, its book and the program that keeps its times. Raises Invalid.

    A room is never taken away: who was in it stands in the record.
    """
    if found := problems(suite):
        raise Invalid(found)
    values = {
        "organisation_id": suite.organisation,
        "area_id": suite.area,
        "complaints_id": suite.complaints,
        "higher_id": suite.higher,
        "names": dict(suite.names),
        "zone": suite.zone,
        "mark": suite.mark,
        "pack": suite.pack,
        "regime": suite.regime,
        "facts": dict(suite.facts),
        "policy": dict(suite.policy),
    }
    with transaction.atomic(using=OWNER):
        known = Suite.objects.using(OWNER).filter(code=suite.code)
        if not known.update(**values):
            book, letters = _book(suite, at=at)
            Suite.objects.using(OWNER).create(code=suite.code, subject=book, tag=letters, **values)
        row = known.get()
        for order, each in enumerate(suite.cells, start=1):
            told = {
                "kind": each.kind,
                "places": each.places,
                "recorded": each.recorded,
                "order": order,
            }
            Cell.objects.using(OWNER).update_or_create(suite=row, code=each.code, defaults=told)
    _clock(suite, at=at)
    return int(row.pk)


def _book(suite: SuiteFacts, *, at: datetime) -> tuple[Any, str]:
    """The suite's own record: head counts, handovers, rooms."""
    rooms = [_scope(suite, suite.organisation, name, secrecy) for name, secrecy in ROOMS]
    for body in filter(None, (suite.complaints, suite.higher)):
        _scope(suite, body, "complaint", 2)
    book, letters = uuid7(), tag()
    with (
        lock.as_owner(reason="setting up a custody suite", scopes=rooms[:1]),
        connections[OWNER].cursor() as cursor,
    ):
        cursor.execute(
            "insert into registry_subject (id, tag, kind, scope_id, data_law, recorded_at) "
            "values (%s, %s, %s, %s, 'LED', %s)",
            [book, letters, SUITE, rooms[0], at],
        )
    return book, letters


def _scope(suite: SuiteFacts, organisation: int, compartment: str, secrecy: int) -> int:
    with connections[OWNER].cursor() as cursor:
        cursor.execute(
            "select registry.scope_for(%s::int, %s::int, %s, %s::smallint)",
            [suite.area, organisation, compartment, secrecy],
        )
        return int(cursor.fetchone()[0])


def _clock(suite: SuiteFacts, *, at: datetime) -> None:
    """The service account in whose name the suite's times are watched; found again by its name."""
    name = f"{CLOCK} {suite.code}"
    if any(one.name == name for one in accounts.accounts_of([suite.organisation], kind="service")):
        return
    home = territory.area(id=suite.area, with_geometry=False)
    who = setup.open_account(
        name=name,
        language=home.language.split("-")[0],
        organisation=suite.organisation,
        kind="service",
        at=at,
    )
    setup.appoint(
        account=who,
        role=CLOCK,
        area=suite.area,
        organisation=suite.organisation,
        at=at,
        reason="custody suite",
    )


def read(document: Mapping[str, Any], *, area: int, bodies: Mapping[str, int]) -> SuiteFacts:
    """A set-up file as it was read. `bodies`: numbers of organisations by their short names. Raises Invalid with all that is
    unknown in it."""
    told = dict(document)
    cells = [each if isinstance(each, Mapping) else {"code": each} for each in told.pop("cells", None) or ()]
    names = {role: told.pop(role, None) for role in ("organisation", "complaints", "higher")}
    plain = {word: str(told.pop(word, "")) for word in ("code", "mark", "pack")}
    found = [
        Problem(field=role, code="custody.organisation_unknown", details={"organisation": str(name)})
        for role, name in names.items()
        if name not in bodies and not (role == "higher" and name is None)
    ]
    unknown = sorted({*(set(told) - WORDS), *(set().union(*cells) - set(CellFacts.__slots__))})
    found += [Problem(field=word, code="custody.word_unknown", details={"word": word}) for word in unknown]
    if found:
        raise Invalid(found)
    home = territory.area(id=area, with_geometry=False)
    return SuiteFacts(
        **plain,
        area=area,
        organisation=bodies[names["organisation"]],
        complaints=bodies[names["complaints"]],
        higher=bodies[names["higher"]] if names["higher"] else None,
        names=dict(told.get("names") or {}),
        zone=str(told.get("zone", home.time_zone)),
        regime=str(told.get("regime", "")),
        facts=dict(told.get("facts") or {}),
        policy=dict(told.get("policy") or {}),
        cells=[CellFacts(**{**each, "code": str(each.get("code", ""))}) for each in cells],
    )


def problems(suite: SuiteFacts) -> list[Problem]:
    """Everything wrong with a set-up file."""
    found = [
        Problem(field="cells", code="custody.cell_wrong", details={"cell": each.code})
        for each in suite.cells
        if each.kind not in KINDS or not each.code or (each.kind == "consultation" and each.recorded)
    ]
    if not suite.code.replace("-", "").replace("_", "").isalnum():
        found.append(Problem(field="code", code="custody.code_wrong"))
    if not suite.mark.isalnum() or len(suite.mark) > 8:
        found.append(Problem(field="mark", code="custody.mark_wrong"))
    if suite.higher == suite.complaints:
        found.append(Problem(field="higher", code="custody.higher_is_the_same"))
    try:
        policy.read(suite.policy)
    except Invalid as wrong:
        found += wrong.problems
    return [*found, *_of_law(suite)]


def _of_law(suite: SuiteFacts) -> list[Problem]:
    """What is wrong with its pack, its regime, its zone."""
    found = []
    packs = {pack.name: pack for pack in law.packs()}
    if suite.pack not in packs:
        found.append(Problem(field="pack", code="law.no_pack", details={"pack": suite.pack}))
    elif suite.regime and suite.regime not in packs[suite.pack].regimes:
        found.append(Problem(field="regime", code="custody.no_such_regime"))
    try:
        ZoneInfo(suite.zone)
    except (KeyError, ValueError):
        found.append(Problem(field="zone", code="custody.zone_wrong"))
    return found


def all_suites() -> list[dict[str, Any]]:
    """What is set up, for the shell."""
    counts: dict[int, int] = {}
    for suite in Cell.objects.values_list("suite_id", flat=True):
        counts[suite] = counts.get(suite, 0) + 1
    return [
        {"code": row.code, "mark": row.mark, "pack": row.pack, "cells": counts.get(row.pk, 0)}
        for row in Suite.objects.order_by("code")
    ]
