"""Setting up a place's desk, by whoever holds the machine: on the owner's connection. Pages never call this."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from quartier.core.accounts import queries as accounts
from quartier.core.accounts import setup
from quartier.core.kit.errors import Invalid, Problem
from quartier.core.law import queries as law
from quartier.core.territory import queries as territory

from .models import Desk, Route
from .rules.categories import CATEGORIES

OWNER, CLOCK = "owner", "appeals_clock"


@dataclass(frozen=True, slots=True, kw_only=True)
class RouteFacts:
    """Which body answers a category; empty for all the others. `pack`, `facts`: where not the desk's."""

    category: str
    organisation: int
    pack: str = ""
    facts: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskFacts:
    """How a place takes appeals, as the set-up file says it. See models.Desk."""

    place: int
    mark: str
    pack: str
    complaints: int
    moderation: int
    routes: Sequence[RouteFacts]
    higher: int | None = None
    facts: Mapping[str, Any] = field(default_factory=dict)
    anonymous: bool = False
    mailbox: str = ""


def found_desk(*, desk: DeskFacts, at: datetime) -> None:
    """Set a desk up, or correct it, and give each of its bodies the program that keeps its days. Raises Invalid."""
    if found := problems(desk):
        raise Invalid(found)
    values = {
        "mark": desk.mark.upper(),
        "pack": desk.pack,
        "facts": dict(desk.facts),
        "anonymous": desk.anonymous,
        "complaints_id": desk.complaints,
        "higher_id": desk.higher,
        "moderation_id": desk.moderation,
        "mailbox": desk.mailbox,
    }
    Desk.objects.using(OWNER).update_or_create(place_id=desk.place, defaults=values)
    named = set()
    for each in desk.routes:
        named.add(each.category)
        row = {"organisation_id": each.organisation, "pack": each.pack, "facts": dict(each.facts)}
        Route.objects.using(OWNER).update_or_create(place_id=desk.place, category=each.category, defaults=row)
    Route.objects.using(OWNER).filter(place_id=desk.place).exclude(category__in=named).delete()
    bodies = {desk.complaints, *(each.organisation for each in desk.routes)}
    for body in sorted(bodies | ({desk.higher} if desk.higher else set())):
        _clock(body, desk.place, at=at)


def read(document: Mapping[str, Any], *, place: int, bodies: Mapping[str, int]) -> DeskFacts:
    """A set-up file as it was read. `bodies`: numbers of organisations by their short names. Raises Invalid with all that
    is unknown in it."""
    told = dict(document)
    routes = dict(told.pop("routes", None) or {})
    names = {role: told.pop(role, None) for role in ("complaints", "higher", "moderation")}
    rows = [
        (category, one if isinstance(one, Mapping) else {"organisation": one})
        for category, one in routes.items()
    ]
    wanted = [names["complaints"], names["moderation"], *(row.get("organisation") for _, row in rows)]
    found = [_unknown(name) for name in wanted if name not in bodies]
    if names["higher"] and names["higher"] not in bodies:
        found.append(_unknown(names["higher"]))
    if wrong := set(told) - {"mark", "pack", "facts", "anonymous", "mailbox"}:
        found.append(
            Problem(field=sorted(wrong)[0], code="appeals.word_unknown", details={"word": sorted(wrong)[0]})
        )
    if found:
        raise Invalid(found)
    zone = territory.area(id=place, with_geometry=False).time_zone
    return DeskFacts(
        place=place,
        mark=str(told.get("mark", "")),
        pack=str(told.get("pack", "")),
        facts={"time_zone": zone, **(told.get("facts") or {})},
        anonymous=bool(told.get("anonymous", False)),
        mailbox=str(told.get("mailbox", "")),
        complaints=bodies[names["complaints"]],
        higher=bodies[names["higher"]] if names["higher"] else None,
        moderation=bodies[names["moderation"]],
        routes=[
            RouteFacts(
                category=str(category),
                organisation=bodies[row["organisation"]],
                pack=str(row.get("pack", "")),
                facts=dict(row.get("facts") or {}),
            )
            for category, row in rows
        ],
    )


def _unknown(name: Any) -> Problem:
    return Problem(
        field="organisation", code="appeals.organisation_unknown", details={"organisation": str(name)}
    )


def problems(desk: DeskFacts) -> list[Problem]:
    """Everything wrong with a set-up file."""
    known = {pack.name for pack in law.packs()}
    found = []
    if not desk.mark.isalnum() or len(desk.mark) > 8:
        found.append(Problem(field="mark", code="appeals.mark_wrong"))
    for name in {desk.pack, *(each.pack for each in desk.routes if each.pack)} - known:
        found.append(Problem(field="pack", code="law.no_pack", details={"pack": name}))
    for each in desk.routes:
        if each.category and each.category not in CATEGORIES:
            found.append(Problem(field="category", code="appeals.category_unknown"))
    if not any(not each.category for each in desk.routes):
        found.append(Problem(field="routes", code="appeals.no_route_for_others"))
    return found


def _clock(body: int, place: int, *, at: datetime) -> None:
    """The service account that tells a body's people when nothing changes; found again by its name."""
    name = f"{CLOCK} {body} {place}"
    if any(one.name == name for one in accounts.accounts_of([body], kind="service")):
        return
    home = territory.area(id=place, with_geometry=False)
    who = setup.open_account(
        name=name, language=home.language.split("-")[0], organisation=body, kind="service", at=at
    )
    setup.appoint(account=who, role=CLOCK, area=place, organisation=body, at=at, reason="appeals desk")
