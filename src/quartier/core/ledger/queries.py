"""Reads of the log: what is public about it. Everything here may be shown to anyone."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import connection
from django.db.models import Exists, Max, Min, OuterRef

from . import models

LATE = timedelta(
    minutes=5
)  # a published head whose newest cosignature is older says that the quorum is missing

# Each name is found by the index from the one before it, and so is its newest line: the table is never read whole.
NEWEST_OF_EACH = """
with recursive known as (
  select min(witness) as witness from ledger_cosignature
  union all
  select (select min(c.witness) from ledger_cosignature c where c.witness > known.witness)
    from known where known.witness is not null)
select known.witness, newest.head_id, newest.stamped_at
  from known cross join lateral (
    select c.head_id, c.stamped_at from ledger_cosignature c
     where c.witness = known.witness order by c.head_id desc, c.stamped_at desc limit 1) newest
 order by known.witness"""
# From the last publication before `since`, so that a silence which began earlier is seen.
SILENCES = """
with moments as (
  select at from ledger_publication
   where at >= coalesce((select max(p.at) from ledger_publication p where p.at <= %(since)s), %(since)s)),
spans as (
  select at as before, lead(at) over (order by at) as until from moments)
select before, until from spans
 where coalesce(until, %(at)s) - before > %(late)s order by before desc limit %(limit)s"""


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadView:
    """A signed head. `published_at` is None while it is internal; `witnesses` are the names that cosigned it."""

    size: int
    root: bytes
    signed_at: datetime
    published_at: datetime | None
    witnesses: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class WitnessView:
    """A witness that ever cosigned: its largest head, and the time that it put on its newest cosignature."""

    name: str
    size: int
    stamped_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """A time without a newly published head; `until` is None while it lasts."""

    since: datetime
    until: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """What `checkpoint` serves: the newest head that met the policy, as its bytes."""

    size: int
    root: bytes
    note: bytes
    witnessed: bool
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Freshness:
    """How much the published head is worth now.

    `age` is the time since the newest cosignature of the published head, or since its publication where there are no
    witnesses; None before the first publication. `late`: older than LATE, which is an alarm. `alarm` is the code of
    what a witness holds against the log, or None.
    """

    published: Published | None
    cosigned_at: datetime | None
    age: timedelta | None
    late: bool
    alarm: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Existence:
    """An entry as its holder may know it; `index` is None until it has a place in the log."""

    index: int | None
    leaf: bytes
    entry: bytes


def newest() -> Published | None:
    """The head that is published now."""
    row = models.Publication.objects.select_related("head").order_by("-head", "-at").first()
    return None if row is None else _published(row)


def first_published(index: int) -> Published | None:
    """The first published head that holds the entry at this place, a witnessed one if there is any; None: not yet."""
    rows = models.Publication.objects.select_related("head").filter(head__gt=index).order_by("head", "at")
    row = rows.filter(witnessed=True).first() or rows.first()
    return None if row is None else _published(row)


def began() -> datetime | None:
    """When the first head was published."""
    moment: datetime | None = models.Publication.objects.aggregate(first=Min("at"))["first"]
    return moment


def heads(limit: int = 20) -> list[HeadView]:
    """The newest heads, newest first."""
    rows = list(models.Head.objects.order_by("-batch")[:limit])
    sizes = [row.batch_id for row in rows]
    first = _first_published(sizes)
    names = _cosigners(sizes)
    return [
        HeadView(
            size=row.batch_id,
            root=bytes(row.root),
            signed_at=row.signed_at,
            published_at=first.get(row.batch_id),
            witnesses=names.get(row.batch_id, ()),
        )
        for row in rows
    ]


def witnesses() -> list[WitnessView]:
    """Each witness that ever cosigned, with the newest that it signed."""
    with connection.cursor() as cursor:
        cursor.execute(NEWEST_OF_EACH)
        return [WitnessView(name=name, size=size, stamped_at=at) for name, size, at in cursor.fetchall()]


def gaps(*, since: datetime, at: datetime, limit: int = 20) -> list[Gap]:
    """Times longer than LATE without a newly published head, newest first; the last one may still be going on."""
    with connection.cursor() as cursor:
        cursor.execute(SILENCES, {"since": since, "at": at, "late": LATE, "limit": limit})
        return [Gap(since=before, until=until) for before, until in cursor.fetchall()]


def freshness(at: datetime) -> Freshness:
    """What can be said of the log at `at`."""
    published = newest()
    alarm = _standing_alarm()
    if published is None:
        return Freshness(published=None, cosigned_at=None, age=None, late=False, alarm=alarm)
    cosigned = models.Cosignature.objects.filter(head=published.size).aggregate(at=Max("stamped_at"))["at"]
    age = at - (cosigned if published.witnessed and cosigned else published.at)
    return Freshness(published=published, cosigned_at=cosigned, age=age, late=age > LATE, alarm=alarm)


def existence(tag: str) -> list[Existence]:
    """The entries of a record, oldest first, for whoever holds its tag; empty for an unknown one."""
    with connection.cursor() as cursor:
        cursor.execute("select * from ledger.existence(%s)", [tag])
        return [
            Existence(index=index, leaf=bytes(leaf), entry=bytes(entry))
            for index, leaf, entry in cursor.fetchall()
        ]


def _standing_alarm() -> str | None:
    """An alarm stands until the witness that gave rise to it countersigns again: then it holds our history."""
    later = models.Cosignature.objects.filter(witness=OuterRef("witness"), stamped_at__gt=OuterRef("at"))
    rows = models.Alarm.objects.filter(~Exists(later)).order_by("-at")
    return rows.values_list("code", flat=True).first()


def _published(row: models.Publication) -> Published:
    return Published(
        size=row.head_id,
        root=bytes(row.head.root),
        note=bytes(row.note),
        witnessed=row.witnessed,
        at=row.at,
    )


def _first_published(sizes: list[int]) -> dict[int, datetime]:
    rows = models.Publication.objects.filter(head__in=sizes).values("head").annotate(first=Min("at"))
    return {row["head"]: row["first"] for row in rows}


def _cosigners(sizes: list[int]) -> dict[int, tuple[str, ...]]:
    found: dict[int, set[str]] = {}
    for head, witness in models.Cosignature.objects.filter(head__in=sizes).values_list("head", "witness"):
        found.setdefault(head, set()).add(witness)
    return {head: tuple(sorted(names)) for head, names in found.items()}
