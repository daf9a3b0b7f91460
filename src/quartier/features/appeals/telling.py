"""What is said to whoever follows an appeal. One message for each change, and none without one."""

from datetime import datetime, timedelta
from typing import Any

from django.utils.translation import gettext_lazy as _

from quartier.core.accounts import queries as accounts
from quartier.core.messages import actions as messages
from quartier.core.messages import templates
from quartier.core.messages.actions import To
from quartier.core.messages.templates import Template
from quartier.core.registry.visits import Visit
from quartier.core.territory import queries as territory

LINK = "/%(language)s/appeals/%(tag)s/"
GAPS = {"number": "text", "tag": "text", "body": "by_language"}


def _said(code: str, subject: Any, changed: Any, *, sms: Any = "", **more: Any) -> Template:
    gaps = {**GAPS, **more.pop("gaps", {})}
    return Template(
        code=f"appeals.{code}", subject=subject, changed=changed, sms=sms, link=LINK, gaps=gaps, **more
    )


TEMPLATES = (
    _said(
        "lodged",
        _("Registered: %(number)s"),
        _("Your request %(number)s is registered."),
        next_step=_("%(body)s answers by %(due)s."),
        can_do=_("Keep the number. On the page below you see who has it and what happens next."),
        sms=_("%(number)s: registered. Answer due by %(due)s."),
        gaps={"due": "date"},
    ),
    _said(
        "lodged_undated",
        _("Registered: %(number)s"),
        _("Your request %(number)s is registered."),
        next_step=_("%(body)s answers. No rule names a day for this kind of request."),
        can_do=_("Keep the number. On the page below you see who has it and what happens next."),
        sms=_("%(number)s: registered."),
    ),
    _said(
        "acknowledged",
        _("In hand: %(number)s"),
        _("%(body)s has request %(number)s in hand."),
        next_step=_("This is not the answer yet. You hear from us when it comes."),
        sms=_("%(number)s: in hand."),
    ),
    _said(
        "forwarded",
        _("Sent on: %(number)s"),
        _("Request %(number)s is the matter of another body: %(body)s."),
        next_step=_("It has the request now and answers. You need not write again."),
        sms=_("%(number)s: sent on to the competent body."),
    ),
    _said(
        "asked",
        _("A question about %(number)s"),
        _("%(body)s needs something more to decide on request %(number)s."),
        next_step=_("Open the page below to read the question and to answer it."),
        sms=_("%(number)s: we have a question. Details on the website."),
    ),
    _said(
        "given",
        _("New facts on %(number)s"),
        _("What was asked on request %(number)s has been given."),
        next_step=_("%(body)s goes on with it."),
    ),
    _said(
        "extended",
        _("More time for %(number)s"),
        _("%(body)s needs more time for request %(number)s: until %(due)s."),
        next_step=_("The reason is on the page below."),
        sms=_("%(number)s: answer now due by %(due)s."),
        gaps={"due": "date"},
    ),
    _said(
        "answered",
        _("Answered: %(number)s"),
        _("%(body)s has answered request %(number)s."),
        next_step=_("Open the page below to read the answer."),
        can_do=_("If it does not settle the matter, you can have it taken up again there."),
        sms=_("%(number)s: answered. Details on the website."),
    ),
    _said(
        "joined",
        _("Joined with an earlier one: %(number)s"),
        _("Request %(number)s is about the same matter as an earlier one. They are answered together."),
        next_step=_("You hear of each step, as before. %(body)s answers."),
        sms=_("%(number)s: joined with an earlier request."),
    ),
    _said(
        "reopened",
        _("Taken up again: %(number)s"),
        _("Request %(number)s is open again."),
        next_step=_("%(body)s answers anew."),
        sms=_("%(number)s: open again."),
    ),
    _said(
        "escalated",
        _("Before a higher body: %(number)s"),
        _("Request %(number)s was put before %(body)s."),
        next_step=_("You hear of each further step."),
        sms=_("%(number)s: before a higher body."),
    ),
    _said(
        "closed",
        _("Closed without an answer: %(number)s"),
        _("Request %(number)s is closed without an answer."),
        next_step=_("The reason, and how to challenge it, are on the page below."),
        sms=_("%(number)s: closed. The reason is on the website."),
    ),
    _said(
        "late",
        _("Overdue: %(number)s"),
        _("The answer to request %(number)s was due by %(due)s. There is none yet."),
        next_step=_("%(body)s owes it. The public page shows that it is late."),
        can_do=_("On the page below you can put it before a higher body."),
        sms=_("%(number)s: the answer was due by %(due)s. None yet."),
        gaps={"due": "date"},
    ),
    _said(
        "quiet",
        _("No change yet: %(number)s"),
        _("Nothing has changed on request %(number)s for %(days)s days."),
        next_step=_("%(body)s has it."),
        gaps={"days": "number"},
        sms=_("%(number)s: no change for %(days)s days."),
    ),
    _said(
        "survey",
        _("Was it solved? %(number)s"),
        _("Four weeks ago %(body)s answered request %(number)s."),
        next_step=_(
            "Was the matter solved, and were you treated fairly? It takes one minute on the page below."
        ),
        can_do=_("Your answers are counted without your name and without the number."),
    ),
    _said(
        "published",
        _("Public now: %(number)s"),
        _("The public version of request %(number)s can be read by everybody."),
        next_step=_("Your name and your contacts are not in it."),
    ),
    _said(
        "withheld",
        _("Not made public: %(number)s"),
        _("The public version of request %(number)s was not let out. The request itself goes on."),
        next_step=_("The reason is on the page below."),
        can_do=_("You can object there; somebody else decides then."),
    ),
)


def register() -> None:
    templates.register(*TEMPLATES)


def say(
    code: str, row: Any, *, key: str, by: Visit, at: datetime, body: int | None = None, **gaps: Any
) -> int:
    """Tell whoever follows the appeal. `row`: the record, a view of it or its public version; `body`: whom the words name;
    `key`: which occasion of this kind, so that nobody hears it twice."""
    speaker = getattr(row, "organisation_id", None) or row.organisation
    named = accounts.organisation(body or speaker)
    return messages.tell(
        to=To(followers_of=row.id),
        template=f"appeals.{code}",
        gaps={"number": row.number, "tag": row.tag, "body": named.names if named else {"en": "?"}, **gaps},
        organisation=speaker,
        key=f"appeals.{code} {row.tag} {key}",
        about=row.id,
        about_tag=row.tag,
        by=by,
        at=at,
    )


def lodged(row: Any, *, by: Visit, at: datetime) -> int:
    """The receipt, as a message."""
    if row.due_at is None:
        return say("lodged_undated", row, key="", by=by, at=at)
    return say("lodged", row, key="", due=last_day(row.due_at, row.place_id), by=by, at=at)


def last_day(due_at: datetime, place: int) -> Any:
    """The day of the place at whose end something is due: a term in days ends at its midnight."""
    zone = territory.area(id=place, with_geometry=False).zone
    return (due_at - timedelta(microseconds=1)).astimezone(zone).date()
