"""A fourth place with real data: Mole Valley (Dorking) and Surrey's street-level incidents, where they lie at hand.

They are read where they are and never copied. Without them the town is complete: Northfield's file of months, of our
own making, shows what data without days can bear.
"""

import os
from datetime import datetime
from pathlib import Path
from uuid import UUID

from quartier.core.accounts import queries, setup
from quartier.core.incidents import importing
from quartier.core.kit.errors import Conflict
from quartier.core.registry import lock
from quartier.core.territory import imports
from quartier.core.territory import queries as territory
from quartier.core.territory.rules.mappings import library

from . import releases
from .hands import Hands
from .incidents import is_there

BOUNDARIES, BOUNDARY_MAPPING = "places/uk_surrey_dorking/surrey_wards2012.geojson", "uk-mole-valley-wards"
INCIDENTS, INCIDENT_MAPPING = "crime/surrey", "uk-police"
HOME, ORGANISATION = "mole-valley", "open_data"
TITLE = "Surrey, street level, October 2018 to February 2019"
NAMES = {"uk": "Відкриті дані (справжні)", "fr": "Données ouvertes (réelles)", "en": "Open data (real)"}
READERS = {
    "priya_venkatraj": "crime_analyst",
    "helen_stroudley": "shift_commander",
    "leila_hartnoll": "police_officer",
}


def folder() -> Path | None:
    """Where the real data lie: QUARTIER_REAL_DATA, or beside the checkout; None where neither is there."""
    beside = Path(__file__).resolve().parents[4].parent / "shared" / "data"
    found = Path(os.environ.get("QUARTIER_REAL_DATA") or beside)
    return found if (found / BOUNDARIES).exists() and (found / INCIDENTS).is_dir() else None


def fill(hands: Hands, *, at: datetime) -> bool:
    """Bring the place in; False where the data are not there.

    The incidents are all of Surrey's; those outside Mole Valley are on the console's map without an area, and are not
    released: nobody asked for figures of areas that are not set up here.
    """
    here = folder()
    if here is None:
        return False
    place = _areas(here, at=at)
    office = setup.found_organisation(id=100, slug=ORGANISATION, kind="partner", names=NAMES, area=place)
    for persona, role in READERS.items():
        _appoint(hands.accounts[persona], role, place=place, office=office, at=at)
    enter = hands.as_persona("priya_venkatraj")
    if not is_there(enter, TITLE):
        importing.import_files(
            source=importing.source(sorted((here / INCIDENTS).glob("*.csv.gz")), name=INCIDENT_MAPPING),
            area=place,
            organisation=office,
            title=TITLE,
            enter=enter,
        )
    releases.release(enter, title=TITLE, place=place, origin="")
    return True


def _areas(here: Path, *, at: datetime) -> int:
    """The number of the home; its boundaries are imported the first time."""
    known = _home()
    if known is not None:
        return known
    imports.import_boundaries(
        data=(here / BOUNDARIES).read_bytes(), mapping=library()[BOUNDARY_MAPPING], at=at
    )
    found = _home()
    if found is None:
        raise Conflict("boundaries_refused", file=BOUNDARIES)
    return found


def _home() -> int | None:
    with lock.visit(None):
        return next((home.id for home in territory.homes() if home.slug == HOME), None)


def _appoint(account: UUID, role: str, *, place: int, office: int, at: datetime) -> None:
    held = {(one.role, one.organisation) for one in queries.holdings(account, at=at)}
    if (role, office) not in held:
        setup.appoint(account=account, role=role, area=place, organisation=office, at=at, reason="demo")
