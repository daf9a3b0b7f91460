"""Reason codes put into words for people at a page. A code without a sentence is said as it is, in small type."""

from django.utils.translation import gettext_lazy as _

from quartier.core.files import words as files
from quartier.core.kit.errors import Refusal

WORDS = {
    "accounts.not_permitted": _("Your role does not allow this."),
    "not_permitted": _("Your role does not allow this."),
    "accounts.not_yours_to_give": _("This role is not yours to give."),
    "accounts.no_account": _("There is no such account, or it is closed."),
    "accounts.no_grant": _("There is no such grant within what you hold."),
    "accounts.no_area": _("There is no such area."),
    "accounts.no_key": _("There is no such key, or it has ended."),
    "accounts.no_session": _("There is no such session, or it has ended."),
    "accounts.address_taken": _("Another account has this address already."),
    "unknown_role": _("There is no such role."),
    "not_given_by_hand": _("This role needs no grant: everybody in that position has it."),
    "to_oneself": _("Nobody gives a role to themselves. Ask a colleague who may give it."),
    "ends_before_it_starts": _("The end lies before the beginning."),
    "already_over": _("The end lies in the past."),
    "above_the_role": _("The role does not open that much. Choose fewer compartments or a lower level."),
    "area_needed": _("A role that opens records needs an area."),
    "role_not_yours_to_give": _("None of your roles may give this one."),
    "outside_your_area": _("The area lies outside your own."),
    "outside_your_organisation": _("You may give roles for your own organisation only."),
    "longer_than_yours": _("Your own role ends earlier. Choose an earlier end."),
    "more_than_you_hold": _("You cannot give more than you hold: fewer compartments or a lower level."),
    "missing": _("Fill this in."),
    "reason_missing": _("Say why, in a few words."),
    "unknown_purpose": _("Choose one of the purposes."),
    "address_needed": _("Enter an e-mail address or a telephone number."),
    "unknown_permit": _("Choose at least one permit."),
    "needs_second_person": _("A second person decides: not whoever asked."),
    "already_decided": _("Somebody has decided this already."),
    "already_withdrawn": _("This was taken back already."),
    "nothing_public": _("This does not stand in public."),
    "wartime_already": _("The rule is switched that way already."),
    "reason_length": _("Give a reason that somebody can judge later: 20 characters at least."),
    "nothing_due": _("No new month is due. A month comes out when its delay has passed."),
    "nothing_to_count": _("No event of this data set lies in a beat of the place."),
    "nothing_released": _("Nothing of this data set stands in public."),
    "nothing_changed": _("The figures that are out agree with the data."),
    "months_changed": _("Figures that are out no longer agree with the data. Correct them."),
    "policy_changed": _("The series began under another policy. Take it back first, then begin a new one."),
    "cannot_protect": _(
        "The areas are too small: even withheld figures could be worked out. Use larger areas."
    ),
    "no_address": _("This can be no address or number. Look at it again."),
    "messages.no_way": _("Name at least one way: e-mail, SMS, telephone or letter."),
    "messages.no_such_outcome": _("Choose one of these."),
    "messages.no_such_time": _("Nobody can have called then: it lies ahead, or before the message."),
    "ledger_not_published": _("No state of the ledger is published yet."),
    "ledger_erasure_pending": _("An erasure is being published. Try again in a minute or two."),
    "gate.no_such_code": _("Nothing waits under this code: it was sent already, or its time is over."),
    "gate.too_large": _("This is too much text to be kept. Make it shorter."),
    "moderation.not_now": _("The text does not stand where this could be done. Open the page again."),
    "moderation.changed_meanwhile": _("Somebody else decided something meanwhile. Open the page again."),
    "moderation.reason_unknown": _("Choose one of the reasons."),
    "moderation.too_long": _("This text is too long."),
    "moderation.origin_unknown": _("What this text came from is switched off here."),
    "promises.not_the_owner": _("Only the organisation that made the promise may do this."),
    "promises.owner_alone": _(
        "Whoever owes a promise does not judge alone whether it is kept. Somebody else must look."
    ),
    "promises.not_now": _("The promise does not stand where this could be done. Open the page again."),
    "promises.not_public": _("This promise is not public yet."),
    "promises.already_public": _("This promise is public already."),
    "promises.changed_meanwhile": _("Somebody else added something meanwhile. Open the page again."),
    "promises.word_unknown": _("Choose one of these."),
    "messages.sign_in_first": _("Sign in first, or follow with a code."),
    "promises.step_unknown": _("There is no such step in this history."),
    "promises.language_unknown": _("Choose the language in which it was said."),
    "promises.made_in_future": _("It cannot have been said in the future."),
    "promises.due_before_made": _("The due date lies before the day on which it was said."),
    "promises.due_not_later": _("The new date must lie after the one before, and not in the past."),
    "promises.too_long": _("This text is too long."),
    "law.not_yours_to_accept": _("Your role does not allow accepting rules for this organisation."),
    "law.no_pack": _("There is no such rule pack."),
    "law.no_such_version": _("Nobody has accepted that version of the rule pack."),
    "law.nothing_to_accept": _("The rule pack is wholly verified: there is nothing to accept."),
    "law.accepted_before": _("This version of the rule pack was accepted before."),
    "law.not_accepted": _(
        "The rule pack is not wholly verified, and the organisation has not accepted it yet."
    ),
    "within_a_year": _("Choose an end within the next year."),
    **files.REFUSALS,
}


def say(code: str) -> str:
    """The sentence of one code."""
    return str(WORDS.get(code, code))


def sentences(refusal: Refusal) -> list[str]:
    """What a refusal says: its own sentence, then its reasons and problems."""
    reasons = list(refusal.details.get("reasons", ()))
    reasons += [problem.code for problem in getattr(refusal, "problems", ())]
    return [say(code) for code in (reasons or [refusal.code])]
