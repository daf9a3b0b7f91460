"""News of each home: written by one person or desk, let out by another, as the news feature asks."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.conf import settings

from .. import world
from ..times import WAKES, instant, render
from .hands import Enter, Hands

# Personas who write, and who decide; elsewhere two service accounts of the organisation do.
WRITERS = {"lypivka_council": "oksana_dibrova", "valombre_commune": "fatou_diarrassy"}
DECIDERS = {"lypivka_council": "yurii_semeniaka", "tilleuls_police": "joris_vanhaecht"}


# The town's alerts name categories of CAP; ours are themes that residents know.
THEMES = {
    "Transport": "roads",
    "Safety": "missing",
    "Rescue": "missing",
    "Met": "weather",
    "Fire": "fire",
    "Infra": "utilities",
    "Health": "health",
    "Security": "security",
    "Env": "environment",
}


def fill(hands: Hands) -> None:
    """Write, offer and let out what is missing; each text goes on from the step at which it was left."""
    if "news" not in settings.QUARTIER_FEATURES:
        return
    for row in world.read("news")["news"]:
        _one(row, hands)


def _one(row: dict[str, Any], hands: Hands) -> None:
    from quartier.features.news import actions

    office = row["organisation"]
    write, decide = _writer(office, hands), _decider(office, hands)
    at = instant(row["published"], zone=world.zone(row["home"]), now=WAKES)
    place, organisation = hands.areas[row["home"]], hands.organisations[office]
    with write() as visit:
        actions.desk(place=place, organisation=organisation, by=visit)
    for step in _steps_missing(row, write):
        with (decide if step == "publish" else write)() as visit:
            item = _found(row, visit)
            if step == "write":
                text = actions.Written(**_text(row, hands))
                actions.write(text=text, place=place, organisation=organisation, by=visit, at=at)
            elif step == "offer":
                actions.offer(item=item.id, by=visit, at=at)
            else:
                actions.publish(item=item.id, by=visit, at=at)


def _steps_missing(row: dict[str, Any], write: Enter) -> Iterator[str]:
    with write() as visit:
        item = _found(row, visit)
    state = item.state if item else ""
    if state == "":
        yield "write"
    if state in ("", "draft"):
        yield "offer"
    if state in ("", "draft", "waiting"):
        yield "publish"


def _found(row: dict[str, Any], visit: Any) -> Any:
    """The text as the visit sees it, or None."""
    from quartier.features.news import queries

    title = _rendered(row, "title")
    return next((item for item in queries.items_for(visit, limit=500) if item.titles == title), None)


def _text(row: dict[str, Any], hands: Hands) -> dict[str, Any]:
    expires: datetime | None = None
    if "cap" in row:
        expires = instant(row["cap"]["expires"], zone=world.zone(row["home"]), now=WAKES)
    return {
        "kind": row["kind"],
        "area": hands.areas[row.get("area") or row["home"]],
        "titles": _rendered(row, "title"),
        "texts": _rendered(row, "text"),
        "images": _rendered(row, "image_alt"),
        "expires_at": expires,
        "theme": row.get("theme") or THEMES.get(row.get("cap", {}).get("category", ""), ""),
        "warning": _warning(row),
    }


def _warning(row: dict[str, Any]) -> Any:
    """What an alert of the town says for sirens and apps."""
    from quartier.features.news.themes import Hazard

    if "cap" not in row:
        return Hazard()
    scales = {name: row["cap"][name] for name in ("urgency", "severity", "certainty")}
    said = _rendered(row["cap"], "instruction", home=row["home"]) if "instruction" in row["cap"] else {}
    return Hazard(**scales, instructions=said)


def _rendered(row: dict[str, Any], name: str, *, home: str = "") -> dict[str, str]:
    zone = world.zone(home or row["home"])
    return {
        language: render(text, language=language, zone=zone, now=WAKES)
        for language, text in row[name].items()
    }


def _writer(office: str, hands: Hands) -> Enter:
    return hands.as_persona(WRITERS[office]) if office in WRITERS else hands.as_desk(office)


def _decider(office: str, hands: Hands) -> Enter:
    return hands.as_persona(DECIDERS[office]) if office in DECIDERS else hands.as_editor(office)
