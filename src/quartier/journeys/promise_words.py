"""What followers of a promise are told: one text for each thing that can happen to it, and for each long silence."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from quartier.core.accounts import queries as accounts
from quartier.core.messages import actions as messages
from quartier.core.messages.actions import To
from quartier.core.messages.templates import Template
from quartier.core.promises.queries import PromiseView
from quartier.core.registry.visits import Visit

GAPS = {"text": "by_language", "body": "by_language", "tag": "text"}
LINK = "/%(language)s/promises/%(tag)s/"


def _one(code: str, subject: Any, changed: Any, next_step: Any = "", *, sms: Any, **more: str) -> Template:
    return Template(
        code=f"promises.{code}",
        subject=subject,
        changed=changed,
        next_step=next_step,
        sms=sms,
        link=LINK,
        gathers=True,
        gaps=GAPS | more,
    )


TEMPLATES = (
    _one(
        "made",
        _("Promised: %(text)s"),
        _("%(body)s has promised in public: “%(text)s”"),
        _("It is due on %(due)s. You follow it and hear of each step."),
        sms=_("A promise was made on what you follow, due on %(due)s."),
        due="date",
    ),
    _one(
        "told",
        _("News of a promise: %(text)s"),
        _("%(body)s tells how far it is: “%(words)s”"),
        sms=_("News of a promise that you follow."),
        words="by_language",
    ),
    _one(
        "postponed",
        _("Postponed: %(text)s"),
        _("%(body)s names a later date, %(due)s: “%(words)s”"),
        _("The first date stays visible, and time is counted against it."),
        sms=_("A promise that you follow was postponed to %(due)s."),
        words="by_language",
        due="date",
    ),
    _one(
        "claimed",
        _("Said to be kept: %(text)s"),
        _("%(body)s says that it is kept: “%(words)s”"),
        _("It counts once somebody else has looked. On its page you can say what you see yourself."),
        sms=_("A promise that you follow is said to be kept. What do you see?"),
        words="by_language",
    ),
    _one(
        "confirmed",
        _("Kept: %(text)s"),
        _("%(body)s has looked and confirms that it is kept: “%(words)s”"),
        sms=_("A promise that you follow is kept and confirmed."),
        words="by_language",
    ),
    _one(
        "disputed",
        _("Disputed: %(text)s"),
        _("%(body)s has looked, and it is not kept: “%(words)s”"),
        _("It runs on. If its day is over, it is late."),
        sms=_("A promise that you follow is disputed."),
        words="by_language",
    ),
    _one(
        "dropped",
        _("Promise withdrawn: %(text)s"),
        _("%(body)s will not do it: “%(words)s”"),
        sms=_("A promise that you follow was withdrawn."),
        words="by_language",
    ),
    _one(
        "corrected",
        _("Words corrected: %(text)s"),
        _("%(body)s has corrected the words: “%(words)s”"),
        _("The words as first said stay beside the correction."),
        sms=_("The words of a promise that you follow were corrected."),
        words="by_language",
    ),
    _one(
        "late",
        _("Overdue: %(text)s"),
        _("%(body)s promised it by %(due)s. It is not kept yet."),
        _("It stands first in the public list until it is kept. You hear of each step."),
        sms=_("A promise that you follow is overdue since %(due)s."),
        due="date",
    ),
    _one(
        "silent",
        _("No news: %(text)s"),
        _("%(body)s has said nothing about it for %(days)s days."),
        _("It runs on. You hear from us as soon as something happens."),
        sms=_("No news for %(days)s days of a promise that you follow."),
        days="number",
    ),
)


def say(
    code: str, view: PromiseView, *, key: str, by: Visit, at: datetime, body: int | None = None, **more: Any
) -> int:
    """Tell the followers of a public promise; `body`: who did it, if that is not who owes it. Returns to how many."""
    known = accounts.organisation(body or view.organisation)
    texts = {view.language: view.newest} | ({} if view.corrected else view.translations)
    return messages.tell(
        to=To(followers_of=view.subject),
        template=f"promises.{code}",
        gaps={"text": texts, "body": known.names if known else {"en": "–"}, "tag": view.tag, **more},
        organisation=view.organisation,
        key=f"promises.{code} {view.tag} {key}".strip(),
        about=view.subject,
        about_tag=view.tag,
        by=by,
        at=at,
    )
