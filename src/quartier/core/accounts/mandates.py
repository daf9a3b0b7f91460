"""The register of roles as rows, so that the database refuses what the roles do not allow."""

from typing import Any

from quartier.core.accounts.roles import ROLES


def rows() -> list[tuple[str, str, bool, list[str], int]]:
    """(giver, given, whether the giver's role opens records, ceilings of the given role)."""
    return [
        (giver.code, given, bool(giver.compartments), sorted(ROLES[given].compartments), ROLES[given].secrecy)
        for giver in ROLES.values()
        for given in sorted(giver.gives)
    ]


def fill(cursor: Any) -> None:
    """Replace the table by what the register says now. A migration calls this whenever the register changes."""
    cursor.execute("delete from accounts.mandate")
    cursor.executemany(
        "insert into accounts.mandate (giver, given, giver_opens_records, compartments, secrecy) "
        "values (%s, %s, %s, %s, %s)",
        rows(),
    )
