"""What custody says to those on duty: an alarm, a limit that is near, one that passed. No name, no ground, no finding."""

from collections.abc import Collection, Mapping
from datetime import datetime, timedelta
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from quartier.core.messages import actions as messages
from quartier.core.messages import templates
from quartier.core.messages.actions import To
from quartier.core.messages.templates import Template
from quartier.core.registry.visits import Visit

from .rules.acts.catalogue import ACTS
from .rules.alarms import ALARM, PASSED, WARNING, Call
from .views import StayView

LINK = "/console/custody/stays/%(stay)s/"
GAPS = {
    "number": "text",
    "stay": "text",
    "what": "by_language",
    "where": "by_language",
    "due": "instant",
    "minutes": "number",
    "article": "text",
}

TEMPLATES = (
    Template(
        code="custody.alarm",
        urgent=True,
        subject=_("Not done in time: %(number)s"),
        changed=_("%(number)s, %(where)s: %(what)s was due at %(due)s and is not in the record."),
        next_step=_("It is %(minutes)s minutes late. Rule: %(article)s."),
        can_do=_("Have it done now and recorded with its true time. This alarm stays in the record."),
        sms=_("%(number)s, %(where)s: late by %(minutes)s min. See the board."),
        link=LINK,
        gaps=GAPS,
    ),
    Template(
        code="custody.limit_warning",
        urgent=True,
        subject=_("Limit near: %(number)s"),
        changed=_("%(number)s, %(where)s: the limit ends at %(due)s. %(what)s."),
        next_step=_("%(minutes)s minutes are left. Rule: %(article)s."),
        can_do=_("Have the decision made before that, or release the person."),
        sms=_("%(number)s: limit ends in %(minutes)s min. See the board."),
        link=LINK,
        gaps=GAPS,
    ),
    Template(
        code="custody.limit_passed",
        urgent=True,
        subject=_("Limit passed: %(number)s"),
        changed=_(
            "%(number)s, %(where)s: the limit ended at %(due)s. %(what)s. The record says nothing of a release."
        ),
        next_step=_(
            "Rule: %(article)s. The passing stands in the record and its proof; nobody can take it back."
        ),
        can_do=_("Release the person, or have somebody with authority write down why not."),
        sms=_("%(number)s: limit passed %(minutes)s min ago. Not released."),
        link=LINK,
        gaps=GAPS,
    ),
)
CODES = {ALARM: "custody.alarm", WARNING: "custody.limit_warning", PASSED: "custody.limit_passed"}
MINUTE = timedelta(minutes=1)
WHERE = {
    "street": {"uk": "у дорозі", "fr": "en chemin", "en": "on the way"},
    "out": {"uk": "поза приміщенням", "fr": "hors du complexe", "en": "out of the suite"},
    "held": {"uk": "у приміщенні", "fr": "dans le complexe", "en": "in the suite"},
}
ROOM = {"uk": "камера {cell}", "fr": "cellule {cell}", "en": "cell {cell}"}


def register() -> None:
    templates.register(*TEMPLATES)


def say(call: Call, stay: StayView, *, to: Collection[UUID], by: Visit, at: datetime) -> int:
    """Tell these accounts of one call about a stay; nobody hears the same one twice."""
    return messages.tell(
        to=To(accounts=list(to)),
        template=CODES[call.kind],
        gaps={
            "number": stay.number,
            "stay": str(stay.id),
            "what": what(call, stay),
            "where": where(stay),
            "due": call.due_at,
            "minutes": round(abs(at - call.due_at) / MINUTE),
            "article": call.article or "–",
        },
        organisation=stay.suite.organisation,
        key=f"custody {stay.tag} {call.name}",
        about=stay.id,
        about_tag=stay.tag,
        by=by,
        at=at,
    )


def what(call: Call, stay: StayView) -> Mapping[str, str]:
    """What was owed, in the languages of the house: the limit's name from its pack, or the act that does it."""
    limit = next((one for one in stay.standing.limits if one.id == call.what), None)
    if limit is not None and any(limit.names.values()):
        return dict(limit.names)
    due = next((one for one in stay.standing.due if one.what == call.what), None)
    act = ACTS.get(due.act if due else call.what)
    if act is None:
        return {"en": call.what}
    return {"uk": act.words.uk, "fr": act.words.fr, "en": act.words.en}


def where(stay: StayView) -> Mapping[str, str]:
    if stay.cell:
        return {language: text.format(cell=stay.cell) for language, text in ROOM.items()}
    return WHERE.get(stay.state, WHERE["held"])
