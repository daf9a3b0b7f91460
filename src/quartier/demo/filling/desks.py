"""How each home takes appeals, where that feature is switched on."""

from datetime import datetime
from typing import Any

from django.conf import settings

from quartier.core.registry import lock

from .. import world
from .hands import Hands


def fill(hands: Hands, *, at: datetime) -> int:
    """Set the desks up, or correct them; returns how many there are."""
    if "appeals" not in settings.QUARTIER_FEATURES:
        return 0
    from quartier.features.appeals import setup

    desks = world.read("desks")["desks"]
    for told in desks:
        document = {name: value for name, value in told.items() if name != "home"}
        with lock.visit(None):
            facts = setup.read(document, place=hands.areas[told["home"]], bodies=hands.organisations)
            setup.found_desk(desk=facts, at=at)
    return len(desks)


def desk(home: str) -> dict[str, Any]:
    """What the town says of a home's desk."""
    return next(each for each in world.read("desks")["desks"] if each["home"] == home)


def bodies(home: str) -> set[str]:
    """To whom an appeal can be sent on there."""
    told = desk(home)
    routed = {one["organisation"] if isinstance(one, dict) else one for one in told["routes"].values()}
    return routed | {told["complaints"], told["higher"]}
