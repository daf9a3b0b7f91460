"""How each home takes appeals, where that feature is switched on."""

from datetime import datetime

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
            desk = setup.read(document, place=hands.areas[told["home"]], bodies=hands.organisations)
            setup.found_desk(desk=desk, at=at)
    return len(desks)
