"""Words of news: kinds, states, refusals."""

from django.utils.translation import gettext_lazy as _

from quartier.core.kit.errors import Problem, Refusal

KINDS = {
    "news": _("News"),
    "you_said_we_did": _("You said, we did"),
    "prevention": _("Advice"),
    "alert": _("Alert"),
}
STATES = {
    "draft": ("none", _("Draft")),
    "waiting": ("open", _("Waits for a second person")),
    "public": ("kept", _("Public")),
    "withdrawn": ("hold", _("Withdrawn")),
}
STEPS = {
    "offered": _("Offered for publication"),
    "published": _("Published"),
    "sent_back": _("Sent back"),
    "edited": _("Changed"),
    "withdrawn": _("Withdrawn"),
}
REFUSALS = {
    "needs_second_person": _(
        "Somebody else must let this out: whoever wrote a text does not publish it alone."
    ),
    "not_permitted": _("Your role does not allow this."),
    "edited_meanwhile": _(
        "Somebody else has changed this text meanwhile. Copy your version, open the page again and mend it there."
    ),
    "already_public": _("This text is public already."),
    "already_offered": _("This text waits or is public already."),
    "not_waiting": _("Nobody offered this text."),
    "not_public": _("This text is not public."),
    "already_withdrawn": _("This text was withdrawn already."),
    "own_language_missing": _("Write title and text in the language of the place."),
    "half_a_language": _("A language needs both title and text. Write the other one, or leave both empty."),
    "title_missing": _("Give it a title in one language at least."),
    "too_long": _("Too long: at most %(most)s characters."),
    "alert_without_end": _("An alert says until when it holds."),
    "kind_unknown": _("Choose what it is."),
    "reason_missing": _("Say why, in a few words. Residents can read it."),
}


def say(problem: Problem) -> str:
    """The sentence of one problem."""
    return str(REFUSALS.get(problem.code, problem.code)) % problem.details


def sentence(refusal: Refusal) -> str:
    """The sentence of a refusal that belongs to no field."""
    return str(REFUSALS.get(refusal.code, refusal.code))
