"""Names of the steps of a booking, what each is for, and how the law's wishes are said beside them."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from quartier.features.custody.rules.booking import Step, Wanted
from quartier.features.custody.views import StayView
from quartier.features.custody.web.frame import tongue
from quartier.ui.tags.texts import duration, table_clock

STEPS: dict[str, Any] = {
    "arrival": _("Arrival"),
    "handover": _("Handover, both heard"),
    "identity": _("Who it is"),
    "rights": _("Rights"),
    "decision": _("Decision on detention"),
    "telling": _("Lawyer and family told"),
    "child": _("Child: parents, adult"),
    "vulnerability": _("Special care"),
    "risk": _("Risk and level"),
    "body": _("Body map on entry"),
    "search": _("Search"),
    "property": _("Property"),
    "cell": _("Cell"),
}
FOR: dict[str, Any] = {
    "handover": _("Both are asked: the officer who brings, and the person, apart from each other."),
    "identity": _(
        "On the board only initials and the year of birth are shown. In doubt a person counts as a child."
    ),
    "rights": _("Read together with the person, in a language they understand."),
    "decision": _("Said in the person’s presence, with its grounds."),
    "risk": _("Ask, look, decide how closely the person is watched."),
    "body": _("What is seen, in centimetres and colours, without a guess at the cause."),
    "property": _("Count together with the person, seal, let them sign."),
    "cell": _("Alone wherever one may be alone."),
}
MARKS = {"done": "kept", "begun": "open", "open": "none", "needless": "none"}
STATES: dict[str, Any] = {
    "done": _("recorded"),
    "begun": _("begun"),
    "open": _("open"),
    "needless": _("not needed"),
}


def wish(one: Wanted, stay: StayView, now: datetime) -> tuple[str, str]:
    """(state, words) of what the law or the suite wants here: until when, by which article."""
    names = {limit.id: limit.names for limit in stay.standing.limits}.get(one.key, {})
    name = names.get(tongue()) or next(iter(names.values()), "")
    when, state = gettext("at once"), "soon"
    if one.due_at is not None and one.due_at > now:
        when = gettext("by %(time)s, in %(length)s") % {
            "time": table_clock(one.due_at),
            "length": duration(one.due_at - now),
        }
        state = ""
    elif one.due_at is not None:
        when, state = gettext("since %(time)s") % {"time": table_clock(one.due_at)}, "late"
    article = gettext("(%(article)s)") % {"article": one.article} if one.article else ""
    return state, " ".join(part for part in (name, when, article) if part)


def row(step: Step, *, here: str, query: str) -> dict[str, Any]:
    """One step as a line of the list."""
    seen = gettext("No %(number)s") % {"number": step.seen[-1].number} if step.seen else ""
    return {
        "label": str(STEPS[step.code]),
        "url": query,
        "current": step.code == here,
        "state": "soon" if step.is_open and step.wanted else MARKS[step.state],
        "word": str(STATES[step.state]),
        "note": seen,
    }
