"""Promises of each home: written down by the owner's desk, let out by its second person, confirmed or not by others."""

from datetime import date, datetime
from typing import Any

from quartier.core.accounts.roles import ROLES
from quartier.core.promises import actions, queries
from quartier.journeys.promise_steps import take
from quartier.journeys.publish_promise import publish_promise

from .. import world
from ..times import WAKES, instant, resolve
from .hands import Hands
from .people import speaker

VERBS = {
    "news": "told",
    "done_claimed": "claimed",
    "confirmed": "confirmed",
    "disputed": "disputed",
    "withdrawn": "dropped",
}
# Offices of people who play a part in the town without an account of their own.
OFFICES = {
    "nestor_paliichuk": "Начальник комунального підприємства з благоустрою",
}


def fill(hands: Hands) -> None:
    """What is missing; each promise goes on from the step at which it was left."""
    for row in world.read("promises")["promises"]:
        _one(row, hands)


def _one(row: dict[str, Any], hands: Hands) -> None:
    home, owner = row["home"], row["owner"]
    desk, editor = hands.as_desk(owner), hands.as_editor(owner)
    made = instant(row["made"], zone=world.zone(home), now=WAKES)
    text = said(row, made.astimezone(world.zone(home)).date(), hands)
    with desk() as visit:
        actions.desk(area=text.area, organisation=hands.organisations[owner], by=visit)
        view = _public(text.text, visit)
        waiting = next((one for one in queries.waiting_for(visit) if one.text == text.text), None)
    if view is None and waiting is None:
        with desk() as visit:
            actions.write(said=text, by=visit, at=made)
    if view is None:
        with editor() as visit:
            waiting = next(one for one in queries.waiting_for(visit) if one.text == text.text)
            publish_promise(tag=waiting.tag, by=visit, at=made)
            view = _public(text.text, visit)
    steps = [step for step in row["history"] if step["kind"] != "late"]
    for step in steps[len(view.steps) :]:
        _step(view.tag, step, row, hands)


def _public(text: str, visit: Any) -> Any:
    return next((one for one in queries.public(at=visit.now) if one.text == text), None)


def _step(tag: str, step: dict[str, Any], row: dict[str, Any], hands: Hands) -> None:
    """One thing that happened, in the name of whoever said it."""
    at = instant(step["at"], zone=world.zone(row["home"]), now=WAKES)
    with hands.as_desk(speaker(step, row))() as visit:
        if step["kind"] == "postponed":
            due = _day(step["due"], row["home"])
            take("postponed", tag=tag, due_on=due, words=step["text"], by=visit, at=at)
        else:
            take(VERBS[step["kind"]], tag=tag, words=step["text"], by=visit, at=at)


def said(row: dict[str, Any], made_on: date, hands: Hands) -> actions.Said:
    home = row["home"]
    return actions.Said(
        area=hands.areas[row["area"]],
        office=_office(row),
        language=home,
        text=row["text"][home],
        made_on=made_on,
        due_on=_day(row["due"], home),
        translations={code: text for code, text in row["text"].items() if code != home},
    )


def _day(form: str, home: str) -> date:
    found = resolve(form, zone=world.zone(home), now=WAKES)
    return found.date() if isinstance(found, datetime) else found


def _office(row: dict[str, Any]) -> str:
    """Never a name: the role of a persona, else the organisation."""
    who, home = row["said_by"], row["home"]
    person = world.persona(who)
    if person:
        return ROLES[person["roles"][0]].name.say(home)
    if who in OFFICES:
        return OFFICES[who]
    return str(next(one["name"][home] for one in world.places("organisations") if one["id"] == who))
