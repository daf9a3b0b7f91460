"""Writes of incidents: data sets, their details, and the steps of an import. Each is one transaction of the caller."""

import hashlib
import json
import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from quartier.core.incidents import staging
from quartier.core.incidents.entries import IMPORTED
from quartier.core.incidents.models import DataSet, DataSetEdit, ImportRun, ImportStep, StagedBatch
from quartier.core.incidents.rules.checking import Checked
from quartier.core.incidents.rules.files import CHUNK, FileFacts
from quartier.core.incidents.rules.mapping import FileMapping
from quartier.core.incidents.rules.vocabulary import CURRENT
from quartier.core.kit.errors import Conflict, Invalid, NotAllowed, NotFound, Problem
from quartier.core.ledger import actions as ledger
from quartier.core.registry import actions as registry
from quartier.core.registry import queries as spine
from quartier.core.registry.visits import Visit

KIND = "incidents.data_set"
READ, IMPORT = "incidents.read", "incidents.import"
EDITABLE = {"title": 200, "description": 4000, "licence": 200, "source": 300}  # characters
ENDS = ("committed", "abandoned")


@dataclass(frozen=True, slots=True, kw_only=True)
class RunRef:
    """An import under way. `staged`: numbers of the batches that are there already, when it goes on after a stop."""

    id: UUID
    data_set: UUID
    scope: int
    salt: bytes
    staged: frozenset[int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What a commit did. `known`: rows that an earlier import had brought; `repeats`: flagged among the accepted."""

    rows: int
    accepted: int
    refused: int
    repeats: int
    known: int

    @property
    def duplicates(self) -> int:
        return self.repeats + self.known


def _need(by: Visit, permit: str) -> None:
    if not by.may(permit):
        raise NotAllowed("not_permitted", permit=permit)


def queue(*, name: str) -> None:
    """Wait until no other transaction works under this name; held until this one ends."""
    staging.queue(name)


def create_data_set(
    *,
    title: str,
    mapping: str,
    area: int,
    organisation: int,
    scope: int,
    by: Visit,
    at: datetime,
    description: str = "",
    licence: str = "",
    source: str = "",
) -> UUID:
    """Open a data set. `scope` comes from registry.scope_for in an earlier visit: a new one is not in reach yet."""
    _need(by, IMPORT)
    details = {"title": title, "description": description, "licence": licence, "source": source}
    problems = _faults(details)
    if problems:
        raise Invalid(problems)
    subject = registry.open_record(kind=KIND, scope=scope, by=by, at=at)
    DataSet.objects.create(
        id=subject.id,
        scope_id=scope,
        mapping=mapping,
        area_id=area,
        organisation_id=organisation,
        salt=secrets.token_bytes(16),
        created_at=at,
        created_by=by.account,
        **{name: value.strip() for name, value in details.items()},
    )
    registry.index(subject=subject.id, by=by, at=at)
    return subject.id


def _faults(details: dict[str, str]) -> list[Problem]:
    problems = [
        Problem(field=name, code="too_long", details={"limit": EDITABLE[name]})
        for name, value in details.items()
        if len(value.strip()) > EDITABLE[name]
    ]
    if not details.get("title", "").strip():
        problems.append(Problem(field="title", code="title_missing"))
    return problems


def edit_data_set(*, data_set: UUID, version: int, details: dict[str, str], by: Visit, at: datetime) -> int:
    """Change the details of version `version`; returns the new version. Conflict when somebody else was faster."""
    _need(by, IMPORT)
    problems = _faults(details)
    if problems:
        raise Invalid(problems)
    row = DataSet.objects.select_for_update().filter(pk=data_set).first()
    if row is None:
        raise NotFound("no_such_record")
    if row.version != version:
        raise Conflict("edited_meanwhile", version=row.version)
    changes = {
        name: [getattr(row, name), value.strip()]
        for name, value in details.items()
        if name in EDITABLE and getattr(row, name) != value.strip()
    }
    if not changes:
        return version
    for name, (_, after) in changes.items():
        setattr(row, name, after)
    row.version = version + 1
    row.save(update_fields=[*changes, "version"])
    DataSetEdit.objects.create(
        data_set=row, scope_id=row.scope_id, version=row.version, changes=changes, at=at, by=by.account
    )
    registry.index(subject=data_set, by=by, at=at)
    return row.version


def begin(
    *, data_set: UUID, mapping: FileMapping, files: Sequence[FileFacts], by: Visit, at: datetime
) -> RunRef:
    """Start an import, or go on with the one of the same files that was stopped."""
    _need(by, IMPORT)
    queue(name=str(data_set))
    row = DataSet.objects.filter(pk=data_set).first()
    if row is None:
        raise NotFound("no_such_record")
    digest = _digest(mapping, files)
    run = _unfinished(data_set, digest)
    if run is None:
        run = ImportRun.objects.create(
            data_set=row,
            scope_id=row.scope_id,
            mapping=mapping.name,
            mapping_version=mapping.version,
            vocabulary=CURRENT,
            files=[_described(facts) for facts in files],
            digest=digest,
            started_at=at,
            started_by=by.account,
        )
    staged = frozenset(StagedBatch.objects.filter(run=run).values_list("number", flat=True))
    return RunRef(id=run.id, data_set=row.id, scope=row.scope_id, salt=bytes(row.salt), staged=staged)


def _unfinished(data_set: UUID, digest: str) -> ImportRun | None:
    ended = ImportStep.objects.filter(data_set_id=data_set, state__in=ENDS).values("run_id")
    rows = ImportRun.objects.filter(data_set_id=data_set, digest=digest).exclude(id__in=ended)
    return rows.order_by("-started_at").first()


def _digest(mapping: FileMapping, files: Iterable[FileFacts]) -> str:
    said = [mapping.name, mapping.version, CURRENT, CHUNK]
    said += [[facts.sha256, facts.encoding, facts.delimiter] for facts in files]
    return hashlib.sha256(json.dumps(said).encode()).hexdigest()


def _described(facts: FileFacts) -> dict[str, Any]:
    return {
        "name": facts.name,
        "sha256": facts.sha256,
        "size": facts.size,
        "lines": facts.lines,
        "encoding": facts.encoding,
        "delimiter": facts.delimiter,
    }


def stage(*, run: RunRef, number: int, checked: Checked, file: int, by: Visit, at: datetime) -> None:
    """Keep one batch of checked rows; the same number twice is written once."""
    _need(by, IMPORT)
    staging.stage(
        run=run.id,
        data_set=run.data_set,
        scope=run.scope,
        number=number,
        rows=checked.rows,
        refused=checked.refused,
        file=file,
    )


def finish_staging(*, run: UUID, batches: int, by: Visit, at: datetime) -> None:
    """All of the files is staged: the import waits for somebody to commit or abandon it."""
    _need(by, IMPORT)
    row = _run(run)
    if not ImportStep.objects.filter(run=row, state="staged").exists():
        _step(row, "staged", by=by, at=at, details={"batches": batches})


def note_failure(*, run: UUID, code: str, details: dict[str, Any], by: Visit, at: datetime) -> None:
    """Remember why an import stopped; it can go on."""
    _step(_run(run), "failed", by=by, at=at, details={"code": code, **details})


def commit(
    *, run: UUID, by: Visit, at: datetime, all_or_nothing: bool = False, within_s: int | None = None
) -> Outcome:
    """Make occurrences of everything staged, and enter it in the ledger: one transaction, all or none.

    `all_or_nothing` refuses when a single row was refused. `within_s`: how near in time a repeat of an earlier
    import must have been reported, from the mapping.
    """
    _need(by, IMPORT)
    row = _run(run)
    queue(name=str(row.data_set_id))
    if ImportStep.objects.filter(run=row, state__in=ENDS).exists():
        raise Conflict("import_ended")
    if not ImportStep.objects.filter(run=row, state="staged").exists():
        raise Conflict("import_not_staged")
    numbers, staged, refused = staging.batches(run=row.id)
    if all_or_nothing and refused:
        raise Conflict("rows_refused", refused=refused)
    earlier = ImportStep.objects.filter(data_set_id=row.data_set_id, state="committed").exists()
    repeats = staging.repeats(run=row.id, within_s=within_s) if earlier else []
    accepted = sum(staging.take(run=row.id, number=number, repeats=repeats) for number in numbers)
    found = staging.counts(run=row.id)
    staging.empty(run=row.id)
    outcome = Outcome(
        rows=staged + refused,
        accepted=accepted,
        refused=refused,
        repeats=found["flags"].get("repeat", 0),
        known=staged - accepted,
    )
    _enter(row, outcome, found, by=by, at=at)
    return outcome


def _enter(row: ImportRun, outcome: Outcome, found: dict[str, Any], *, by: Visit, at: datetime) -> None:
    numbers = {name: getattr(outcome, name) for name in ("rows", "accepted", "refused", "repeats", "known")}
    _step(row, "committed", by=by, at=at, details={**numbers, **found})
    tag = spine.subjects_for(by).values_list("tag", flat=True).get(id=row.data_set_id)
    files = [{"sha256": file["sha256"], "size": file["size"]} for file in row.files]
    fields = {**numbers, "mapping": row.mapping, "mapping_version": row.mapping_version}
    fields |= {"vocabulary": row.vocabulary, "files": files}
    ledger.append(kind=IMPORTED.code, record=tag, fields=fields, by=by, occurred_at=at)


def abandon(*, run: UUID, by: Visit, at: datetime, reason: str = "") -> None:
    """Let an import go; nothing of it becomes an occurrence."""
    _need(by, IMPORT)
    row = _run(run)
    if ImportStep.objects.filter(run=row, state__in=ENDS).exists():
        raise Conflict("import_ended")
    staging.empty(run=row.id)
    _step(row, "abandoned", by=by, at=at, details={"reason": reason})


def _run(run: UUID) -> ImportRun:
    row = ImportRun.objects.filter(pk=run).first()
    if row is None:
        raise NotFound("no_such_record")
    return row


def _step(row: ImportRun, state: str, *, by: Visit, at: datetime, details: dict[str, Any]) -> None:
    ImportStep.objects.create(
        run=row,
        data_set_id=row.data_set_id,
        scope_id=row.scope_id,
        state=state,
        details=details,
        at=at,
        by=by.account,
    )
