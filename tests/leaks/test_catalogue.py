"""Every table of the database is locked exactly as declared, or excused with a reason that is still needed."""

import pytest
from django.db import connections

from quartier.core.registry import catalogue

pytestmark = [pytest.mark.database, pytest.mark.attack]


@pytest.fixture
def owner(real_logins):
    with connections["owner"].cursor() as cursor:
        yield cursor


def test_every_table_is_locked_or_excused(owner):
    faults = {table.name: table.fault for table in catalogue.tables(owner) if table.fault}
    assert faults == {}
    assert catalogue.stale_excuses(owner) == []


@pytest.mark.parametrize(
    ("damage", "fault"),
    [
        ("alter table registry_subject no force row level security", "row_security_off"),
        ("alter table registry_subject disable row level security", "row_security_off"),
        ("drop policy party_select on registry_subject", "policies_differ"),
        (
            "create policy extra on registry_subject for select to quartier_app using (true)",
            "policies_differ",
        ),
        ("alter policy cell_update on registry_subject using (true)", "policies_differ"),
        ("grant select on registry_subject to public", "granted_to_public"),
        ("create table stray (id int)", "neither_locked_nor_excused"),
        ("create materialized view stray as select 1", "neither_locked_nor_excused"),
    ],
)
def test_each_damage_is_seen(owner, damage, fault):
    """A mutant run: the proof above can fail."""
    owner.execute(damage)
    faults = [table.fault for table in catalogue.tables(owner) if table.fault]
    assert faults == [fault]
