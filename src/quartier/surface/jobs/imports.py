"""Checking a large file of incidents in the background, in the name of whoever uploaded it."""

from uuid import UUID

import structlog

from quartier.core.incidents import actions, importing, incoming, queries
from quartier.core.kit.errors import Refusal
from quartier.core.registry import lock

from .tasks import task

log = structlog.get_logger("quartier.job")


@task("stage_incidents", retry=3)
def stage_incidents(run: str, account: str) -> None:
    """Stage one import. A job that was killed begins again and passes over what is staged."""

    def enter():
        return lock.as_account(UUID(account))

    try:
        with enter() as visit:
            view = queries.run(visit, UUID(run))
            area = queries.data_set(visit, view.data_set).area
        files = view.files
        source = importing.source(
            incoming.paths(view.id, files),
            name=view.mapping,
            encoding=files[0]["encoding"],
            delimiter=files[0]["delimiter"],
            names=[file["name"] for file in files],
        )
        report = importing.stage(source=source, area=area, data_set=view.data_set, enter=enter)
        incoming.drop(view.id)
        log.info("staged", task="stage_incidents", count=report.rows)
    except (Refusal, FileNotFoundError) as problem:
        code = problem.code if isinstance(problem, Refusal) else "file_gone"
        with enter() as visit:
            actions.note_failure(run=UUID(run), code=code, details={}, by=visit, at=visit.now)
