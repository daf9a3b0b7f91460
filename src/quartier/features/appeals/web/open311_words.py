"""What this server says in words. The sentences are meant for the client's user."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from quartier.core.kit.errors import Problem

SENTENCES = {
    "method": _("This address does not take that method."),
    "argument_missing": _("%(field)s is missing."),
    "argument_too_long": _("%(field)s is too long: at most %(most)s."),
    "argument_not_a_number": _("%(field)s is not a number that can be used."),
    "argument_not_a_moment": _("%(field)s is not a moment. Write it like 2026-11-22T14:00:00+02:00."),
    "argument_without_zone": _("%(field)s has no time zone. Write it like 2026-11-22T14:00:00+02:00."),
    "argument_not_an_address": _("%(field)s is not a web address."),
    "argument_unknown": _("%(field)s has a value that is not known here."),
    "location_missing": _("Say where: lat and long, or address_string."),
    "location_unknown": _("address_id is not known here. Send lat and long, or address_string."),
    "location_outside": _("This place lies outside the area that is served here."),
    "range_backwards": _("end_date lies before start_date."),
    "range_too_long": _("start_date and end_date may lie 90 days apart, not more."),
    "jurisdiction_unknown": _("There is no such jurisdiction_id here."),
    "service_unknown": _("There is no such service_code here."),
    "token_unknown": _("There is no such token, or it has been thrown away."),
    "key_unknown": _("The api_key is not known, or has ended."),
    "key_needed": _("This needs an api_key, and a request that was made with it."),
    "no_such_record": _("There is no such request, or nobody may read it yet."),
    "too_many": _("Too many reports come in just now. Try again later."),
    "appeals.not_now": _("This request is closed, nothing can be added. Make a new one."),
    "appeals.not_yours": _("This needs an api_key, and a request that was made with it."),
    "appeals.no_route": _("Nobody answers for this service here."),
    "appeals.too_many_files": _("Too many files."),
    "files.too_large": _("A file is too large: at most 10 MB."),
    "files.type_unknown": _("A file is neither a picture nor a PDF."),
}
OTHERWISE = _("This cannot be taken (%(code)s).")
PICTURE = _("Picture")
WAITS = _("Many reports come in just now. Ask for this token later; the report is registered then.")
RECEIVED = _("Registered as %(number)s. Everybody can read it here once somebody has looked at it.")
UNSEEN = _("Registered as %(number)s. It is not made public.")
DANGER = _("In danger now? Call %(number)s. Nobody reads this at once.")
LATE = _("The answer is late.")
DUE = _("The answer is due by %(day)s.")
DESCRIPTION = _("Reports about: %(name)s.")
TITLE = _("What it is about, in a few words. Optional.")
PUBLISH = _("Whether everybody may read the report, once somebody has looked at it. Optional.")
YES, NO = _("Everybody may read it"), _("Only the office reads it")
CONTACT = _("%(body)s. Documentation: %(address)s")
KEY_SERVICE = _("Reports are taken without a key. Keys for programs are given by: %(body)s.")


def sentence(code: str, **details: Any) -> str:
    """A sentence for a code; the code itself where nothing better is known."""
    text = str(SENTENCES.get(code, OTHERWISE))
    try:
        return text % {"code": code, **details}
    except KeyError:
        return str(OTHERWISE) % {"code": code}


def of_problem(problem: Problem) -> str:
    return sentence(problem.code, **{"field": problem.field, **problem.details})
