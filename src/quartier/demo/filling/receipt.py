"""The town's one receipt on paper: the code of a record that stands in the ledger, for whoever is shown around."""

from quartier.core.incidents import queries
from quartier.core.registry import queries as spine

from .. import on_the_table
from .hands import Hands
from .incidents import ANALYSTS, TITLES


def fill(hands: Hands) -> None:
    """Write down the tag of Northfield's data set, as a clerk would print it."""
    path = on_the_table.receipt()
    if path.exists():
        return
    with hands.as_persona(ANALYSTS["en"])() as visit:
        which = next(row.id for row in queries.data_sets(visit) if row.title == TITLES["en"])
        tag = spine.subjects_for(visit).values_list("tag", flat=True).get(id=which)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"{tag}\n", encoding="ascii")
