"""The process that works on jobs."""

import asyncio

import structlog

from . import queue

log = structlog.get_logger("quartier.job")
GRACE = 15.0  # seconds for running jobs when we are told to stop
ONE_AT_A_TIME = 2


def run() -> None:
    """Work until SIGINT or SIGTERM. Ends with an error when the database goes away: whoever started us tries again."""
    from . import appeals, custody, imports, mailboxes, messages, promises, tasks  # noqa: F401 - registers the jobs

    asyncio.run(_work())


async def _work() -> None:
    async with queue.app().open_async() as app:
        await app.run_worker_async(
            concurrency=ONE_AT_A_TIME,
            name="quartier",
            shutdown_graceful_timeout=GRACE,
            install_signal_handlers=True,
        )
