"""How log lines look: one JSON object each, and only fields that cannot hold anything about a person."""

import logging
import logging.config
import os
import traceback
from collections.abc import MutableMapping
from pathlib import Path
from types import TracebackType
from typing import Any

import structlog

# Every field that may stand in a line. What is not here is dropped, and only its name is told.
FIELDS = frozenset(
    {
        "event", "level", "logger", "timestamp", "route", "method", "status", "ms", "error", "exception",
        "sqlstate", "constraint", "frames", "task", "job", "attempt", "seconds", "count", "organisation",
        "queue", "version", "check", "origin", "witness", "size", "problem", "withheld",
    }
)  # fmt: skip
# Their lines repeat ours, or hold addresses and arguments.
QUIET = {
    "django.request": logging.CRITICAL,
    "django.server": logging.CRITICAL,
    "django.security": logging.CRITICAL,
    "procrastinate": logging.WARNING,
    "psycopg.pool": logging.ERROR,
    "smpp": logging.CRITICAL,
}
SOURCE = Path(__file__).resolve().parents[3]
Event = MutableMapping[str, Any]


def configure(config: dict[str, Any]) -> None:
    """Django's LOGGING_CONFIG; `config` is its LOGGING, which nobody sets here."""
    level = os.environ.get("QUARTIER_LOG_LEVEL", "info").upper()
    shared: list[Any] = [
        structlog.stdlib.add_logger_name,
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )
    formatter = {
        "()": structlog.stdlib.ProcessorFormatter,
        "foreign_pre_chain": [only_template, *shared],
        "processors": [
            explain_exception,
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            only_known_fields,
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
        "use_get_message": False,
        "pass_foreign_args": True,
    }
    logging.config.dictConfig(
        {
            "version": 1,
            "disable_existing_loggers": False,
            "formatters": {"json": formatter},
            "handlers": {"lines": {"class": "logging.StreamHandler", "formatter": "json"}},
            "root": {"handlers": ["lines"], "level": level},
            "loggers": {name: {"level": quiet} for name, quiet in QUIET.items()},
        }
    )


def only_template(logger: Any, name: str, event: Event) -> Event:
    """Of a library's line keep the pattern without what was filled in; a ready-made text only its place."""
    record: logging.LogRecord = event["_record"]
    pattern = record.msg if event.pop("positional_args", None) and isinstance(record.msg, str) else None
    event["event"] = pattern or f"{record.module}.{record.funcName}:{record.lineno}"
    return event


def explain_exception(logger: Any, name: str, event: Event) -> Event:
    """The kind of an exception and where it came from, without its text."""
    record = event.get("_record")
    info = event.pop("exc_info", None) or (record.exc_info if record is not None else None)
    if info is True:
        import sys

        info = sys.exc_info()
    if isinstance(info, BaseException):
        info = (type(info), info, info.__traceback__)
    if info and info[1] is not None:
        event.update(facts(info[1]))
    if record is not None:
        # The formatter would append the whole traceback, text included.
        record.exc_info = record.exc_text = record.stack_info = None
    return event


def facts(error: BaseException) -> dict[str, Any]:
    """What may be told about an exception: kinds along the chain, the database's code, our own frames."""
    kinds, told = [], {}
    current: BaseException | None = error
    while current is not None:
        kinds.append(type(current).__name__)
        state = getattr(current, "sqlstate", None)
        if state:
            told["sqlstate"] = state
            told["constraint"] = getattr(getattr(current, "diag", None), "constraint_name", None)
        current = current.__cause__
    return {"exception": " < ".join(kinds), "frames": frames(error.__traceback__), **told}


def frames(trace: TracebackType | None, most: int = 12) -> list[str]:
    """file:line function, innermost last. Files outside the house are named by package only."""
    found = []
    for frame in traceback.extract_tb(trace)[-most:]:
        path = Path(frame.filename)
        name = path.relative_to(SOURCE) if path.is_relative_to(SOURCE) else Path(*path.parts[-2:])
        found.append(f"{name}:{frame.lineno} {frame.name}")
    return found


def only_known_fields(logger: Any, name: str, event: Event) -> Event:
    """The last gate: a field that nobody listed does not leave, whatever it holds."""
    withheld = sorted(set(event) - FIELDS)
    kept = {field: value for field, value in event.items() if field in FIELDS and value is not None}
    return kept | ({"withheld": withheld} if withheld else {})
