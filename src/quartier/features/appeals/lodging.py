"""Lodging an appeal, by the person or by a clerk who writes down what was said. One transaction, and it stands."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, connections, transaction

from quartier.core.accounts import accepting
from quartier.core.kit.errors import Conflict, Invalid, NotAllowed
from quartier.core.ledger import actions as ledger
from quartier.core.registry import actions as registry
from quartier.core.registry import doors, lock
from quartier.core.registry.actions import SubjectRef
from quartier.core.registry.visits import Visit
from quartier.core.territory import locate
from quartier.core.territory import queries as territory

from . import desks, following, offering, telling
from .models import Appeal, Exclusion
from .rules import checks, conflicts, history, route, standing
from .rules.conflicts import Concerned

KIND = "appeals.appeal"
ENTER = "appeals.enter"


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Who writes, as given. `way`: the channel called safe: email, sms, letter, phone; empty: any.

    `recipient`: what the mail room gave for an address that was proven by a code.
    """

    name: str = ""
    residence: str = ""
    email: str = ""
    phone: str = ""
    way: str = ""
    recipient: UUID | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PendingFile:
    """A file that was received for this form. `description`: what it shows, in the language of the appeal.

    `kind`: photo, scan or document; empty: a photo where it is a picture.
    """

    key: str
    description: str = ""
    kind: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lodging:
    """An appeal as it is handed in. `place`: the home; `spot`: where, in words; `external`: how another system calls it.

    `identity`: none, contact or account. `publish`: whether a public version is asked for, with these words. `occurred_at`:
    when it was written or said, if not now; `arrived_at`: when it reached the body. `due_at`: a due date that another
    system had promised, for imports.
    """

    place: int
    category: str
    title: str
    text: str
    language: str
    spot: str = ""
    lon: float | None = None
    lat: float | None = None
    about_officer: bool = False
    concerned: Sequence[Concerned] = ()
    person: Person = field(default_factory=Person)
    identity: str = "none"
    publish: bool = False
    public_title: str = ""
    public_text: str = ""
    files: Sequence[PendingFile] = ()
    channel: str = "web"
    occurred_at: datetime | None = None
    arrived_at: datetime | None = None
    external: str = ""
    organisation: int | None = None
    facts: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Lodged:
    """What the person gets. `code`: opens this record without an account; `submission`: the public version offered."""

    id: UUID
    tag: str
    number: str
    organisation: int
    due_at: datetime | None
    forward_due_at: datetime | None
    code: str | None = None
    submission: UUID | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Taken:
    """What was found out about a lodging before anything is written."""

    lodging: Lodging
    way: route.Way
    area: int
    scope: int
    pack_version: str
    lodged_at: datetime
    arrived_at: datetime
    due_at: datetime | None
    forward_due_at: datetime | None
    year: int
    entered_by: UUID | None


def lodge(*, lodging: Lodging, by: Visit, at: datetime) -> Lodged:
    """Take an appeal from whoever is here, with an account or without. Raises Invalid with all that is wrong."""
    if lodging.channel in checks.ENTERED:
        raise NotAllowed("not_permitted", permit=ENTER)
    return _take(lodging, oneself=True, by=by, at=at)


def enter(*, lodging: Lodging, by: Visit, at: datetime) -> Lodged:
    """Write down, as a clerk, what somebody said, sent or had in another system. The person gets a code as well."""
    if by.account is None or not by.may(ENTER):
        raise NotAllowed("not_permitted", permit=ENTER)
    return _take(lodging, oneself=False, by=by, at=at)


def _take(lodging: Lodging, *, oneself: bool, by: Visit, at: datetime) -> Lodged:
    setup = desks.set_up(lodging.place)
    if found := _problems(lodging, setup=setup, oneself=oneself, by=by, at=at):
        raise Invalid(found)
    with transaction.atomic(using=lock.APPLICATION):
        taken = _found_out(lodging, setup, oneself=oneself, by=by, at=at)
        ref = registry.open_record(kind=KIND, scope=taken.scope, by=by, at=at)
        row = _row(taken, ref, at=at)
        signed_in = oneself and lodging.identity == "account"
        _call("select appeals.lodged_by(%s, %s)", row.id, signed_in)
        files = offering.attach(row, lodging.files, by=by, at=at)
        following.begin(row, lodging, oneself=oneself, by=by, at=at)
        code = None if signed_in else doors.give_door(subject=row.id, by=by, at=at)
        row.number = next_number(lodging.place, taken.year)  # from here on whoever lodges next waits for us
        _keep(row)
        concern(row, lodging.concerned, at=at)
        register(row, at=at)
        enter_ledger(row, files=len(files), by=by, at=at)
        telling.lodged(row, by=by, at=at)
        submission = offering.offer(row, lodging, by=by, at=at) if lodging.publish else None
    return Lodged(
        id=row.id,
        tag=row.tag,
        number=row.number,
        organisation=row.organisation_id,
        due_at=row.due_at,
        forward_due_at=row.forward_due_at,
        code=code,
        submission=submission,
    )


def _keep(row: Appeal) -> None:
    """Write it down, unless the same was sent before. Raises Conflict then: nothing of the first is changed."""
    try:
        with transaction.atomic(using=lock.APPLICATION):
            Appeal.objects.bulk_create([row])
    except IntegrityError as error:
        if "appeals_appeal_once" in str(error):
            raise Conflict("appeals.sent_before") from None
        raise


