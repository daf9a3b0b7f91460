"""Filling the town from nothing, or finishing what an interrupted filling left: each step adds only what is missing."""

import time
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings

from quartier.core.kit.errors import Conflict
from quartier.surface.cli import migrate, output

from . import clock
from .times import WAKES
from .words import gettext as _

# Offices and roles are older than the story: they were given long before the town wakes.
SINCE = WAKES - timedelta(days=800)


def run() -> dict[str, Any]:
    """Database, clock, and everything of the town. Says how many seconds each step took."""
    took: dict[str, Any] = {}
    _timed(took, "database", _("Database"), migrate.run)
    fill(took)
    return took


def fill(took: dict[str, Any], *, with_open_data: bool = True) -> Any:
    """Places, people, incidents, publication, news, on a simulated clock; gives the hands that did it."""
    from .filling import desks, incidents, news, open_data, people, places, promises, receipt, releases

    _wake()
    areas = _timed(took, "places", _("Places"), lambda: places.fill(at=SINCE))
    hands = _timed(took, "people", _("People"), lambda: people.fill(areas=areas, at=SINCE))
    _timed(took, "desks", _("Desks for requests"), lambda: desks.fill(hands, at=SINCE))
    if _keeps_people():
        from .filling import custody

        _timed(took, "custody", _("Custody suites"), lambda: custody.fill(hands, at=SINCE))
    _timed(took, "incidents", _("Incidents"), lambda: incidents.fill(hands))
    _timed(took, "months", _("Incidents by month"), lambda: incidents.fill_months(hands))
    _timed(took, "releases", _("Publication"), lambda: releases.fill(hands))
    if with_open_data:
        _timed(took, "open_data", _("Surrey's open data"), lambda: open_data.fill(hands, at=SINCE))
    _timed(took, "news", _("News"), lambda: news.fill(hands))
    if "appeals" in settings.QUARTIER_FEATURES:
        from .filling import answers

        _timed(took, "appeals", _("Appeals"), lambda: answers.fill(hands))
    _timed(took, "promises", _("Promises"), lambda: promises.fill(hands))
    receipt.fill(hands)
    return hands


def _keeps_people() -> bool:
    return "custody" in settings.QUARTIER_FEATURES


def _timed(took: dict[str, Any], name: str, label: str, step: Callable[[], Any]) -> Any:
    began = time.monotonic()
    found = step()
    took[name] = round(time.monotonic() - began, 2)
    output.say(f"{label:20} {took[name]:6.1f} s")
    return found


def _wake() -> None:
    """Set the clock, to before the first custody entry where there are any: nobody can set the time of recording.

    A real installation has organisations and no simulated clock: hands off.
    """
    from django.db import connections

    with connections["owner"].cursor() as cursor:
        if clock.is_simulated(cursor):
            return
        cursor.execute("select exists (select from accounts_organisation)")
        if cursor.fetchone()[0]:
            output.say(
                _("This data folder holds a real installation. Choose another one with QUARTIER_DATA.")
            )
            raise Conflict("installation_is_real")
        clock.wake(cursor, to=_begins())


def _begins() -> datetime:
    if not _keeps_people():
        return WAKES
    from .filling import custody_script

    return custody_script.begins()
