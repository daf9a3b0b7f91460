"""The API against its own description: whatever fits the schema gets an answer that fits the schema."""

from typing import Any

import pytest
import schemathesis
from django.test import Client
from hypothesis import HealthCheck, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from quartier.surface.api.urls import api

from .test_territory import town as town

pytestmark = pytest.mark.database
schema = schemathesis.openapi.from_dict(api.get_openapi_schema())
CHECKS = (not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance)
REASONS = [
    HealthCheck.function_scoped_fixture,
    HealthCheck.too_slow,
    HealthCheck.filter_too_much,
    HealthCheck.data_too_large,
]


@pytest.mark.slow
@schema.include(method="GET").parametrize()
@settings(max_examples=20, deadline=None, suppress_health_check=REASONS)
def test_every_answer_fits_the_description(case: Any, client: Client, town: dict[str, int]) -> None:
    import requests
    from schemathesis.core.transport import Response

    sent = case.as_transport_kwargs(base_url="http://testserver")
    prepared = requests.Request(
        **{key: value for key, value in sent.items() if key in ("method", "url", "headers", "params")}
    ).prepare()
    answer = client.get(prepared.url.removeprefix("http://testserver"), headers=dict(prepared.headers))
    response = Response(
        status_code=answer.status_code,
        headers={key: [value] for key, value in answer.items()},
        content=answer.content,
        request=prepared,
        elapsed=0.0,
        verify=False,
    )
    case.validate_response(response, checks=CHECKS)
