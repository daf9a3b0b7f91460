"""A card for each right: what is read, what was answered before, what is left to do, in plain values for a page."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from quartier.features.custody.rules import reading
from quartier.features.custody.rules.acts.catalogue import ACTS
from quartier.features.custody.rules.asking import Asked
from quartier.features.custody.rules.notices.notice import Letter, Part
from quartier.features.custody.views import StayView
from quartier.features.custody.web.frame import tongue
from quartier.features.custody.web.rights_forms import RightsForm
from quartier.ui.tags.texts import table_clock

TELLS = ("rights_told", "rights_told_orally")
PROBLEMS: dict[str, Any] = {
    "custody.in_future": _("This lies ahead. Enter when it happened; now at the latest."),
    "custody.before_detention": _("This is before the person lost their liberty."),
    "custody.nothing_said": _("Write an answer, or say that rights were told."),
    "custody.not_asked_about": _("Nothing is asked about this right."),
    "too_long": _("This is too long. Shorten it."),
}


def problem(code: str) -> str:
    return str(PROBLEMS.get(code) or gettext("This was not taken (%(code)s).") % {"code": code})


def told_at(asked: Sequence[Asked]) -> datetime | None:
    """When rights were first told."""
    return min((one.line.told.occurred_at for one in asked if one.line.told), default=None)


def cards(
    asked: Sequence[Asked], letter: Letter, form: RightsForm, *, stay: StayView, now: datetime
) -> list[dict[str, Any]]:
    """One for each right, those first that are asked about, each in the order of the pack."""
    parts = {part.right: part for part in letter.parts}
    found = [_card(one, parts[one.right.id], form, stay=stay, now=now) for one in asked]
    return sorted(found, key=lambda card: not card["asked"])


def _card(one: Asked, part: Part, form: RightsForm, *, stay: StayView, now: datetime) -> dict[str, Any]:
    id = one.right.id
    _act, codes = reading.WISHES.get(id, ("", ()))
    fields = one.right.asked
    return {
        "id": id,
        "head": part.head,
        "lines": part.lines,
        "asked": fields,
        "article": one.right.article,
        "verified": one.right.verified,
        "answer": form[f"answer_{id}"] if fields else None,
        "wishes": [form[f"wish_{id}_{code}"] for code in codes] if fields else [],
        "reason": form[f"reason_{id}"] if fields else None,
        "again": form[f"again_{id}"] if fields else None,
        "state": state(one, now=now),
        "history": _history(one),
        "waiver": _waiver(one),
        "delays": _delays(one, stay),
    }


def state(one: Asked, *, now: datetime) -> tuple[str, str]:
    """The mark and the words of how it stands."""
    line = one.line
    if one.put_off is not None:
        return _put_off(one, now=now)
    if line.done is not None and line.done.act not in TELLS:
        return "kept", gettext("Done at %(at)s") % {"at": table_clock(line.done.occurred_at)}
    if one.again_at is not None:
        mark = "late" if one.again_at < now else "soon"
        return mark, gettext("Ask again at %(at)s") % {"at": table_clock(one.again_at)}
    if one.reminded:
        return "soon", gettext("Tell it and ask again now")
    if one.owed:
        return "open", gettext("Wanted, not done yet")
    if line.answer == "declines":
        return "none", gettext("Does not want it; may change their mind")
    if line.told is not None:
        return "kept", gettext("Told at %(at)s") % {"at": table_clock(line.told.occurred_at)}
    return "open", gettext("Not told yet")


def _put_off(one: Asked, *, now: datetime) -> tuple[str, str]:
    delay = one.put_off
    if delay is None or delay.until is None:
        return "hold", gettext("Put off by decision; no end was named")
    at = {"at": table_clock(delay.until)}
    if delay.until < now:
        return "late", gettext("Put off until %(at)s; that has passed") % at
    return "hold", gettext("Put off by decision until %(at)s at the latest") % at


def _history(one: Asked) -> list[str]:
    """Each answer with its time and the number of its entry; only where there is one."""
    return [
        gettext("%(at)s: %(answer)s (entry No. %(number)s)")
        % {
            "at": table_clock(at),
            "answer": reading.ANSWERS[answer].say(tongue()) if answer in reading.ANSWERS else answer,
            "number": number,
        }
        for answer, at, number in one.answers
    ]


def _waiver(one: Asked) -> str:
    """What is to be known before a no is written down."""
    if not one.waivable:
        return gettext("A no is written down, and the right is granted all the same.")
    waiver = one.right.waiver
    return waiver.words.get(tongue(), "") if waiver else ""


def _delays(one: Asked, stay: StayView) -> dict[str, Any] | None:
    """Who may put the right off, on which grounds and for how long; and where that is written down."""
    if not one.right.delays:
        return None
    ended = one.put_off is not None
    return {
        "rules": [
            {
                "words": delay.words.get(tongue(), ""),
                "grounds": [ground.words.get(tongue(), ground.code) for ground in delay.grounds],
                "longest": gettext("at most %(hours)s hours") % {"hours": delay.longest.value}
                if delay.longest.value
                else gettext("the law names no number of hours"),
                "article": delay.article,
            }
            for delay in one.right.delays
        ],
        "label": ACTS["right_delay_ended" if ended else "right_delayed"].do.say(tongue()),
        "url": _act_url(stay, "right_delay_ended" if ended else "right_delayed", one.right.id),
    }


def _act_url(stay: StayView, act: str, right: str) -> str:
    try:
        return f"{reverse('custody:act', args=[stay.id, act])}?right={right}"
    except NoReverseMatch:
        return ""