def _problems(
    lodging: Lodging, *, setup: desks.DeskView, oneself: bool, by: Visit, at: datetime
) -> list[Any]:
    draft = checks.Draft(
        **{
            name: getattr(lodging, name)
            for name in ("category", "title", "text", "language", "spot", "lon", "lat", "identity", "channel")
        },
        **{name: getattr(lodging, name) for name in ("public_title", "public_text", "publish")},
        **{name: getattr(lodging, name) for name in ("occurred_at", "arrived_at")},
        name=lodging.person.name,
        residence=lodging.person.residence,
        files=len(lodging.files),
    )
    if lodging.identity == "account" and oneself and by.account is None:
        raise NotAllowed("messages.sign_in_first")
    return checks.problems(draft, needs=setup.needs, at=at)


def _found_out(lodging: Lodging, setup: desks.DeskView, *, oneself: bool, by: Visit, at: datetime) -> _Taken:
    chosen = route.way(
        setup.rules,
        category=lodging.category,
        about_officer=lodging.about_officer,
        barred=conflicts.barred_bodies(lodging.concerned),
        wanted=lodging.organisation,
    )
    place = territory.area(id=lodging.place, with_geometry=False)
    area = place.id
    if lodging.lon is not None and lodging.lat is not None:
        area = locate.area_of(lodging.lon, lodging.lat, home=place.id) or place.id
    arrived = lodging.arrived_at or at
    lodged = lodging.occurred_at or arrived
    pack = accepting.pack_for(organisation=chosen.organisation, name=chosen.pack)
    facts = {**chosen.facts, **lodging.facts}
    told = history.read(
        lodged_at=lodged,
        arrived_at=arrived,
        is_part=False,
        facts=facts,
        steps=[history.Step(step="registered", occurred_at=at)],
    )
    due_at, forward_due_at = standing.due(standing.evaluated(pack, told, at=at))
    return _Taken(
        lodging=lodging,
        way=replace(chosen, facts=facts),
        area=area,
        scope=desks.room(place=place.id, area=area, way=chosen),
        pack_version=pack.version,
        lodged_at=lodged,
        arrived_at=arrived,
        due_at=due_at,
        forward_due_at=forward_due_at,
        year=at.astimezone(place.zone).year,
        entered_by=None if oneself else by.account,
    )


def _row(taken: _Taken, ref: SubjectRef, *, at: datetime) -> Appeal:
    lodging, person = taken.lodging, taken.lodging.person
    return Appeal(
        id=ref.id,
        tag=ref.tag,
        scope_id=ref.scope,
        number="",
        place_id=lodging.place,
        area_id=taken.area,
        organisation_id=taken.way.organisation,
        **{
            name: getattr(lodging, name)
            for name in ("category", "channel", "language", "lon", "lat", "identity")
        },
        **{name: getattr(lodging, name).strip() for name in ("title", "text", "spot", "external")},
        about_officer=taken.way.compartment == route.COMPLAINT,
        person={
            name: value
            for name in ("name", "residence", "email", "phone", "way")
            if (value := getattr(person, name).strip())
        },
        recipient=person.recipient,
        lodged_at=taken.lodged_at,
        arrived_at=taken.arrived_at,
        written_at=at,
        entered_by=taken.entered_by,
        pack=taken.way.pack,
        pack_version=taken.pack_version,
        facts=taken.way.facts,
        due_at=taken.due_at,
        forward_due_at=taken.forward_due_at,
        state="new",
    )


def next_number(place: int, year: int) -> str:
    """Taken late in the transaction: whoever lodges next at this place waits for it."""
    return str(_call("select appeals.next_number(%s, %s)", place, year))


def register(row: Appeal, *, at: datetime) -> None:
    """Its first step, and the words by which those who handle it find it."""
    _call("select appeals.index_words(%s, %s, %s)", row.id, f"{row.number} {row.title}", searchable(row))
    _call(
        "select appeals.add_step(%s, 1, 'registered', %s, %s, '{}', '{}', 'new', %s, %s, %s)",
        *(row.id, at, row.organisation_id, row.due_at, row.forward_due_at, at),
    )


def concern(row: Appeal, concerned: Sequence[Concerned], *, at: datetime) -> None:
    Exclusion.objects.bulk_create(
        Exclusion(
            appeal_id=row.id,
            scope_id=row.scope_id,
            account=one.account,
            organisation=one.organisation,
            name=one.name,
            at=at,
        )
        for one in concerned
    )


def searchable(row: Appeal) -> str:
    """By what those who handle an appeal find it: never by the person's contact."""
    return " ".join([row.number, row.title, row.text, row.spot, row.person.get("name", "")])


def enter_ledger(row: Appeal, *, files: int, by: Visit, at: datetime) -> None:
    fields = {
        "number": row.number,
        "organisation": row.organisation_id,
        "category": row.category,
        "channel": row.channel,
        "text": digest(row.text),
        "files": files,
        "arrived_at": row.arrived_at.isoformat(),
        "due_at": row.due_at.isoformat() if row.due_at else None,
        "pack": f"{row.pack} {row.pack_version}",
    }
    ledger.append(kind="appeals.lodged", record=row.tag, fields=fields, by=by, occurred_at=row.lodged_at)


def digest(text: str) -> str:
    """By what the ledger holds words that it must not tell: their SHA-256."""
    return hashlib.sha256(text.encode()).hexdigest()


def _call(sql: str, *values: Any) -> Any:
    with connections[lock.APPLICATION].cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.fetchone()[0]
