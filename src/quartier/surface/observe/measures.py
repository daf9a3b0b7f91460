"""Prometheus measures of one installation. Several web processes meet in files (PROMETHEUS_MULTIPROC_DIR)."""

import os
from collections.abc import Iterator
from typing import Any

from django.db import DatabaseError
from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.multiprocess import MultiProcessCollector
from psycopg_pool import PoolTimeout

OWN = CollectorRegistry()
REQUESTS = Counter(
    "quartier_requests", "Requests by route and outcome.", ["route", "method", "status"], registry=OWN
)
SECONDS = Histogram(
    "quartier_request_seconds", "Time to the answer.", ["route"], registry=OWN,
    buckets=(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10),
)  # fmt: skip
ERRORS = Counter("quartier_errors", "Answers that carry an error number.", ["exception"], registry=OWN)


class Queue:
    """How many jobs wait, run, have failed. Nothing is said when the database is away."""

    def collect(self) -> Iterator[Any]:
        from quartier.surface.jobs import queue

        family = GaugeMetricFamily("quartier_jobs", "Jobs by state.", labels=["state"])
        for state, number in queue.counts().items():
            family.add_metric([state], number)
        yield family


class Ledger:
    """How the log stands. Nothing is said when the database is away, or before the first head."""

    def collect(self) -> Iterator[Any]:
        from quartier.core.ledger import queries
        from quartier.core.registry import lock

        try:
            with lock.visit(None) as visit:
                told = queries.freshness(visit.now)
        except (DatabaseError, PoolTimeout):
            return
        values = {
            "quartier_ledger_alarm": ("A witness holds another history.", float(told.alarm is not None)),
            "quartier_ledger_late": ("The published head is older than five minutes.", float(told.late)),
        }
        if told.published is not None and told.age is not None:
            values |= {
                "quartier_ledger_published_entries": (
                    "Size of the published head.",
                    float(told.published.size),
                ),
                "quartier_ledger_age_seconds": ("Age of the published head.", told.age.total_seconds()),
                "quartier_ledger_witnessed": ("A quorum signed it.", float(told.published.witnessed)),
            }
        for name, (said, value) in values.items():
            yield GaugeMetricFamily(name, said, value=value)


class Messages:
    """How the mail room stands, summed over its organisations. Nothing is said when the database is away."""

    def collect(self) -> Iterator[Any]:
        from quartier.surface.jobs import messages

        stand = messages.counts()
        family = GaugeMetricFamily("quartier_messages", "Messages by what became of them.", labels=["state"])
        for state in ("waiting", "failing", "given_up", "to_print", "to_call"):
            if state in stand:
                family.add_metric([state], stand[state])
        yield family
        if "oldest" in stand:
            help = "How long the oldest message waits."
            yield GaugeMetricFamily("quartier_messages_oldest_seconds", help, value=stand["oldest"])


def page() -> bytes:
    """The text that Prometheus reads."""
    registry = CollectorRegistry()
    if os.environ.get("PROMETHEUS_MULTIPROC_DIR"):
        MultiProcessCollector(registry)
    else:
        registry.register(OWN)
    registry.register(Queue())
    registry.register(Ledger())
    registry.register(Messages())
    return bytes(generate_latest(registry))
