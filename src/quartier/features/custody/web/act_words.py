"""Refusals of an entry in the reader's words; what the law asks besides; names of whoever signs and how."""

from typing import Any

from django.utils.functional import lazystr
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from quartier.core.kit.errors import Problem, Refusal
from quartier.features.custody.rules.values import Wanted
from quartier.features.custody.web import refusals

WORDS = {
    "custody.unknown_answer": _("Choose one of the answers: %(label)s"),
    "custody.unknown_field": _("This is not asked here: %(label)s"),
    "custody.not_a_number": _("Write a whole number, for example 2: %(label)s"),
    "custody.not_an_instant": _("Write the time like this: 14:05, or 19.11.2026 14:05"),
    "custody.not_a_date": _("Write the date like this: 31 3 1980"),
    "custody.not_text": _("Write it in words: %(label)s"),
    "custody.not_rows": _("Write one thing in each row: %(label)s"),
    "custody.too_many_rows": _("These are too many rows. Make a second entry: %(label)s"),
    "custody.in_future": _("This time lies ahead. Write when it happened"),
    "custody.before_detention": _(
        "This time lies before the detention. Correct the moment of detention first"
    ),
    "custody.not_of_this_book": _("This is not recorded here"),
    "custody.not_yours": _("Your role does not record this"),
    "custody.cell_taken": _("Somebody is in this cell. Say that it is shared and why, or choose another one"),
    "custody.elsewhere": _("The person is in another room by the record. Record first that they left it"),
    "custody.seal_used": _("This seal is on another bag already. Check the number"),
    "custody.changed_meanwhile": _(
        "Somebody wrote here at the same moment. Send it once more; nothing typed is lost"
    ),
    "custody.nobody_to_hear": _("No body is left that could hear this. Tell the prosecutor at once"),
    "missing": _("Fill in: %(label)s"),
    "too_long": _("This is too long. Shorten it: %(label)s"),
}
SIGNERS = {
    "person": _("Detained person"),
    "bringing": _("Officer who brought the person"),
    "appropriate_adult": _("Appropriate adult"),
    "interpreter": _("Interpreter"),
    "lawyer": _("Lawyer"),
}
WAYS = (
    ("screen", _("signs on this screen")),
    ("paper", _("signs on paper")),
    ("said", _("says “I agree” before a witness")),
    ("declined", _("does not want to sign")),
    ("could_not", _("cannot sign now")),
)


def say(problem: Problem, label: Any = "", *, row: str = "") -> str:
    """One problem of one question. row: the number of a row and its column, counted from 0."""
    sentence = WORDS.get(problem.code) or refusals.WORDS.get(problem.code)
    if sentence is None:
        return gettext("This was not taken (%(code)s).") % {"code": problem.code}
    said = str(sentence) % {"label": label} if "%(label)s" in str(sentence) else str(sentence)
    number = row.partition(".")[0]
    if not number.isdigit():
        return said
    return gettext("Row %(number)s. %(sentence)s") % {"number": int(number) + 1, "sentence": said}


def sentence(refusal: Refusal) -> str:
    return say(Problem(field="", code=refusal.code))


def law_asks(hint: str, wanted: Wanted) -> Any:
    """A hint with the article that asks for the answer."""
    asks = gettext("The law asks for it (%(article)s).") % {"article": wanted.article}
    return lazystr(f"{hint} {asks}".strip())
