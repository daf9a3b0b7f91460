"""Tags and conditions: an answer saved, somebody else's change saved."""

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from quartier.surface.api import conditions
from quartier.surface.api.conditions import Changed, Unconditional

TAG = conditions.etag({"names": {"uk": "Їжакевич"}}, 1)


def request(**headers: str):
    return RequestFactory().get("/", headers=headers)


def test_a_tag_tells_versions_apart_and_nothing_else():
    assert conditions.etag({"names": {"uk": "Їжакевич"}}, 1) == TAG
    assert conditions.etag({"names": {"uk": "Іжакевич"}}, 1) != TAG
    assert TAG.startswith('"') and TAG.endswith('"')


@pytest.mark.parametrize(
    ("header", "same"),
    [(TAG, True), (f"W/{TAG}", True), (f'"x", {TAG}', True), ("*", True), ('"x"', False), ("", False)],
)
def test_if_none_match_compares_weakly(header, same):
    assert conditions.not_modified(request(**{"If-None-Match": header}), TAG) is same


def test_a_change_must_say_of_which_version():
    conditions.demand_match(request(**{"If-Match": TAG}), TAG)
    with pytest.raises(Unconditional) as missing:
        conditions.demand_match(request(), TAG)
    with pytest.raises(Changed) as changed:
        conditions.demand_match(request(**{"If-Match": f"W/{TAG}"}), TAG)
    assert (missing.value.status, changed.value.status) == (428, 412)


def test_an_answer_carries_its_tag():
    response = conditions.tagged(HttpResponse(), TAG, seconds=60)
    assert (response["ETag"], response["Cache-Control"]) == (TAG, "private, max-age=60")
    assert "no-cache" in conditions.tagged(HttpResponse(), TAG)["Cache-Control"]
