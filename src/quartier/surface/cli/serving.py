"""Serve until told to stop: web processes, the worker of jobs, and the embedded database below them.

Used by `quartier serve` and by the demo. Whatever this command started is gone when it returns.
"""

import multiprocessing
import os
import shutil
import signal
import socket
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from quartier.core.kit.errors import Surroundings

from . import surroundings
from .offspring import Companion, be_parent

READY_WITHIN = 120.0  # seconds until the first answer; after that the reason stands in the log


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """How to serve. Each web process takes `threads` requests at once and as many connections."""

    host: str = "127.0.0.1"
    port: int = 8000
    processes: int = 1
    threads: int = 4
    jobs: bool = True
    ledger: bool = True
    stop_database: bool | None = None  # None: stop it if this command started it

    @property
    def address(self) -> str:
        name = f"[{self.host}]" if ":" in self.host else self.host
        return f"http://{name}:{self.port}/"


def serve(
    plan: Plan,
    *,
    prepare: Callable[[], None] = lambda: None,
    beside: Callable[[], Sequence[Companion]] = tuple,
    ready: Callable[[], None],
) -> None:
    """Start everything, call `prepare` with the database up and `ready` at the first answer; return at the end.

    `beside` names further processes to run, not started yet; it is asked after `prepare`.
    """
    demand_free(plan)
    be_parent()
    _fresh_metrics()
    started = surroundings.ensure_server()
    companions: list[Companion] = []
    try:
        surroundings.django_ready(start=False)
        prepare()
        collect_static()
        for companion in (*beside(), *_own(plan)):
            companions.append(companion)
            companion.start()
        _load_once()
        _run_web(plan, ready)
    finally:
        for companion in companions:
            companion.stop()
        _leave_database(plan, started)


def _own(plan: Plan) -> list[Companion]:
    """Jobs, and the one who keeps the ledger."""
    wanted = {("jobs", "work"): plan.jobs, ("ledger", "sequence"): plan.ledger}
    return [Companion(command) for command, yes in wanted.items() if yes]


def demand_free(plan: Plan) -> None:
    """Say that a port is taken before anything else is done."""
    family = socket.AF_INET6 if ":" in plan.host else socket.AF_INET
    with socket.socket(family) as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((plan.host, plan.port))
        except OSError as error:
            raise Surroundings("port_taken", port=plan.port, reason=error.strerror or "") from error


def collect_static() -> None:
    """Gather and compress static files where that is not done as they are asked for, unless nothing changed."""
    from django.conf import settings
    from django.contrib.staticfiles.finders import get_finders
    from django.contrib.staticfiles.storage import ManifestFilesMixin
    from django.core.files.storage import storages
    from django.core.management import call_command

    Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)
    if not isinstance(storages["staticfiles"], ManifestFilesMixin):
        return
    found = [
        (name, Path(storage.path(name)).stat())
        for finder in get_finders()
        for name, storage in finder.list([])
    ]
    stamp = "\n".join(sorted(f"{name} {state.st_size} {state.st_mtime_ns}" for name, state in found))
    seen = Path(settings.STATIC_ROOT) / ".seen"
    if seen.exists() and seen.read_text(encoding="utf-8") == stamp:
        return
    call_command("collectstatic", interactive=False, verbosity=0)
    seen.write_text(stamp, encoding="utf-8")


def _load_once() -> None:
    """Import the application here, so that web processes are forks that share it and start at once.

    A fork takes along neither threads nor connections: every pool is closed before.
    """
    from django.db import connections
    from django.urls import get_resolver

    import quartier.surface.wsgi  # noqa: F401

    _ = get_resolver().url_patterns
    for connection in connections.all():
        connection.close()
        if hasattr(connection, "close_pool"):
            connection.close_pool()
    multiprocessing.set_start_method("fork", force=True)


def _run_web(plan: Plan, ready: Callable[[], None]) -> None:
    from granian.constants import Interfaces
    from granian.log import LogLevels
    from granian.server import Server

    server: Any = Server(
        "quartier.surface.cli.web:application",
        address=plan.host,
        port=plan.port,
        interface=Interfaces.WSGI,
        workers=plan.processes,
        blocking_threads=plan.threads,
        websockets=False,
        log_level=LogLevels.warning,
        respawn_failed_workers=True,
        workers_kill_timeout=15,
    )
    server.on_startup(lambda: _listening(plan, server, ready))
    server.serve()


def _listening(plan: Plan, server: Any, ready: Callable[[], None]) -> None:
    """Signals are set by now. A closed terminal ends the command; it does not reload it."""
    if sys.stdin is not None and sys.stdin.isatty():
        signal.signal(signal.SIGHUP, server.signal_handler_interrupt)
    threading.Thread(target=_announce, args=(plan, server, ready), daemon=True).start()


def _announce(plan: Plan, server: Any, ready: Callable[[], None]) -> None:
    end = time.monotonic() + READY_WITHIN
    while time.monotonic() < end and not server.interrupt_signal:
        time.sleep(0.2)  # first of all: the web processes are forked meanwhile, and this thread holds no lock
        try:
            with urllib.request.urlopen(f"{plan.address}-/health", timeout=5):
                ready()
                return
        except (OSError, urllib.error.URLError):
            continue


def _fresh_metrics() -> None:
    """Counters of several processes meet in files; those of the last run are not ours."""
    folder = surroundings.env().data / "metrics"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    os.environ["PROMETHEUS_MULTIPROC_DIR"] = str(folder)


def _leave_database(plan: Plan, started: bool) -> None:
    server = surroundings.server()
    wanted = started if plan.stop_database is None else plan.stop_database
    if server is not None and wanted:
        server.stop()
