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
