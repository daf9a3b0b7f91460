"""The API of custody against its own description, with a key: whatever fits the schema gets an answer that fits it."""

from typing import Any

import pytest
import requests
import schemathesis
from django.test import Client
from hypothesis import HealthCheck, settings
from schemathesis.checks import not_a_server_error
from schemathesis.core.transport import Response
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from quartier.features.custody.tests.test_api import CARES, READS, key_of
from quartier.surface.api.urls import api

pytestmark = pytest.mark.database
schema = schemathesis.openapi.from_dict(api.get_openapi_schema()).include(path_regex="/custody/")
CHECKS = (not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance)
REASONS = [
    HealthCheck.function_scoped_fixture,
    HealthCheck.too_slow,
    HealthCheck.filter_too_much,
    HealthCheck.data_too_large,
]


@pytest.fixture
def known(town: Any) -> tuple[str, dict[str, str]]:
    """A key that may read and write, and what there is to be asked for."""
    stay = str(town.open().stay)
    return key_of(town.keeper, READS, CARES), {"id": stay, "code": "lypivka"}


@pytest.mark.slow
@schema.parametrize()
@settings(max_examples=25, deadline=None, suppress_health_check=REASONS)
def test_every_answer_fits_the_description(
    case: Any, known: tuple[str, dict[str, str]], client: Client
) -> None:
    key, there = known
    case.path_parameters = {
        name: there.get(name, value) for name, value in (case.path_parameters or {}).items()
    }
    sent = case.as_transport_kwargs(base_url="http://testserver")
    wanted = ("method", "url", "headers", "params", "json", "data")
    prepared = requests.Request(**{name: value for name, value in sent.items() if name in wanted}).prepare()
    headers = {**dict(prepared.headers), "Authorization": f"Bearer {key}"}
    body = prepared.body or b""
    answer = client.generic(
        prepared.method,
        prepared.url.removeprefix("http://testserver"),
        body,
        content_type=headers.pop("Content-Type", "application/json"),
        headers={name: value for name, value in headers.items() if name != "Content-Length"},
    )
    case.validate_response(
        Response(
            status_code=answer.status_code,
            headers={name: [value] for name, value in answer.items()},
            content=answer.content,
            request=prepared,
            elapsed=0.0,
            verify=False,
        ),
        checks=CHECKS,
    )
