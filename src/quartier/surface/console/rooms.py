"""The rooms of this installation: the console's own page modules and the staff pages of the installed features."""

import pkgutil
from collections.abc import Callable, Iterable
from functools import cache
from importlib import import_module
from types import ModuleType
from typing import Any

from django.conf import settings

from quartier.ui.rooms import Hit, Room, Task


@cache
def modules() -> tuple[ModuleType, ...]:
    """Modules that offer a ROOM, in the order of the navigation."""
    package = import_module("quartier.surface.console")
    names = [f"quartier.surface.console.{found.name}" for found in pkgutil.iter_modules(package.__path__)]
    names += [f"quartier.features.{feature}.web.urls" for feature in settings.QUARTIER_FEATURES]
    skipped = {f"quartier.surface.console.{name}" for name in ("urls", "tests", "rooms")}
    loaded = [import_module(name) for name in names if name not in skipped]
    return tuple(sorted((one for one in loaded if hasattr(one, "ROOM")), key=lambda one: one.ROOM.order))


def open_to(visit: Any) -> list[Room]:
    """The rooms that this visit may enter."""
    return [room for one in modules() for room in _doors(one, visit)]


def board(visit: Any) -> list[tuple[Room, list[Task]]]:
    """What needs a hand, by room; rooms where nothing waits are left out."""
    told = [(room, list(ask(visit))) for room, ask in _asked("board", visit)]
    return [(room, tasks) for room, tasks in told if tasks]


def find(visit: Any, text: str) -> list[tuple[Room, list[Hit]]]:
    """What every room finds under this name."""
    told = [(room, list(ask(visit, text))) for room, ask in _asked("find", visit)]
    return [(room, hits) for room, hits in told if hits]


def _doors(module: ModuleType, visit: Any) -> list[Room]:
    """The module's room and its side doors (`MORE_ROOMS`), as far as this visit may and needs to use them."""
    rooms = (module.ROOM, *getattr(module, "MORE_ROOMS", ()))
    return [room for room in rooms if visit.may(room.permit) and not (room.unless and visit.may(room.unless))]


def _asked(name: str, visit: Any) -> Iterable[tuple[Room, Callable[..., Iterable[Any]]]]:
    for one in modules():
        doors = _doors(one, visit)
        if doors and hasattr(one, name):
            yield doors[0], getattr(one, name)
