"""Reads of incidents, all behind the lock. Plain values come out; tables stay inside."""

import heapq
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from quartier.core.incidents.models import (
    DataSet,
    DataSetEdit,
    ImportRun,
    ImportStep,
    Occurrence,
    StagedBatch,
)
from quartier.core.incidents.rules.flags import Flag, names_of
from quartier.core.incidents.rules.vocabulary import vocabulary
from quartier.core.incidents.values import DataSetView as DataSetView
from quartier.core.incidents.values import Happened as Happened
from quartier.core.incidents.values import Page as Page
from quartier.core.incidents.values import RunView as RunView
from quartier.core.incidents.values import Spot as Spot
from quartier.core.kit.errors import NotFound
from quartier.core.registry.visits import Visit
from quartier.core.territory import queries as territory

Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """Which occurrences. `kinds` include the narrower ones; the period is [since, until); `origin` resident or officers."""

    data_set: UUID | None = None
    kinds: tuple[str, ...] = ()
    area: int | None = None
    since: datetime | None = None
    until: datetime | None = None
    origin: str = ""
    box: Box | None = None
    repeats: bool = True

    def q(self) -> Q:
        """As a condition on occurrences."""
        found = Q()
        if self.data_set:
            found &= Q(data_set_id=self.data_set)
        if self.kinds:
            words = vocabulary()
            found &= Q(kind__in=sorted(set().union(*(words.below(code) for code in self.kinds))))
        if self.area is not None:
            found &= Q(area_id__in=territory.below(self.area))
        if self.since:
            found &= Q(ends_at__gt=self.since)
        if self.until:
            found &= Q(starts_at__lt=self.until)
        if self.origin:
            found &= Q(origin=self.origin)
        if self.box:
            west, south, east, north = self.box
            found &= Q(lat__gte=south, lat__lte=north, lon__gte=west, lon__lte=east)
        return found if self.repeats else found & Q(duplicate_of__isnull=True)


def data_set_of(by: Visit, *, mapping: str, area: int, organisation: int, title: str = "") -> UUID | None:
    """The data set that further files of a mapping belong to."""
    rows = DataSet.objects.filter(mapping=mapping, area_id=area, organisation_id=organisation)
    if title:
        rows = rows.filter(title=title)
    return rows.order_by("created_at").values_list("id", flat=True).first()


def data_sets(by: Visit) -> list[DataSetView]:
    """Every data set in reach, by title."""
    rows = list(DataSet.objects.order_by("title", "id")[:500])
    totals = _totals([row.id for row in rows])
    return [_set(row, totals.get(row.id, {})) for row in rows]


def data_set(by: Visit, id: UUID) -> DataSetView:
    """One data set. Raises NotFound alike for hidden and absent."""
    row = DataSet.objects.filter(pk=id).first()
    if row is None:
        raise NotFound("no_such_record")
    return _set(row, _totals([row.id]).get(row.id, {}))


def salt_of(by: Visit, id: UUID) -> bytes:
    found = DataSet.objects.filter(pk=id).values_list("salt", flat=True).first()
    return bytes(found) if found else b""


def _totals(ids: Sequence[UUID]) -> dict[UUID, dict[str, Any]]:
    """Sums over the committed imports of each data set."""
    totals: dict[UUID, dict[str, Any]] = {}
    steps = ImportStep.objects.filter(data_set_id__in=ids, state="committed").order_by("at")
    for data_set, at, details in steps.values_list("data_set_id", "at", "details"):
        sums = totals.setdefault(data_set, {"imports": 0, "flags": {}, "precisions": {}, "origins": {}})
        sums["imports"] += 1
        sums["last_import"] = at
        for ours, theirs in (("rows", "accepted"), ("refused", "refused"), ("repeats", "repeats")):
            sums[ours] = sums.get(ours, 0) + details[theirs]
        for group in ("flags", "precisions", "origins"):
            for name, number in details[group].items():
                sums[group][name] = sums[group].get(name, 0) + number
        if "first" in details:
            sums["first"] = min(sums.get("first", details["first"]), details["first"])
            sums["last"] = max(sums.get("last", details["last"]), details["last"])
    return totals


