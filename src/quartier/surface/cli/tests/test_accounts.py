"""Roles from the shell: the same limits as on the page."""

import json

import pytest
from tests import factories

from quartier.core.accounts.models import Account, Grant
from quartier.surface.cli import command

pytestmark = pytest.mark.django_db


@pytest.fixture
def town(db, as_fixture, monkeypatch):
    monkeypatch.setattr("quartier.surface.cli.surroundings.django_ready", lambda **how: None)
    with as_fixture():
        root = factories.area(kind="hromada", lo=0, hi=100, slug="town")
        factories.area(parent=root, lo=10, hi=20, slug="station")
        police = factories.organisation(slug="police")
        chief = factories.account(organisation=police, email="chief@town.example")
        factories.account(organisation=police, email="new@town.example")
        factories.grant(chief, role="shift_commander", area=root, organisation=police)
    return chief


def run(capsys, *words):
    status = command.run(["accounts", *words])
    return status, capsys.readouterr()


def test_the_register_of_roles_is_printed(capsys, town):
    status, said = run(capsys, "roles", "--json")
    roles = {one["role"]: one for one in json.loads(said.out)}
    assert status == 0 and roles["administrator"]["compartments"] == []
    assert set(roles["clerk"]["name"]) == {"uk", "fr", "en"}


def test_a_role_is_given_listed_and_ended(capsys, town):
    words = ["--as", "chief@town.example", "--to", "new@town.example", "--role", "beat_officer"]
    words += ["--area", "station", "--organisation", "police", "--until", "2099-01-31", "--reason", "cover"]
    status, said = run(capsys, "give", *words)
    assert status == 0
    which = said.out.strip()
    assert Grant.objects.get(pk=which).until.year == 2099
    _, said = run(capsys, "grants", "--as", "chief@town.example", "--json")
    assert which in {one["grant"] for one in json.loads(said.out)}
    assert run(capsys, "end", which, "--as", "chief@town.example", "--reason", "back")[0] == 0
    assert Grant.objects.get(pk=which).end_reason == "back"


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"--role": "administrator"}, "role_not_yours_to_give"),
        ({"--to": "chief@town.example"}, "to_oneself"),
        ({"--to": "nobody@town.example"}, "no_account"),
        ({"--organisation": "nowhere"}, "no_organisation"),
        ({"--area": "nowhere"}, "area_unknown"),
    ],
)
def test_what_may_not_be_given_ends_with_1_and_the_reason(capsys, town, changes, code):
    words = {"--as": "chief@town.example", "--to": "new@town.example", "--role": "beat_officer"}
    words |= {"--area": "station", "--organisation": "police", "--reason": "cover"} | changes
    status, said = run(capsys, "give", *[part for pair in words.items() for part in pair])
    assert status == 1 and code in said.err


def test_the_first_administrator_is_appointed_by_whoever_holds_the_machine(capsys, town, as_fixture):
    words = ["--to", "admin@town.example", "--role", "administrator", "--reason", "first"]
    with as_fixture():
        status, _ = run(capsys, "appoint", *words)
    made = Account.objects.get(email="admin@town.example")
    grant = Grant.objects.get(account=made)
    assert status == 0 and grant.role == "administrator" and grant.area_id is None and grant.given_by is None
