"""Nothing about a person may reach a log line or a measure, whichever way it tries."""

import io
import json
import logging
from collections.abc import Iterator
from typing import Any
from unittest import mock

import psycopg
import pytest
import structlog
from django.db import IntegrityError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from django.urls import ResolverMatch
from psycopg_pool import PoolTimeout

from quartier.surface import refusals
from quartier.surface.observe import failures, logs, measures, middleware, probes

SECRET = "Oksana.Kovalenko+380671234567"


@pytest.fixture
def lines() -> Iterator[Any]:
    """What the configured handler writes, parsed; the test's own logging comes back afterwards."""
    root = logging.getLogger()
    before, level = root.handlers[:], root.level
    logs.configure({"version": 1})
    stream = io.StringIO()
    handler: Any = root.handlers[0]
    handler.setStream(stream)
    yield lambda: [json.loads(line) for line in stream.getvalue().splitlines()]
    root.handlers[:] = before
    root.setLevel(level)


def request(path: str, route: str | None = None, **extra: Any) -> HttpRequest:
    asked = RequestFactory().get(path, **extra)
    if route is not None:
        asked.resolver_match = ResolverMatch(lambda: None, (), {}, route=route)
    return asked


def test_a_request_is_noted_by_route_without_path_query_or_address(lines: Any) -> None:
    asked = request(f"/en/people/{SECRET}/?name={SECRET}", "en/people/<name>/", REMOTE_ADDR="203.0.113.7",
                    HTTP_USER_AGENT=SECRET, HTTP_REFERER=f"http://x/{SECRET}")  # fmt: skip
    asked.COOKIES["quartier_visit"] = SECRET
    middleware.Observe(lambda _: HttpResponse(status=201))(asked)
    (line,) = lines()
    assert line["route"] == "en/people/<name>/"
    assert (line["method"], line["status"], line["event"]) == ("GET", 201, "request")
    assert set(line) <= logs.FIELDS
    assert SECRET not in json.dumps(line)
    assert "203.0.113.7" not in json.dumps(line)


@pytest.mark.database
@pytest.mark.django_db
def test_what_matched_nothing_and_strange_methods_have_one_name_each(lines: Any) -> None:
    asked = RequestFactory().generic("OKSANA", f"/{SECRET}")
    middleware.Observe(lambda _: HttpResponse(status=404))(asked)
    (line,) = lines()
    assert (line["route"], line["method"]) == ("unmatched", "other")
    assert SECRET not in measures.page().decode()


def test_a_field_that_nobody_listed_does_not_leave(lines: Any) -> None:
    structlog.get_logger("quartier.trial").info("tried", count=1, email=SECRET, account=SECRET)
    assert lines()[0]["withheld"] == ["account", "email"]
    assert SECRET not in json.dumps(lines())


@pytest.mark.parametrize(
    "say",
    [
        lambda log: log.warning("Sign-in of %s failed", SECRET),
        lambda log: log.warning(f"Sign-in of {SECRET} failed"),
        lambda log: log.warning("Sign-in failed", extra={"request": SECRET, "email": SECRET}),
        lambda log: log.warning({"who": SECRET}),
        lambda log: log.warning("Sign-in", stack_info=True),
    ],
)
def test_a_librarys_line_keeps_its_pattern_only(lines: Any, say: Any) -> None:
    say(logging.getLogger("some.library"))
    assert len(lines()) == 1
    assert SECRET not in json.dumps(lines())
    assert lines()[0]["logger"] == "some.library"


def test_an_exception_tells_its_kind_and_place_never_its_text(lines: Any) -> None:
    def lodge(name: str) -> None:
        try:
            int(name)
        except ValueError as error:
            raise IntegrityError(f"Key (name)=({name}) already exists") from error

    try:
        lodge(SECRET)
    except IntegrityError:
        structlog.get_logger("quartier.trial").exception("failed")
        logging.getLogger("django.db").exception("query of %s failed", SECRET)
    ours, theirs = lines()
    assert ours["exception"] == "IntegrityError < ValueError"
    assert ours["frames"][-1].endswith(" lodge")
    assert theirs["exception"] == "IntegrityError < ValueError"
    assert SECRET not in json.dumps([ours, theirs])


