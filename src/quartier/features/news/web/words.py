"""Words of news: kinds, states, refusals."""

from django.utils.translation import gettext_lazy as _

from quartier.core.files import words as files
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
    "theme_unknown": _("Choose one of the themes."),
    "scale_unknown": _("Choose one of the answers."),
    "image_missing": _(
        "Say in this language what can be seen in the picture: without that it is not published."
    ),
    "photo_missing": _("Choose a picture."),
    "reason_missing": _("Say why, in a few words. Residents can read it."),
}


URGENCIES = {
    "Immediate": _("At once"),
    "Expected": _("Within the next hour"),
    "Future": _("Later"),
    "Past": _("It is over"),
    "Unknown": _("Not known"),
}
SEVERITIES = {
    "Extreme": _("Extraordinary danger to life or property"),
    "Severe": _("Great danger to life or property"),
    "Moderate": _("Possible danger to life or property"),
    "Minor": _("Little or no danger"),
    "Unknown": _("Not known"),
}
CERTAINTIES = {
    "Observed": _("It has happened or is happening"),
    "Likely": _("More likely than not"),
    "Possible": _("Possible, but not likely"),
    "Unlikely": _("Not expected"),
    "Unknown": _("Not known"),
}


def say(problem: Problem) -> str:
    """The sentence of one problem."""
    if problem.code in files.REFUSALS:
        return files.sentence(problem)
    return str(REFUSALS.get(problem.code, problem.code)) % problem.details


def sentence(refusal: Refusal) -> str:
    """The sentence of a refusal that belongs to no field."""
    return str(REFUSALS.get(refusal.code, refusal.code))