def _set(row: DataSet, totals: dict[str, Any]) -> DataSetView:
    return DataSetView(
        id=row.id,
        scope=row.scope_id,
        title=row.title,
        description=row.description,
        mapping=row.mapping,
        licence=row.licence,
        source=row.source,
        area=row.area_id,
        organisation=row.organisation_id,
        version=row.version,
        created_at=row.created_at,
        created_by=row.created_by,
        **({"flags": {}, "precisions": {}, "origins": {}} | totals),
    )


def edits(by: Visit, data_set: UUID) -> list[dict[str, Any]]:
    """Changes of the details, newest first."""
    rows = DataSetEdit.objects.filter(data_set_id=data_set).order_by("-version")
    return list(rows.values("version", "changes", "at", "by")[:200])


def runs(by: Visit, data_set: UUID, *, at_most: int = 50) -> list[RunView]:
    """Imports of a data set, newest first."""
    rows = list(ImportRun.objects.filter(data_set_id=data_set).order_by("-started_at")[:at_most])
    return _runs(rows)


def run(by: Visit, id: UUID) -> RunView:
    """One import. Raises NotFound."""
    rows = _runs(list(ImportRun.objects.filter(pk=id)))
    if not rows:
        raise NotFound("no_such_record")
    return rows[0]


def waiting_runs(by: Visit, *, at_most: int = 20) -> list[RunView]:
    """Imports in reach that nobody has taken in or abandoned yet, newest first."""
    ended = ImportStep.objects.filter(state__in=["committed", "abandoned"]).values("run_id")
    return _runs(list(ImportRun.objects.exclude(id__in=ended).order_by("-started_at")[:at_most]))


def _runs(rows: Sequence[ImportRun]) -> list[RunView]:
    newest: dict[UUID, ImportStep] = {}
    for step in ImportStep.objects.filter(run_id__in=[row.id for row in rows]).order_by("at", "id"):
        newest[step.run_id] = step
    return [_run(row, newest.get(row.id)) for row in rows]


def _run(row: ImportRun, step: ImportStep | None) -> RunView:
    return RunView(
        id=row.id,
        data_set=row.data_set_id,
        mapping=row.mapping,
        mapping_version=row.mapping_version,
        vocabulary=row.vocabulary,
        files=row.files,
        started_at=row.started_at,
        started_by=row.started_by,
        state=step.state if step else "staging",
        details=step.details if step else {},
        at=step.at if step else row.started_at,
        by=step.by if step else row.started_by,
    )


def staged(by: Visit, run: UUID) -> dict[str, int]:
    """How far the staging of a run is: good rows, repeats among them, batches."""
    good = repeats = batches = 0
    for rows, again in StagedBatch.objects.filter(run_id=run).values_list("rows", "repeats"):
        good, repeats, batches = good + rows, repeats + again, batches + 1
    return {"rows": good, "repeats": repeats, "batches": batches}


def refused(by: Visit, run: UUID) -> list[list[Any]]:
    """The report of bad rows: [file number, line, column, value, reason], in the order of the files."""
    rows = StagedBatch.objects.filter(run_id=run).order_by("number").values_list("refused", flat=True)
    return [bad for report in rows for bad in report]


def known_keys(by: Visit, keys: Sequence[str]) -> set[str]:
    """Those of the keys (hex) under which an occurrence is here already."""
    found = Occurrence.objects.filter(pk__in=[UUID(key) for key in keys]).values_list("pk", flat=True)
    return {key.hex for key in found}


def occurrences(
    by: Visit, chosen: Filter, *, after: tuple[datetime, UUID] | None = None, limit: int = 50
) -> Page:
    """Newest first, page by page; `after` is the key that the page before gave."""
    sets = [chosen.data_set] if chosen.data_set else list(DataSet.objects.values_list("id", flat=True))
    found = heapq.merge(
        *(_newest(each, chosen, after, limit + 1) for each in sets),
        key=lambda row: (row.starts_at, row.id),
        reverse=True,
    )
    rows = [_happened(row) for row in islice(found, limit + 1)]
    more = len(rows) > limit
    rows = rows[:limit]
    return Page(rows=rows, following=(rows[-1].starts_at, rows[-1].id) if more else None)


def _newest(
    data_set: UUID, chosen: Filter, after: tuple[datetime, UUID] | None, limit: int
) -> Iterator[Occurrence]:
    """The newest of one data set, in the order of its index."""
    rows = Occurrence.objects.filter(chosen.q(), data_set_id=data_set).order_by("-starts_at", "-id")
    if after is not None:
        rows = rows.filter(starts_at__lte=after[0]).exclude(starts_at=after[0], id__gte=after[1])
    yield from rows[:limit]


