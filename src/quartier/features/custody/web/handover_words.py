"""The points of a handover in words: a title for each, and its lines as they are frozen when it is signed."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from quartier.features.custody.rules.handover import Point, Told
from quartier.features.custody.web import board_words as words
from quartier.features.custody.web.board import level_name
from quartier.features.custody.web.board_shown import place_name
from quartier.features.custody.web.frame import tongue

TITLES: dict[str, Any] = {
    "people": _("People held"),
    "late": _("Late now"),
    "risks": _("Risks and what is done about them"),
    "away": _("Out of the suite, or on the way"),
    "limits": _("Limits of the law in the next 12 hours"),
    "reviews": _("Reviews in the next 12 hours"),
    "medication": _("Medicines and medical checks"),
    "rooms": _("Cells that cannot be used"),
    "force": _("Force used, forms that are awaited"),
    "staff": _("Staff"),
    "keys": _("Keys and equipment"),
}
# What no record knows: whoever hands over writes it.
ASKED = ("force", "staff", "keys")
ROOMS = {"out": _("out of use"), "cleaning": _("to be cleaned")}


def title(code: str) -> str:
    return str(TITLES.get(code, code))


def lines(point: Point, now: datetime) -> list[str]:
    """Each line of a point as one sentence. Nothing of it is a line too."""
    if not point.lines:
        return [gettext("Nothing")]
    say = {"people": _who, "risks": _who, "away": _away, "rooms": _room}.get(point.code, _due)
    return [say(told, now) for told in point.lines]


def _name(told: Told) -> str:
    label = told.label or gettext("not yet named")
    return gettext("%(place)s, %(who)s") % {"place": place_name(told.cell), "who": label}


def _who(told: Told, now: datetime) -> str:
    parts = [level_name(told.level)] if told.level else []
    return ": ".join(part for part in (_name(told), _listed(parts + _marks(told))) if part)


def _away(told: Told, now: datetime) -> str:
    return f"{_name(told)}: {_listed([words.where_name(told.what), *_marks(told)])}"


def _due(told: Told, now: datetime) -> str:
    names = told.task.names if told.task else {}
    what = names.get(tongue()) or words.due_name(told.what, told.act)
    clock = words.clock_of(told.at, now) if told.at else ""
    return f"{_name(told)}: {_listed([what, clock])}"


def _room(told: Told, now: datetime) -> str:
    since = words.clock_of(told.at, now) if told.at else ""
    return f"{place_name(told.cell)}: {_listed([str(ROOMS.get(told.what, told.what)), since])}"


def _marks(told: Told) -> list[str]:
    return [words.mark_name(mark) for mark in told.marks]


def _listed(parts: list[str]) -> str:
    return ", ".join(part for part in parts if part)
