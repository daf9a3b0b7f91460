"""What a request may bring along."""

from typing import Any

import pytest
from django.core.exceptions import RequestDataTooBig
from django.test import RequestFactory

from quartier.surface import uploads

LIMIT = uploads.AT_ONCE * uploads.MOST_BYTES + uploads.FORM


@pytest.mark.parametrize(
    ("path", "length", "taken"),
    [
        ("/en/appeals/new/", LIMIT, True),
        ("/en/appeals/new/", LIMIT + 1, False),
        ("/console/incidents/import/", LIMIT + 1, True),
    ],
)
def test_a_request_that_is_too_long_is_refused_before_it_is_read(path: str, length: int, taken: bool) -> None:
    handler: Any = uploads.Bounded(RequestFactory().post(path))
    try:
        handler.handle_raw_input(None, {}, length, b"x")
    except RequestDataTooBig:
        assert not taken
    else:
        assert taken


def test_a_file_goes_on_to_where_it_is_kept(rf: RequestFactory) -> None:
    from io import BytesIO

    held = BytesIO(b"a photo")
    held.name = "a.jpg"
    request = rf.post("/en/appeals/new/", {"photo": held, "title": "Lamp"})
    assert request.FILES["photo"].read() == b"a photo" and request.POST["title"] == "Lamp"