def occurrence(by: Visit, id: UUID) -> Happened:
    """One occurrence. Raises NotFound alike for hidden and absent."""
    row = Occurrence.objects.filter(pk=id).first()
    if row is None:
        raise NotFound("no_such_record")
    return _happened(row)


def repeats_of(by: Visit, id: UUID) -> list[Happened]:
    """Rows that were flagged as repeats of this one."""
    row = Occurrence.objects.filter(pk=id).values_list("data_set_id", "likeness").first()
    if row is None:
        return []
    rows = Occurrence.objects.filter(data_set_id=row[0], duplicate_of=id)
    if row[1] is not None:
        rows = rows.filter(likeness=row[1])
    return [_happened(each) for each in rows.order_by("-starts_at")[:20]]


def count(by: Visit, chosen: Filter, *, at_most: int | None = None) -> int:
    """How many; with `at_most` no further than that, which is what a page needs to say "more than"."""
    rows: QuerySet[Occurrence] = Occurrence.objects.filter(chosen.q())
    return rows.order_by()[:at_most].count() if at_most else rows.count()


def kinds_in(by: Visit, chosen: Filter) -> dict[str, int]:
    """Number of incidents of each kind within a filter."""
    from django.db.models import Count

    rows = Occurrence.objects.filter(chosen.q()).order_by().values_list("kind").annotate(n=Count("*"))
    return dict(rows)


def spots(by: Visit, chosen: Filter, *, limit: int = 2_000) -> tuple[list[Spot], int]:
    """Points of a map with what happened there, the fullest first, and how many points there are in all."""
    from django.contrib.postgres.aggregates import ArrayAgg
    from django.db.models import Count, Max

    rows = (
        Occurrence.objects.filter(chosen.q(), lon__isnull=False)
        .order_by()
        .values("lon", "lat")
        .annotate(n=Count("*"), latest=Max("starts_at"), kinds=ArrayAgg("kind"), ids=ArrayAgg("id"))
        .order_by("-n", "lat", "lon")
    )
    found = list(rows[: limit + 1])
    total = len(found) if len(found) <= limit else rows.count()
    return [_spot(row) for row in found[:limit]], total


def _spot(row: dict[str, Any]) -> Spot:
    kinds: dict[str, int] = {}
    for code in row["kinds"]:
        kinds[code] = kinds.get(code, 0) + 1
    only = row["ids"][0] if row["n"] == 1 else None
    return Spot(lon=row["lon"], lat=row["lat"], count=row["n"], kinds=kinds, latest=row["latest"], only=only)


def for_publication(
    by: Visit,
    *,
    data_set: UUID,
    since: datetime | None = None,
    until: datetime | None = None,
    kinds: Iterable[str] = (),
    origin: str = "",
) -> Iterator[Happened]:
    """What publication may coarsen: one data set, without repeats, rows without a place included.

    Sensitive kinds come out too: whoever publishes must leave them out, and say how many kinds were left out.
    """
    chosen = Filter(
        data_set=data_set, since=since, until=until, kinds=tuple(kinds), origin=origin, repeats=False
    )
    for row in Occurrence.objects.filter(chosen.q()).order_by("starts_at", "id").iterator(5_000):
        yield _happened(row)


def _happened(row: Occurrence) -> Happened:
    return Happened(
        id=row.id,
        data_set=row.data_set_id,
        run=row.run_id,
        kind=row.kind,
        source_kind=row.source_kind,
        origin=row.origin,
        lon=row.lon,
        lat=row.lat,
        uncertainty_m=row.uncertainty_m,
        starts_at=row.starts_at,
        ends_at=row.ends_at,
        precision=row.precision,
        reported_at=row.reported_at,
        registered_at=row.registered_at,
        source_id=row.source_id,
        duplicate_of=row.duplicate_of,
        flags=tuple(names_of(row.flags)),
        area=row.area_id,
        address=row.address,
    )


def is_doubted(happened: Happened) -> bool:
    """Whether its time must not be used for hours of the day."""
    return Flag.DOUBTED_TIME.name.lower() in happened.flags or happened.precision in (
        "day",
        "month",
        "unknown",
    )  # type: ignore[union-attr]
