"""Organisations and people: accounts with proven addresses, and grants by role, area and organisation."""

from datetime import datetime
from functools import partial
from typing import Any
from uuid import UUID

from quartier.core.accounts import queries, setup

from .. import personas, world
from .hands import Hands

REASON = "demo"
FIRST_ORGANISATION = 101
# Where a role's ground is a beat rather than the whole home; a person may hold it for several.
GROUNDS = {
    ("lesia_horbal", "community_officer"): ("uk_zaluzhzhia", "uk_verbna"),
    ("idriss_belhadri", "beat_officer"): ("fr_etangs",),
    ("leila_hartnoll", "beat_officer"): ("en_market",),
}
# Who serves in other organisations than their own; a custody inspector is never under the suite that is inspected.
ELSEWHERE = {
    ("olha_myronyk", "custody_inspector"): ("lypivka_custody",),
    ("nadiia_hrabko", "healthcare_professional"): ("lypivka_custody",),
    ("roman_stebliuk", "prosecutor"): ("lypivka_custody", "lypivka_inspection"),
    ("kwame_waddon", "shift_supervisor"): ("north_quay_suite",),
    ("helen_stroudley", "shift_commander"): ("north_quay_suite",),
}
# People of the stories whom the suites wake: they have an account, and no page of personas shows them.
CALLED = {"zoriana_tsiuk": ("shift_supervisor", "lypivka_custody")}
# Runs the machines and reads nothing: without an area a grant opens no record.
WITHOUT_GROUND = {"administrator", "witness_operator", "auditor"}
# Everybody is a resident, and a detained person is party to one record: neither is granted.
NOT_GRANTED = {"resident", "detainee"}


def fill(*, areas: dict[str, int], at: datetime) -> Hands:
    """Found the organisations, open the accounts, give the roles. `areas`: numbers of areas by the town's ids."""
    offices = organisations(areas=areas)
    serving = partial(services, organisations=offices, areas=areas, at=at)
    serving("mail", mail_rooms())
    return Hands(
        areas=areas,
        organisations=offices,
        accounts=accounts(organisations=offices, areas=areas, at=at),
        desks=serving("desk", desks()),
        editors=serving("editor", editors()),
        clerks=serving("clerk", answering()),
        moderators=serving("moderator", MODERATING),
    )


def organisations(*, areas: dict[str, int]) -> dict[str, int]:
    """Found the organisations; gives their numbers by slug. `areas`: numbers of areas by slug."""
    return {
        row["id"]: setup.found_organisation(
            id=number,
            slug=row["id"],
            kind=row["kind"],
            names=row["name"],
            area=areas.get(row["home"]),
        )
        for number, row in enumerate(world.places("organisations"), start=FIRST_ORGANISATION)
    }


def accounts(*, organisations: dict[str, int], areas: dict[str, int], at: datetime) -> dict[str, UUID]:
    """Open the personas' accounts and give them their roles; gives the accounts by persona."""
    opened = {}
    for person in world.personas():
        address = personas.address(person)
        if address is None:
            continue
        opened[person["id"]] = setup.open_account(
            name=personas.name(person),
            email=address,
            language=person["language"],
            organisation=organisations.get(person["organisation"] or ""),
            at=at,
        )
        for role in person["roles"]:
            grounds = GROUNDS.get((person["id"], role), (person["home"],))
            for slug in (person["organisation"] or "", *ELSEWHERE.get((person["id"], role), ())):
                office = organisations.get(slug)
                _appoint(opened[person["id"]], role, grounds, office=office, areas=areas, at=at)
    return opened | called(organisations=organisations, areas=areas, at=at)


def called(*, organisations: dict[str, int], areas: dict[str, int], at: datetime) -> dict[str, UUID]:
    """Accounts of those whom an alarm wakes."""
    opened = {}
    for slug, (role, office) in CALLED.items():
        person = next(row for row in world.read("personas")["cast"] if row["id"] == slug)
        opened[slug] = setup.open_account(
            name=person["name"],
            email=f"{slug.replace('_', '.')}@{personas.DOMAINS[person['home']]}",
            language=person["home"],
            organisation=organisations[office],
            at=at,
        )
        _appoint(opened[slug], role, (person["home"],), office=organisations[office], areas=areas, at=at)
    return opened


