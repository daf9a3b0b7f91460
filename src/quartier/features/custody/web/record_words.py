"""What a record says in words: how long, what follows, where somebody is, which part lies where, who may open it."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from quartier.core.accounts.roles import ROLES
from quartier.features.custody.rules.remarks import Remark
from quartier.ui import formats, words
from quartier.ui.tags.texts import local, tongue

PARTS: dict[str, tuple[Any, Any]] = {
    "file": (_("Personal file"), _("name, grounds, answers about risk, reasons of decisions")),
    "arrest": (_("Arrest"), _("what the arresting officer told")),
    "medical": (_("Medical"), _("findings, body map, medicines")),
    "lawyer": (_("Lawyer"), _("only that they met, and when, stands in the record")),
}
IN_PART: dict[str, Any] = {
    "file": _("in the file"),
    "arrest": _("in the arrest part"),
    "medical": _("in the medical part"),
    "lawyer": _("in the lawyer’s part"),
    "complaint": _("with the complaints body"),
}
WHERE: dict[str, Any] = {
    "street": _("On the way to the suite"),
    "held": _("In the suite"),
    "out": _("Out of the suite, in police hands"),
    "released": _("Not in police hands any more"),
}
KINDS: dict[str, Any] = {
    "criminal": _("criminal case"),
    "administrative": _("administrative offence"),
    "brought": _("brought in, not detained"),
}
ANSWERS: dict[str, Any] = {
    "wants": _("Wants it"),
    "not_now": _("Not now"),
    "declines": _("Does not want it"),
    "could_not": _("Could not answer"),
}
SIGNED: dict[str, Any] = {
    "finger": _("signed on the screen"),
    "screen": _("signed on the screen"),
    "paper": _("signed on paper"),
    "says": _("agreed aloud before a witness"),
    "aloud": _("agreed aloud before a witness"),
    "said": _("agreed aloud before a witness"),
    "refused": _("declined to sign"),
    "declined": _("declined to sign"),
    "could_not": _("could not sign"),
}
SIGNERS: dict[str, Any] = {
    "person": _("Detained person"),
    "officer": _("Officer"),
    "bringing": _("Officer who brought the person"),
    "appropriate_adult": _("Appropriate adult"),
    "interpreter": _("Interpreter"),
    "lawyer": _("Lawyer"),
}
PRESENCE: dict[str, Any] = {
    "card": _("proven at the door: digits of the card that were asked for"),
    "tag": _("proven at the door: the door’s tag was read"),
    "none": _("typed; nothing proves who stood at the door"),
}
REVIEWS = (
    _("First review done"),
    _("Second review done"),
    _("Third review done"),
    _("Fourth review done"),
    _("Fifth review done"),
    _("Sixth review done"),
)
RESTED = (
    _("First review, after eight hours of rest"),
    _("Second review, after eight hours of rest"),
    _("Third review, after eight hours of rest"),
    _("Fourth review, after eight hours of rest"),
    _("Fifth review, after eight hours of rest"),
    _("Sixth review, after eight hours of rest"),
)


def long_hours(length: timedelta) -> str:
    """In hours also where it is days: 43 h 48 of 72. Never negative."""
    minutes = abs(int(length.total_seconds())) // 60
    if minutes < 48 * 60:
        return formats.duration(timedelta(minutes=minutes), tongue())
    code = formats.tongue(tongue())
    hours, rest = divmod(minutes, 60)
    text = f"{hours}{formats.NBSP}{words.HOUR[code]}"
    if not rest:
        return text
    return (
        text + f"{formats.NBSP}{rest:02d}" + (f"{formats.NBSP}{words.MINUTE[code]}" if code == "uk" else "")
    )


def clock(at: datetime) -> str:
    return formats.clock(local(at), tongue(), table=True)


def day_and_clock(at: datetime) -> str:
    """20.11.2026 22:20."""
    return formats.table_moment(timezone.localtime(at), tongue())


def weekday_moment(at: datetime) -> str:
    """нд, 22.11.2026 15:32: the weekday helps to see how near it is."""
    here = timezone.localtime(at)
    day = words.SHORT_WEEKDAYS[formats.tongue(tongue())][here.weekday()]
    short = day if tongue() == "en" else day.lower()
    return f"{short}{',' if tongue()[:2] == 'uk' else ''} {formats.table_moment(here, tongue())}"


def arrived_after(length: timedelta) -> str:
    count = int(length.total_seconds()) // 60
    if count >= 60:
        return gettext("Arrived at the station after %(length)s") % {"length": long_hours(length)}
    return ngettext(
        "Arrived at the station after %(count)s minute",
        "Arrived at the station after %(count)s minutes",
        count,
    ) % {"count": count}


def late_by(length: timedelta) -> str:
    count = int(length.total_seconds()) // 60
    if count >= 60:
        return gettext("Late by %(length)s") % {"length": long_hours(length)}
    return ngettext("%(count)s minute late", "%(count)s minutes late", count) % {"count": count}


def instead(remark: Remark, *, at: datetime, pauses: bool) -> str:
    """The headline that a remark gives instead of the act's own, or nothing."""
    if remark.code == "arrived_after" and remark.length is not None:
        return arrived_after(remark.length)
    if remark.code in ("review_number", "after_rest") and 0 < remark.number <= len(REVIEWS):
        return str((RESTED if remark.code == "after_rest" else REVIEWS)[remark.number - 1])
    if remark.code == "still_held":
        return gettext("Detention limit passed. The person is not released")
    if remark.code == "pause" and remark.length is not None:
        said = {"at": clock(at), "length": long_hours(remark.length)}
        return (
            gettext("Back at %(at)s. Pause of %(length)s") % said
            if pauses
            else gettext("Back at %(at)s, after %(length)s") % said
        )
    return ""


def beside(remark: Remark, act: str) -> str:
    """What a correction changed, or how late a look into the cell was; or nothing."""
    if remark.code == "late_by" and remark.length is not None:
        return late_by(remark.length)
    if remark.code == "earlier":
        if act == "medically_examined":
            return gettext("Correction: the examination began earlier")
        return gettext("Correction: it happened earlier, by %(length)s") % _length(remark)
    if remark.code == "later":
        return gettext("Correction: it happened later, by %(length)s") % _length(remark)
    if remark.code == "voided":
        return gettext("Correction: entry No. %(number)s never happened") % {"number": remark.number}
    return ""


def _length(remark: Remark) -> dict[str, str]:
    return {"length": long_hours(remark.length or timedelta())}


def roles(codes: Iterable[str]) -> str:
    """Who may open something: names of roles, the first of several forms."""
    language = tongue()
    names = [ROLES[code].name.say(language).split(",")[0] for code in codes if code in ROLES]
    return ", ".join(dict.fromkeys(names))
