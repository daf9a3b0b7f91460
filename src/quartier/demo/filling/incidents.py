"""Incidents: each home's file is written by the recipe and brought in through the import that everyone uses."""

from collections.abc import Callable
from pathlib import Path

from django.conf import settings

from quartier.core.incidents import importing, queries

from .. import homes, incidents, world
from ..times import WAKES
from .hands import Enter, Hands

MAPPING, MONTHS_MAPPING = "quartier-demo", "quartier-demo-months"
MONTHS_TITLE = "Incidents of Northfield, months only"
ANALYSTS = {"en": "priya_venkatraj"}
TITLES = {
    "uk": "Події Липівської громади, два роки",
    "fr": "Faits de la zone des Tilleuls, deux ans",
    "en": "Incidents of Northfield, two years",
}


def fill(hands: Hands) -> None:
    """Bring in what is missing. An import that was stopped goes on where it stopped; one that ended is left alone."""
    for home in world.HOMES:
        enter = importer(hands, home)
        if is_there(enter, TITLES[home]):
            continue
        bring_in(
            file(f"{home}.csv", lambda home=home: incidents.as_csv(incidents.generate(home, now=WAKES))),
            mapping=MAPPING,
            title=TITLES[home],
            area=hands.areas[home],
            organisation=hands.organisations[homes.POLICE[home]],
            enter=enter,
        )


def fill_months(hands: Hands) -> None:
    """A second file of Northfield that tells months only: no hour and no near repeat is to be had from it."""
    enter = importer(hands, "en")
    if not is_there(enter, MONTHS_TITLE):
        bring_in(
            file("en-months.csv", lambda: incidents.month_only(incidents.generate("en", now=WAKES))),
            mapping=MONTHS_MAPPING,
            title=MONTHS_TITLE,
            area=hands.areas["en"],
            organisation=hands.organisations[homes.POLICE["en"]],
            enter=enter,
        )


def importer(hands: Hands, home: str) -> Enter:
    """The home's analyst, or the police's own service where no persona is one."""
    if home in ANALYSTS:
        return hands.as_persona(ANALYSTS[home])
    return hands.as_desk(homes.POLICE[home])


def is_there(enter: Enter, title: str) -> bool:
    """Whether a data set of this title holds a committed import."""
    with enter() as visit:
        return any(row.title == title and row.imports for row in queries.data_sets(visit))


def file(name: str, text: Callable[[], str]) -> Path:
    """The file in the demo's folder, written whole when it is not there yet. `text` makes its content."""
    folder = Path(settings.QUARTIER_ENV.data) / "demo" / "files"
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    return path if path.exists() else incidents.write(path, text())


def bring_in(path: Path, *, mapping: str, title: str, area: int, organisation: int, enter: Enter) -> None:
    importing.import_files(
        source=importing.source([path], name=mapping),
        area=area,
        organisation=organisation,
        title=title,
        enter=enter,
    )