# Service accounts: what an organisation's programs do, they do in its name. Homes without an analyst among the
# personas have their incidents brought in by the police's own.
DESKS = {
    "lypivka_police": ("crime_analyst", "press_officer"),
    "tilleuls_police": ("crime_analyst", "press_officer"),
    "northfield_police": ("crime_analyst", "press_officer"),
}
PRESS = ("press_officer",)
# Who looks whether a promise is kept, where a resident did who belongs to no organisation.
LOOKERS = {"uk": "lypivka_ngo", "fr": "tilleuls_control", "en": "northfield_audit"}


def involved(promise: dict[str, Any]) -> set[str]:
    """The organisations that owe a promise of the town, or looked at it."""
    return {promise["owner"], *(speaker(step, promise) for step in promise["history"])}


def speaker(step: dict[str, Any], promise: dict[str, Any]) -> str:
    """In which organisation's name a step was taken: only others than the owner confirm and dispute."""
    if step["kind"] not in ("confirmed", "disputed"):
        return str(promise["owner"])
    known = {row["id"] for row in world.places("organisations")}
    if step["by"] in known:
        return str(step["by"])
    person = world.persona(step["by"])
    return str(person["organisation"]) if person and person["organisation"] else LOOKERS[promise["home"]]


def mail_rooms() -> dict[str, tuple[str, ...]]:
    """Every organisation sends its messages."""
    return {row["id"]: ("mail_room",) for row in world.places("organisations")}


def desks() -> dict[str, tuple[str, ...]]:
    """The organisations that publish news or made promises, with the roles of their desks."""
    publishing = {row["organisation"] for row in world.read("news")["news"]} | set(DESKS)
    publishing |= {one for row in world.read("promises")["promises"] for one in involved(row)}
    return {office: DESKS.get(office, PRESS) for office in publishing}


def editors() -> dict[str, tuple[str, ...]]:
    """The second pair of eyes of each of them."""
    return dict.fromkeys(desks(), PRESS)


# Who answers appeals in an organisation's name, by its kind; and who lets public versions out.
ANSWERING = {"police": "community_officer", "oversight": "custody_inspector"}
MODERATING = dict.fromkeys(("lypivka_council", "valombre_commune", "northfield_council"), ("moderator",))


def answering() -> dict[str, tuple[str, ...]]:
    """Each organisation of the town that answers appeals, with the role in which its desk does."""
    kinds = {row["id"]: row["kind"] for row in world.places("organisations")}
    rows = world.read("appeals")["appeals"]
    bodies = {row["organisation"] for row in rows} | {"tilleuls_transport"}
    return {body: (ANSWERING.get(kinds[body], "clerk"),) for body in bodies}


def services(
    name: str,
    roles: dict[str, tuple[str, ...]],
    *,
    organisations: dict[str, int],
    areas: dict[str, int],
    at: datetime,
) -> dict[str, UUID]:
    """One service account of that name for each of these organisations, with its roles in the whole home."""
    opened = {}
    for row in world.places("organisations"):
        if row["id"] not in roles or row["home"] not in areas:
            continue
        office = organisations[row["id"]]
        opened[row["id"]] = setup.open_account(
            name=row["name"][row["home"]],
            email=f"{name}.{row['id'].replace('_', '.')}@{personas.DOMAINS[row['home']]}",
            language=row["home"],
            organisation=office,
            kind="service",
            at=at,
        )
        for role in roles[row["id"]]:
            _appoint(opened[row["id"]], role, (row["home"],), office=office, areas=areas, at=at)
    return opened


def _appoint(
    account: UUID,
    role: str,
    grounds: tuple[str, ...],
    *,
    office: int | None,
    areas: dict[str, int],
    at: datetime,
) -> None:
    """Give a role unless the account holds it there already."""
    if role in NOT_GRANTED:
        return
    held = {
        (one.role, one.ground.id if one.ground else None, one.organisation)
        for one in queries.holdings(account, at=at)
    }
    for ground in grounds:
        area = None if role in WITHOUT_GROUND else areas[ground]
        if (role, area, office) not in held:
            setup.appoint(account=account, role=role, area=area, organisation=office, at=at, reason=REASON)