def test_djangos_own_error_line_is_not_written(lines: Any) -> None:
    logging.getLogger("django.request").error("Internal Server Error: %s", f"/en/{SECRET}")
    assert lines() == []


def broken_with(error: Exception) -> tuple[HttpResponse, HttpRequest]:
    asked = request("/en/")
    try:
        raise error
    except Exception:
        return refusals.broken(asked), asked


def caused(outer: Exception, inner: Exception) -> Exception:
    outer.__cause__ = inner
    return outer


def test_a_mistake_of_ours_shows_the_number_that_stands_in_the_log(lines: Any) -> None:
    response, asked = broken_with(KeyError(SECRET))
    number = asked.error_number  # type: ignore[attr-defined]
    assert response.status_code == 500
    assert number in response.content.decode()
    (line,) = lines()
    assert (line["error"], line["exception"]) == (number, "KeyError")
    assert SECRET not in json.dumps(line) + response.content.decode()


@pytest.mark.parametrize(
    "error",
    [
        caused(OperationalError("connection refused"), psycopg.OperationalError("connection refused")),
        caused(OperationalError("terminating"), psycopg.errors.AdminShutdown("terminating")),
        caused(OperationalError("full"), psycopg.errors.DiskFull("no space left")),
        PoolTimeout("couldn't get a connection after 3.00 sec"),
    ],
)
def test_a_database_that_is_away_is_said_so_and_passes(lines: Any, error: Exception) -> None:
    response, _ = broken_with(error)
    assert response.status_code == 503
    assert response["Retry-After"]
    assert lines()[0]["status"] == 503


def test_a_wrong_query_is_our_mistake_and_not_an_absence() -> None:
    assert not failures.is_away(caused(OperationalError("x"), psycopg.errors.UndefinedTable("x")))
    assert not failures.is_away(ValueError("x"))


def test_error_pages_ask_neither_database_nor_session() -> None:
    """They are shown when those are what failed."""
    with mock.patch("quartier.surface.shells.shell", side_effect=AssertionError("asked")):
        assert broken_with(ValueError("x"))[0].status_code == 500


def test_health_answers_before_anything_else_runs() -> None:
    def never(asked: HttpRequest) -> HttpResponse:
        raise AssertionError("reached")

    asked = request("/-/health", HTTP_HOST="anything-at-all.example")
    assert middleware.Observe(never)(asked).status_code == 200


@pytest.mark.parametrize(
    ("extra", "near"),
    [
        ({"REMOTE_ADDR": "127.0.0.1"}, True),
        ({"REMOTE_ADDR": "::1"}, True),
        ({"REMOTE_ADDR": "203.0.113.7"}, False),
        ({"REMOTE_ADDR": ""}, False),
        ({"REMOTE_ADDR": "127.0.0.1", "HTTP_X_FORWARDED_FOR": "127.0.0.1"}, False),
        ({"REMOTE_ADDR": "127.0.0.1", "HTTP_FORWARDED": "for=127.0.0.1"}, False),
    ],
)
def test_metrics_are_for_this_machine(extra: dict[str, str], near: bool) -> None:
    assert probes.is_near(request("/-/metrics", **extra)) is near


def test_little_room_on_disk_is_not_ready() -> None:
    with (
        mock.patch.object(probes, "_database", return_value=True),
        mock.patch.object(probes.shutil, "disk_usage", return_value=mock.Mock(free=1)),
    ):
        answer = probes.ready(request("/-/ready"))
    assert answer.status_code == 503
    assert json.loads(answer.content) == {"ready": False, "checks": {"database": True, "disk": False}}
