"""What the board says: things due, marks, places, in the reader's language."""

from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import get_language, gettext, ngettext, pgettext
from django.utils.translation import gettext_lazy as _

from quartier.features.custody.rules.acts.catalogue import ACTS
from quartier.ui.tags.texts import day_month, duration, table_clock

# Long where there is room (the rail), short in a tile.
DUE: dict[str, tuple[Any, Any]] = {
    "check": (_("check"), _("Check")),
    "check_rouse": (_("check and rouse"), _("Rouse")),
    "watch": (_("physical check"), _("Check")),
    "medication": (_("medication"), _("Medic.")),
    "recheck": (_("second look by the doctor"), _("Doctor")),
    "medical": (_("doctor asked for"), _("Doctor")),
    "decision": (_("decision on detention"), _("Decide")),
    "rights": (_("rights to be told"), _("Rights")),
    "right": (_("ask about a right again"), _("Rights")),
    "legal_aid": (_("tell the legal aid centre"), _("Lawyer")),
    "lawyer": (_("call the lawyer"), _("Lawyer")),
    "third_person": (_("tell the person chosen"), _("Family")),
    "risk": (_("risk assessment"), _("Risk")),
    "review": (_("review of detention"), _("Review")),
    "meal": (_("meal"), _("Meal")),
    "rest": (_("rest"), _("Rest")),
    "interview": (_("end or break of the interview"), _("Break")),
    "interpreter": (_("interpreter"), _("Interp.")),
    "handover": (_("take over from the officers who brought the person"), _("Take")),
    "book": (_("book in"), _("Book")),
    "cell": (_("allocate a cell"), _("Cell")),
    "release": (_("release"), _("Out")),
}
MARKS: dict[str, Any] = {
    "child": _("under 18"),
    "minor": _("under 18"),
    "appropriate_adult": _("appropriate adult here"),
    "appropriate_adult_here": _("appropriate adult here"),
    "interpreter": _("needs an interpreter"),
    "force_used": _("force used"),
    "injury": _("injury noted"),
    "self_harm": _("risk of self-harm"),
    "self_harm_risk": _("risk of self-harm"),
    "intoxicated": _("intoxicated"),
    "medication": _("takes medicines"),
    "complaint": _("complaint made"),
    "shared": _("shared cell"),
    "lawyer_in_room": _("lawyer in room, no check now"),
    "lawyer_here": _("lawyer here"),
    "lawyer_called": _("lawyer called"),
    "in_hospital": _("in hospital"),
    "rights_not_told": _("rights not yet told"),
    "not_decided": _("detention not yet decided"),
    "clock_paused": _("clock paused"),
}
WHERE: dict[str, Any] = {
    "street": _("On the way"),
    "on_the_way": _("On the way"),
    "station": _("At the station"),
    "reception": _("Reception"),
    "cell": _("In the cell"),
    "hospital": _("Hospital"),
    "interview": _("Interview"),
    "court": _("Court"),
    "consultation": _("Lawyer"),
    "medical": _("Doctor"),
    "yard": _("Yard"),
    "transfer": _("On transfer"),
    "transit": _("On transfer"),
    "visit": _("Visit"),
    "out": _("Out of the suite"),
}
PLACES: dict[str, Any] = {
    "ready": _("Free"),
    "cleaning": _("Cleaning"),
    "out": _("Out of use"),
}


def due_name(what: str, act: str = "") -> str:
    """In the rail: "check and rouse"."""
    known = DUE.get(what) or DUE.get(act)
    return str(known[0]) if known else _spoken(what)


def due_short(what: str, act: str = "") -> str:
    """In a tile: "Check"."""
    known = DUE.get(what) or DUE.get(act)
    return str(known[1]) if known else _spoken(what)


def why_out(code: str) -> str:
    """Why a cell cannot be used, in the words of the act that said so."""
    options = ACTS["cell_out"].field("why").options
    return next((one.words.say(get_language() or "en") for one in options if one.code == code), code)


def _spoken(code: str) -> str:
    return code.replace("_", " ")


def mark_name(code: str, *, paused: bool = False) -> str:
    """`paused`: the clock of detention stands still, which is so under some laws only."""
    if code == "in_hospital" and paused:
        return gettext("In hospital. Clock paused")
    return str(MARKS.get(code, _spoken(code)))


def where_name(code: str) -> str:
    return str(WHERE.get(code, _spoken(code)))


def left_words(left: timedelta) -> str:
    """ "8 min" while there is time, "6 min late" after it; whole hours once it is so late that minutes say nothing."""
    if left < timedelta():
        return gettext("%(length)s late") % {"length": duration(_coarse(-left))}
    return duration(left)


def left_short(left: timedelta) -> str:
    """The same for a tile, which says the word itself on top."""
    if left < timedelta():
        return pgettext("on a tile that is marked late", "%(length)s late") % {
            "length": duration(_coarse(-left))
        }
    return duration(left)


def _coarse(late: timedelta) -> timedelta:
    hours = timedelta(hours=late // timedelta(hours=1))
    return hours or late


def late_sentence(late: timedelta) -> str:
    """In the log: "25 minutes late", in full."""
    minutes = int(late.total_seconds()) // 60
    if minutes >= 120:
        return gettext("Late by %(length)s") % {"length": duration(late)}
    return ngettext("%(count)s minute late", "%(count)s minutes late", minutes) % {"count": minutes}


def clock_of(at: datetime, now: datetime) -> str:
    """The time of day; with the day where it is not clear from the hour."""
    if abs(at - now) < timedelta(hours=18) or timezone.localtime(at).date() == timezone.localtime(now).date():
        return table_clock(at)
    return f"{day_month(at)}, {table_clock(at)}"
