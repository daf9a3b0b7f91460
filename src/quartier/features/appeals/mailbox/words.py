"""What the mailbox says beneath a letter, to the clerk who reads it."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

NO_SUBJECT = gettext_lazy("Letter without a subject")
NO_TEXT = gettext_lazy("The letter has no text. See what is enclosed.")


def cut() -> str:
    return _("The letter is longer. Its whole text is in the mailbox.")


def left_out(name: str) -> str:
    """A file that could not be taken."""
    return _("Not taken from the letter: %(name)s. The file is in the mailbox.") % {"name": name}


def nameless(kind: str) -> str:
    return _("a file of the type %(type)s") % {"type": kind}


def closed(kind: str) -> str:
    """A part that nobody can read here."""
    return _("A part of the letter cannot be read here (%(type)s). It is in the mailbox.") % {"type": kind}


def names(number: str) -> str:
    """A number in the subject of a letter that was not added there."""
    return _("The letter names %(number)s. It is not running, or somebody else lodged it.") % {
        "number": number
    }
