"""Refusals of custody in the reader's words, and where on a form they belong."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from quartier.core.kit.errors import Invalid, Refusal

WORDS: dict[str, Any] = {
    "custody.in_future": _("This lies ahead. Enter when it happened; now at the latest."),
    "custody.before_detention": _("This is before the person lost their liberty. Correct that moment first."),
    "custody.no_zone": _("The time has no zone."),
    "custody.unknown_field": _("This act has no such field."),
    "custody.unknown_act": _("There is no such act."),
    "custody.not_yours": _("Your role does not record this."),
    "custody.not_of_this_book": _("This does not belong in this record."),
    "custody.unknown_kind": _("There is no such kind of detention."),
    "custody.elsewhere": _("The person is in another room at that time."),
    "custody.cell_taken": _(
        "Somebody else is in this cell. Choose another one, or say why it is shared and why that is safe."
    ),
    "custody.cannot_be_voided": _(
        "That liberty was lost can not be taken back: every limit hangs on it. Correct its time, or record the release."
    ),
    "custody.machine_said_it": _("The program wrote this from the record itself. Nobody corrects it."),
    "custody.cell_full": _("There is no place left in this room."),
    "custody.not_a_cell": _("Nobody is kept in this room. Choose a cell."),
    "custody.no_such_cell": _("This suite has no such room."),
    "custody.why_shared": _("Somebody is there already. Say why the cell is shared and why that is safe."),
    "custody.not_assessed": _(
        "Nobody has assessed the risks of this person yet. Do that before the cell is shared."
    ),
    "custody.child_apart": _("A child is not kept with adults. Choose another cell, or write down why not."),
    "custody.no_such_bag": _("There is no such sealed bag of this person."),
    "custody.no_such_regime": _("The rule pack has no such regime."),
    "custody.nobody_to_hear": _(
        "Every body that hears complaints here is complained of. Call the prosecutor, and write the complaint on paper."
    ),
    "custody.seal_used": _("This seal was used before. Enter the number of a new one."),
    "custody.changed_meanwhile": _(
        "Somebody wrote in this record at the same moment. Send it once more; nothing typed is lost."
    ),
    "custody.both_sides_one_person": _("You handed the person over yourself. Somebody of the suite accepts."),
    "too_long": _("This is too long. Shorten it."),
}


def say(problem: Any) -> str:
    """One problem of an action."""
    return _worded(problem.code)


def sentence(refusal: Refusal) -> str:
    """A refusal as a whole."""
    return _worded(refusal.code)


def _worded(code: str) -> str:
    return str(WORDS.get(code) or gettext("This was not taken (%(code)s).") % {"code": code})


def lay(form: Any, refusal: Refusal, names: Mapping[str, str] | None = None) -> None:
    """Lay a refusal on a form: each problem on the field it names; `names`: the action's name → the form's."""
    if not isinstance(refusal, Invalid):
        form.add_error(None, sentence(refusal))
        return
    for problem in refusal.problems:
        name = (names or {}).get(problem.field, problem.field)
        form.add_error(name if name in form.fields else None, say(problem))


def crumbs(here: str, stay: UUID | None = None) -> list[dict[str, str]]:
    """From one's own arrests to this page."""
    found = [{"label": gettext("My arrests"), "url": reverse("custody:arrests")}]
    if stay is not None:
        found.append({"label": gettext("The arrest"), "url": reverse("custody:arrest", args=[stay])})
    return [*found, {"label": here, "url": ""}]
