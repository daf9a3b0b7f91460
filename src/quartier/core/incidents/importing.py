"""An import from end to end, in visits of its own: many small transactions to stage, one to commit.

Staging may be killed at any moment: the next call with the same files goes on where it stopped. Until the commit nobody
sees a single row of it; after it, all of them.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any
from uuid import UUID

import numpy as np

from quartier.core.incidents import actions, queries
from quartier.core.incidents.rules.checking import Checked, Checker, Locate, Setting
from quartier.core.incidents.rules.files import FileFacts, chunks, examine
from quartier.core.incidents.rules.mapping import FileMapping, mapping
from quartier.core.kit.errors import NotFound, Refusal
from quartier.core.registry import actions as registry
from quartier.core.registry.visits import Visit
from quartier.core.territory import queries as territory

Enter = Callable[[], AbstractContextManager[Visit]]
Progress = Callable[[int], None]
BATCHES_PER_VISIT = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Dropped:
    """One refused row, for a report. `file` is its name when there are several."""

    file: str
    line: int
    column: str
    value: str
    reason: str


@dataclass(slots=True, kw_only=True)
class Report:
    """What an import did, or would do. Duplicates are rows that repeat another: kept and flagged, or here already."""

    rows: int = 0
    accepted: int = 0
    refused: int = 0
    duplicates: int = 0
    known: int = 0
    dropped: list[Dropped] = field(default_factory=list)
    data_set: UUID | None = None
    run: UUID | None = None

    def as_json(self, *, several: bool) -> dict[str, Any]:
        """The document of `quartier import incidents --json`."""
        lines = [
            ({"file": bad.file} if several else {})
            | {"line": bad.line, "column": bad.column, "value": bad.value, "reason": bad.reason}
            for bad in self.dropped
        ]
        numbers = {name: getattr(self, name) for name in ("rows", "accepted", "refused", "duplicates")}
        return numbers | {"dropped": lines}


@dataclass(frozen=True, kw_only=True)
class Source:
    """Files that belong together, and how they are to be read."""

    paths: Sequence[Path]
    mapping: FileMapping
    encoding: str | None = None
    delimiter: str | None = None
    names: Sequence[str] = ()

    @cached_property
    def facts(self) -> list[FileFacts]:
        """Every file looked through before anything is written; once, though it is asked for often. Raises BadFile."""
        return [
            examine(
                path,
                columns=self.mapping.columns(),
                encoding=self.encoding or self.mapping.encoding,
                delimiter=self.delimiter or self.mapping.delimiter,
                name=self.names[number] if number < len(self.names) else None,
            )
            for number, path in enumerate(self.paths)
        ]


def source(
    paths: Sequence[Path],
    *,
    name: str,
    encoding: str | None = None,
    delimiter: str | None = None,
    names: Sequence[str] = (),
) -> Source:
    """Files and a shipped mapping. Raises NotFound for a mapping that is not there."""
    try:
        chosen = mapping(name)
    except KeyError:
        raise NotFound("mapping_unknown", mapping=name) from None
    return Source(paths=paths, mapping=chosen, encoding=encoding, delimiter=delimiter, names=names)


def data_set_there(*, source: Source, area: int, organisation: int, title: str, by: Visit) -> UUID | None:
    """The data set into which an import would go, if there is one already."""
    return queries.data_set_of(
        by, mapping=source.mapping.name, area=area, organisation=organisation, title=title
    )


def data_set_for(*, source: Source, area: int, organisation: int, title: str, enter: Enter) -> UUID:
    """The data set of this mapping, area and organisation, made when it is the first time."""
    with enter() as visit:
        scope = registry.scope_for(area=area, organisation=organisation, by=visit)
    with enter() as visit:
        actions.queue(name=f"{source.mapping.name}:{scope}")  # two first imports at once make one data set
        found = data_set_there(source=source, area=area, organisation=organisation, title=title, by=visit)
        if found is not None:
            return found
        return actions.create_data_set(
            title=title or source.mapping.label("en"),
            mapping=source.mapping.name,
            licence=source.mapping.licence,
            source=source.mapping.source,
            area=area,
            organisation=organisation,
            scope=scope,
            by=visit,
            at=visit.now,
        )


def setting(*, area: int | None, salt: bytes, by: Visit) -> Setting:
    """What the area adds to the mapping; a dry run may do without one."""
    if area is None:
        return Setting(at=by.now, salt=salt)
    view = territory.area(id=area)
    locate = _locate(view.home) if view.box is not None else None
    return Setting(at=by.now, salt=salt, time_zone=view.time_zone or "UTC", box=view.box, locate=locate)


def _locate(home: int) -> Locate:
    def locate(lon: np.ndarray, lat: np.ndarray) -> list[int | None]:
        return [area or None for area in territory.areas_of(lon, lat, home=home).tolist()]

    return locate


def _checked(
    source: Source, files: Sequence[FileFacts], checker: Checker
) -> Iterator[tuple[int, int, Checked]]:
    """(number of the batch, number of the file, what became of its rows)."""
    number = 0
    for index, facts in enumerate(files):
        for chunk in chunks(facts):
            yield number, index, checker.check(chunk, facts)
            number += 1


def rehearse(
    *, source: Source, area: int | None, data_set: UUID | None, enter: Enter, progress: Progress | None = None
) -> Report:
    """The dry run: everything is checked, nothing is written. Tells also what is here already."""
    files = source.facts
    report = Report(data_set=data_set)
    with enter() as visit:
        salt = queries.salt_of(visit, data_set) if data_set else b""
        checker = Checker(source.mapping, setting(area=area, salt=salt, by=visit))
        for _, index, checked in _checked(source, files, checker):
            _count(report, checked, files[index].name)
            known = queries.known_keys(visit, [row[0] for row in checked.rows]) if data_set else set()
            report.known += len(known)
            report.accepted -= len(known)
            repeats = sum(1 for row in checked.rows if row[14] and row[0] not in known)
            report.duplicates += repeats + len(known)
            if progress:
                progress(checked.total)
    return report


def _count(report: Report, checked: Checked, name: str) -> None:
    report.rows += checked.total
    report.accepted += len(checked.rows)
    report.refused += len(checked.refused)
    report.dropped += [
        Dropped(file=name, line=bad.line, column=bad.column, value=bad.value, reason=bad.reason)
        for bad in checked.refused
    ]


def stage(
    *, source: Source, area: int, data_set: UUID, enter: Enter, progress: Progress | None = None
) -> Report:
    """Check all rows and keep them staged; goes on where an earlier call with the same files was stopped."""
    files = source.facts
    report = Report(data_set=data_set)
    with enter() as visit:
        run = actions.begin(data_set=data_set, mapping=source.mapping, files=files, by=visit, at=visit.now)
        checker = Checker(source.mapping, setting(area=area, salt=run.salt, by=visit))
    report.run = run.id
    waiting: list[tuple[int, int, Checked]] = []
    batches = 0
    for number, index, checked in _located(source, files, checker, enter):
        _count(report, checked, files[index].name)
        batches = number + 1
        if number not in run.staged:
            waiting.append((number, index, checked))
        if len(waiting) >= BATCHES_PER_VISIT:
            _write(run, waiting, enter)
        if progress:
            progress(checked.total)
    _write(run, waiting, enter)
    with enter() as visit:
        actions.finish_staging(run=run.id, batches=batches, by=visit, at=visit.now)
    return report


def _located(
    source: Source, files: Sequence[FileFacts], checker: Checker, enter: Enter
) -> Iterator[tuple[int, int, Checked]]:
    """As `_checked`, with a short visit around each batch when points must be looked up."""
    if checker.setting.locate is None:
        yield from _checked(source, files, checker)
        return
    batches = _checked(source, files, checker)
    while True:
        with enter():
            batch = next(batches, None)
        if batch is None:
            return
        yield batch


def _write(run: actions.RunRef, waiting: list[tuple[int, int, Checked]], enter: Enter) -> None:
    if not waiting:
        return
    with enter() as visit:
        for number, index, checked in waiting:
            actions.stage(run=run, number=number, checked=checked, file=index, by=visit, at=visit.now)
    waiting.clear()


def commit(*, report: Report, source: Source, enter: Enter, all_or_nothing: bool = False) -> Report:
    """One transaction: every staged row becomes an occurrence, or none does."""
    minutes = source.mapping.duplicates.reported_within_minutes if source.mapping.duplicates else None
    if report.run is None:
        raise NotFound("no_such_record")
    with enter() as visit:
        outcome = actions.commit(
            run=report.run,
            by=visit,
            at=visit.now,
            all_or_nothing=all_or_nothing,
            within_s=minutes * 60 if minutes else None,
        )
    report.accepted, report.known = outcome.accepted, outcome.known
    report.duplicates = outcome.duplicates
    return report


def import_files(
    *,
    source: Source,
    area: int,
    organisation: int,
    enter: Enter,
    title: str = "",
    all_or_nothing: bool = False,
    progress: Progress | None = None,
) -> Report:
    """Stage and commit: what the command line, the jobs and the demo call. `enter` opens a visit of whoever imports."""
    _ = source.facts  # a file that cannot be read leaves no data set behind
    data_set = data_set_for(source=source, area=area, organisation=organisation, title=title, enter=enter)
    report = stage(source=source, area=area, data_set=data_set, enter=enter, progress=progress)
    try:
        return commit(report=report, source=source, enter=enter, all_or_nothing=all_or_nothing)
    except Refusal as refusal:
        if refusal.code != "rows_refused":
            raise
        with enter() as visit:
            actions.abandon(run=report.run, by=visit, at=visit.now, reason="rows_refused")  # type: ignore[arg-type]
        report.accepted = report.duplicates = 0
        return report
