"""Roles and grants, from the shell: what there is, who holds what, giving and ending in somebody's name."""

from datetime import UTC, datetime, time
from typing import TYPE_CHECKING, Annotated, Any
from uuid import UUID

import typer

from . import output, surroundings
from .options import Json, group, with_example
from .words import gettext as _

if TYPE_CHECKING:
    from quartier.core.accounts.queries import Given
    from quartier.core.accounts.role import Role as RoleFacts
    from quartier.core.registry.visits import Visit

app = group(_("Roles, and who holds which."), "quartier accounts grants --as helen@northfield.example")
As = Annotated[str, typer.Option("--as", help=_("E-mail address of the person in whose name this is done."))]
Why = Annotated[str, typer.Option("--reason", help=_("Why; it stands in the list and in the ledger."))]
To = Annotated[str, typer.Option("--to", help=_("E-mail address or telephone number of the receiver."))]
Role = Annotated[
    str, typer.Option("--role", help=_("Code of the role; “quartier accounts roles” lists them."))
]
Area = Annotated[
    str, typer.Option("--area", help=_("Slug of the area; empty for a role that opens no records."))
]
Body = Annotated[
    str, typer.Option("--organisation", help=_("Slug of the organisation; empty for all of them."))
]
Until = Annotated[datetime | None, typer.Option("--until", formats=["%Y-%m-%d"], help=_("Last day."))]


@app.command(help=with_example(_("List the register of roles."), "quartier accounts roles --json"))
def roles(json: Json = False) -> None:
    surroundings.django_ready(start=False)
    from quartier.core.accounts.roles import ROLES

    if json:
        output.answer([_told(role) for role in ROLES.values()])
        return
    for role in ROLES.values():
        output.line(f"{role.code}: {role.description.en}")


def _told(role: Any) -> dict[str, Any]:
    return {
        "role": role.code,
        "name": {language: role.name.say(language) for language in ("uk", "fr", "en")},
        "permits": sorted(role.permits),
        "compartments": sorted(role.compartments),
        "secrecy": role.secrecy,
        "second_factor": role.second_factor,
        "gives": sorted(role.gives),
    }


@app.command(
    help=with_example(
        _("List the roles given within what a person holds."),
        "quartier accounts grants --as helen@northfield.example --json",
    )
)
def grants(person: As, json: Json = False) -> None:
    surroundings.django_ready()
    from quartier.core.accounts import queries
    from quartier.core.registry import lock

    with lock.as_account(account_named(person)) as visit:
        found = queries.grants_within(queries.holdings(visit.account, at=visit.now), at=visit.now)
        rows = [_row(one, visit.now) for one in found]
    if json:
        output.answer(rows)
        return
    for row in rows:
        output.line("{grant}  {role}  {person}  {state}".format(**row))


def _row(one: "Given", at: datetime) -> dict[str, Any]:
    return {
        "grant": one.id,
        "person": one.name,
        "role": one.role,
        "area": one.area,
        "organisation": one.organisation,
        "compartments": list(one.compartments),
        "secrecy": one.secrecy,
        "starts_at": one.starts_at,
        "until": one.until,
        "given_by": one.given_by,
        "reason": one.reason,
        "state": one.state(at),
    }


@app.command(
    help=with_example(
        _("Give a role in a person’s name. The same limits hold as on the page."),
        "quartier accounts give --as chief@x.example --to new@x.example --role beat_officer "
        "--area station --organisation police --reason “holiday cover”",
    )
)
def give(
    person: As, to: To, role: Role, reason: Why, area: Area = "", organisation: Body = "", until: Until = None
) -> None:
    surroundings.django_ready()
    from quartier.core.accounts import actions
    from quartier.core.accounts.roles import ROLES
    from quartier.core.registry import lock

    with lock.as_account(account_named(person)) as visit:
        most = ROLES.get(role)
        which = actions.give(
            account=account_named(to),
            role=role,
            area=_area(area),
            organisation=organisation_named(organisation),
            compartments=_opened(most, visit) if most and area else frozenset(),
            secrecy=most.secrecy if most and area else 0,
            until=_end_of(until),
            reason=reason,
            by=visit,
            at=visit.now,
        )
    output.line(str(which))


def _opened(role: "RoleFacts", visit: "Visit") -> frozenset[str]:
    """What the role opens at most, as far as the giver holds it; whoever opens no record gives all of it."""
    from quartier.core.accounts import queries
    from quartier.core.accounts.roles import ROLES

    held = [
        one for one in queries.holdings(visit.account, at=visit.now) if role.code in ROLES[one.role].gives
    ]
    if not held or any(not ROLES[one.role].compartments for one in held):
        return role.compartments
    return role.compartments & frozenset().union(*(one.compartments for one in held))


@app.command(
    help=with_example(
        _("End a role, with a reason."),
        "quartier accounts end 0198… --as chief@x.example --reason “moved to another beat”",
    )
)
def end(grant: UUID, person: As, reason: Why) -> None:
    surroundings.django_ready()
    from quartier.core.accounts import actions
    from quartier.core.registry import lock

    with lock.as_account(account_named(person)) as visit:
        actions.end(grant=grant, reason=reason, by=visit, at=visit.now)


@app.command(
    help=with_example(
        _("Open an account and give it a role, as whoever holds the machine: for the first administrator."),
        "quartier accounts appoint --to admin@x.example --role administrator --reason “first administrator”",
    )
)
def appoint(
    to: To, role: Role, reason: Why, area: Area = "", organisation: Body = "", until: Until = None
) -> None:
    surroundings.django_ready()
    from quartier.core.accounts import setup
    from quartier.core.registry import lock, queries

    with lock.visit(None):
        at, ground, body = queries.server_time(), _area(area), organisation_named(organisation)
    account = setup.open_account(name=to, language="uk", at=at, email=to, organisation=body)
    setup.appoint(
        account=account, role=role, at=at, reason=reason, area=ground, organisation=body, until=_end_of(until)
    )
    lock.close_visits(account)
    output.line(str(account))


def account_named(address: str) -> UUID:
    from quartier.core.accounts import queries
    from quartier.core.kit.errors import NotFound

    found = queries.account_by_address(address)
    if found is None:
        raise NotFound("accounts.no_account")
    return found.id


def _area(slug: str) -> int | None:
    from quartier.core.territory import queries

    return queries.area(slug=slug, with_geometry=False).id if slug else None


def organisation_named(slug: str) -> int | None:
    from quartier.core.accounts import queries
    from quartier.core.kit.errors import NotFound

    if not slug:
        return None
    found = next((one.id for one in queries.organisations() if one.slug == slug), None)
    if found is None:
        raise NotFound("accounts.no_organisation")
    return found


def _end_of(day: datetime | None) -> datetime | None:
    return datetime.combine(day.date(), time(23, 59, 59), tzinfo=UTC) if day else None
