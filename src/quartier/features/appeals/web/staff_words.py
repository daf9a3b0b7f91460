"""Words of the clerk's pages: shapes of states, ways to reach people, refusals of an import."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from quartier.core.kit.errors import Invalid, Problem, Refusal
from quartier.features.appeals import words
from quartier.features.appeals.rules.takeover import Bad

STATE_MARKS = {
    "new": "none",
    "open": "open",
    "waiting": "hold",
    "forwarded": "none",
    "answered": "kept",
    "joined": "none",
    "closed": "none",
}
STEP_MARKS = {
    "answered": "kept",
    "closed": "none",
    "asked": "hold",
    "escalated": "soon",
    "extended": "soon",
    "withheld": "hold",
}
CLOCKS: dict[str, tuple[str, Any]] = {
    "not_started": ("none", _("has not begun")),
    "running": ("open", _("runs")),
    "paused": ("hold", _("paused")),
    "met": ("kept", _("kept")),
    "late": ("late", _("late")),
    "met_late": ("late", _("kept late")),
    "unknown": ("soon", _("not known")),
}
LANGUAGES = {"uk": _("Ukrainian"), "fr": _("French"), "en": _("English")}
WAYS: dict[str, Any] = {
    "": _("No messages: they come back with their code"),
    "email": _("E-mail"),
    "sms": _("SMS"),
    "letter": _("Letter"),
    "phone": _("A call by a clerk"),
}

# Why a whole file cannot be read.
FILES: dict[str, Any] = {
    "sheet_empty": _("The file has no rows."),
    "sheet_too_large": _("The file is larger than %(most)s MB. Divide it."),
    "sheet_too_many_rows": _("The file has more than %(most)s rows. Divide it."),
    "sheet_too_wide": _("The file has more than %(most)s columns. Keep those that are named below."),
    "sheet_old_excel": _("This is an Excel file of the old kind (.xls). Save it as .xlsx or CSV."),
    "sheet_document": _("This is a document, not a table. Save the table as .xlsx or CSV."),
    "sheet_damaged": _("The file is damaged, or protected by a password. Save it again without one."),
    "sheet_not_text": _("The file is neither a table nor text."),
    "sheet_encoding": _(
        "Line %(line)s holds letters in an unknown encoding. Choose the encoding, or save it as UTF-8."
    ),
    "sheet_encoding_unknown": _("There is no encoding of the name %(encoding)s."),
    "sheet_not_rows": _("Line %(line)s cannot be read as a row: a quotation mark does not close."),
    "columns_missing": _("These columns are missing: %(columns)s"),
    "no_rows": _("Under the head of the table stands no row."),
}
# Why one row stays outside.
ROWS: dict[str, Any] = {
    "empty": _("Nothing stands here, and the row needs it."),
    "too_long": _("Longer than %(most)s characters."),
    "here_already": _("A request with this number was taken in before."),
    "twice": _("The same number stands in line %(other)s."),
    "not_a_date": _("Not a date. Write it like this: 31.03.2026 or 2026-03-31."),
    "year_not_whole": _("Write the year with four digits."),
    "in_the_future": _("This day lies in the future."),
    "too_old": _("More than %(years)s years ago: this import is for what still runs."),
    "before_arrival": _("This day lies before the day on which the request arrived."),
    "answered_already": _("Answered already: this import is for what still runs."),
    "category_unknown": _("There is no such category. Their names are listed below."),
    "language_unknown": _("Not a language of this place. Write uk, fr or en."),
    "organisation_unknown": _("No body of this name takes requests here."),
    "channel_unknown": _("Not a known way. Write letter, phone, visit, mailbox or web."),
    "not_an_email": _("Not an e-mail address."),
    "not_a_phone": _("Not a telephone number."),
    "not_a_number": _("Not a number."),
    "not_on_earth": _("No such place on earth."),
    "refused": _("The rules refuse it: %(why)s"),
}
COLUMNS: dict[str, Any] = {
    "external": _("number in the former register"),
    "arrived": _("day on which it arrived"),
    "due": _("last day for the answer"),
    "extended": _("day on which the person was told of an extension"),
    "answered": _("day of the answer; such rows stay outside"),
    "category": _("category"),
    "title": _("title"),
    "text": _("text"),
    "language": _("language"),
    "name": _("name"),
    "residence": _("residence"),
    "email": _("e-mail address"),
    "phone": _("telephone"),
    "spot": _("place in words"),
    "lon": _("longitude"),
    "lat": _("latitude"),
    "organisation": _("body that answers"),
    "channel": _("way by which it came"),
}


# What may go wrong with any form, beside the refusals of appeals themselves.
COMMON: dict[str, Any] = {
    "missing": _("Fill this in."),
    "not_permitted": _("Your role does not allow this."),
    "law.not_accepted": _(
        "The rule pack is not wholly verified, and the organisation has not accepted it yet."
    ),
    "appeals.no_such_number": _("No request within your reach has this number."),
    "appeals.extended_elsewhere": _(
        "Only your own body’s extensions can be taken over. Leave the cell empty."
    ),
    "appeals.import_changed": _("Something changed since you looked. Look again."),
}


def state(code: str) -> tuple[str, str]:
    """Shape and word of a state."""
    return STATE_MARKS.get(code, "none"), str(words.STATES.get(code, code))


def said(known: dict[str, Any], code: str, **details: Any) -> str:
    """The sentence of one code; the code itself where it has none."""
    return str(known.get(code, code)) % details


def refused(code: str, **details: Any) -> str:
    """The sentence of a refusal by the rules of appeals."""
    if "state" in details:
        details = details | {"state": state(str(details["state"]))[1]}
    return said(COMMON | words.REFUSALS, code, **details)


def say(problem: Problem) -> str:
    """The sentence of one problem of a form."""
    return refused(problem.code, **problem.details)


def sentence(refusal: Refusal) -> str:
    """The sentence of a refusal that belongs to no field."""
    return refused(refusal.code, **refusal.details)


def whole(refusal: Refusal) -> str:
    """All that a refusal says, in one line."""
    if isinstance(refusal, Invalid):
        return " ".join(dict.fromkeys(say(problem) for problem in refusal.problems))
    return sentence(refusal)


def why(bad: Bad) -> str:
    """Why one cell of an import is refused."""
    details = dict(bad.details)
    if bad.reason == "refused":
        details["why"] = refused(**{"code": details.pop("why"), **details})
    return said(ROWS, bad.reason, **details)
