"""The register of roles says what the glossary and the town need, and nothing that cannot be meant."""

import csv
from pathlib import Path

import pytest
import yaml

from quartier.core.accounts import mandates
from quartier.core.accounts.permits import PERMITS
from quartier.core.accounts.role import COMPARTMENTS, SECRET
from quartier.core.accounts.roles import ROLES, need_second_factor, permits_of

ROOT = Path(__file__).resolve().parents[5]


@pytest.mark.parametrize("role", ROLES.values(), ids=list(ROLES))
def test_a_role_uses_known_permits_and_compartments(role):
    assert role.permits <= set(PERMITS)
    assert role.compartments <= set(COMPARTMENTS)
    assert role.gives <= set(ROLES) - {role.code}
    assert 0 <= role.secrecy <= SECRET
    assert bool(role.secrecy) <= bool(role.compartments), "secrecy without a compartment opens nothing"


@pytest.mark.parametrize("language", ["uk", "fr", "fr-FR", "en"])
def test_every_role_is_named_and_described_in_every_language(language):
    for role in ROLES.values():
        assert role.name.say(language).strip()
        assert role.description.say(language).endswith(".")


def test_names_are_those_of_the_glossary():
    with (ROOT / "docs" / "reference" / "glossary.csv").open(encoding="utf-8") as stream:
        glossary = {row["code"]: row for row in csv.DictReader(stream)}
    for role in ROLES.values():
        for language in ("uk", "en"):
            assert glossary[role.code][language].startswith(role.name.say(language)[:9]), role.code


def test_every_role_of_the_demo_town_is_there():
    town = ROOT / "src" / "quartier" / "demo" / "town" / "personas.yaml"
    personas = yaml.safe_load(town.read_text(encoding="utf-8"))["personas"]
    assert {role for persona in personas for role in persona["roles"]} <= set(ROLES)


def test_whoever_sees_more_than_the_public_proves_it_twice():
    assert need_second_factor(["police_officer"])
    assert need_second_factor(["resident", "monitor"])
    assert need_second_factor(["a role that was removed"])
    assert not need_second_factor(["resident", "detainee", "volunteer"])


def test_nobody_reads_the_lawyers_compartment_by_area():
    assert not [role.code for role in ROLES.values() if "lawyer" in role.compartments]


def test_whoever_runs_the_installation_reads_no_record():
    assert not ROLES["administrator"].compartments
    assert not ROLES["auditor"].compartments
    assert "administrator" not in {given for role in ROLES.values() for given in role.gives}


def test_permits_are_the_union_and_an_unknown_role_permits_nothing():
    assert permits_of(["clerk", "gone"]) == ROLES["clerk"].permits
    assert permits_of([]) == frozenset()


def test_the_rows_for_the_database_carry_the_ceilings():
    rows = {(giver, given): (opens, compartments) for giver, given, opens, compartments, _ in mandates.rows()}
    assert rows["administrator", "prosecutor"] == (False, ["complaint", "general", "juvenile"])
    assert rows["shift_commander", "beat_officer"] == (True, ["appeals", "general"])
