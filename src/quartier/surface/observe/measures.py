"""Prometheus measures of one installation. Several web processes meet in files (PROMETHEUS_MULTIPROC_DIR)."""

import os
from collections.abc import Iterator
from typing import Any

from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.multiprocess import MultiProcessCollector

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


def page() -> bytes:
    """The text that Prometheus reads."""
    registry = CollectorRegistry()
    if os.environ.get("PROMETHEUS_MULTIPROC_DIR"):
        MultiProcessCollector(registry)
    else:
        registry.register(OWN)
    registry.register(Queue())
    return bytes(generate_latest(registry))
