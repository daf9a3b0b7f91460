"""Words that several edges of appeals share: states, steps, channels, refusals."""

from django.utils.translation import gettext_lazy as _

STATES = {
    "new": _("Registered"),
    "open": _("In hand"),
    "waiting": _("Waits for the person"),
    "forwarded": _("Sent on"),
    "answered": _("Answered"),
    "joined": _("Joined with an earlier one"),
    "closed": _("Closed without an answer"),
}
STEPS = {
    "registered": _("Registered"),
    "assigned": _("Given to somebody"),
    "acknowledged": _("In hand"),
    "forwarded": _("Sent on"),
    "asked": _("Question to the person"),
    "given": _("Facts given"),
    "extended": _("Time extended"),
    "answered": _("Answered"),
    "joined": _("Joined with an earlier one"),
    "parted": _("Parted again"),
    "reopened": _("Taken up again"),
    "escalated": _("Before a higher body"),
    "closed": _("Closed without an answer"),
    "told": _("Told"),
    "noted": _("Note"),
    "weighed": _("Facts stated for the terms"),
    "survey_asked": _("Asked how it went"),
    "survey_answered": _("Said how it went"),
    "published": _("Public version let out"),
    "withheld": _("Public version not let out"),
    "objected": _("Objection to the refusal"),
}
CHANNELS = {
    "web": _("Website"),
    "phone": _("Telephone"),
    "visit": _("In person"),
    "letter": _("Letter"),
    "mailbox": _("E-mail"),
    "open311": _("Open311"),
    "import": _("Import"),
    "embed": _("Another website"),
}
REFUSALS = {
    "appeals.no_desk": _("This place takes no requests here yet."),
    "appeals.no_route": _("No body of this place answers for that."),
    "appeals.nobody_unconcerned": _(
        "Every body that could look at this is itself concerned. Call the number on the contact page."
    ),
    "appeals.category_unknown": _("Choose what it is about from the list."),
    "appeals.language_unknown": _("Choose one of the languages of the list."),
    "appeals.channel_unknown": _("Say how it came: choose from the list."),
    "appeals.identity_unknown": _("Say how we may know you: choose from the list."),
    "appeals.no_such_point": _("This point lies nowhere on earth. Choose the place anew."),
    "appeals.not_anonymous_here": _(
        "By the law of this place a request without a known author is not considered. "
        "Give an e-mail address or a telephone number."
    ),
    "appeals.in_the_future": _("This time lies in the future. Check day and hour."),
    "appeals.arrived_before_written": _("It cannot have arrived before it was written. Check both times."),
    "appeals.too_long": _("Too long: at most %(most)s characters."),
    "appeals.too_many_files": _("Too many files: at most %(most)s."),
    "appeals.never_public": _("Requests of this kind are never made public."),
    "appeals.about_yourself": _("This is about yourself. Somebody else handles it."),
    "appeals.about_that_body": _("This is about that body. It never goes there."),
    "appeals.not_yours": _("This step is not yours to take."),
    "appeals.not_now": _("This cannot be done now. Look at how it stands."),
    "appeals.changed_meanwhile": _("Somebody else has changed this meanwhile. Open it again and look."),
    "appeals.not_a_colleague": _("Choose somebody of your own organisation who handles requests."),
    "appeals.fact_unknown": _("The rules of this request do not ask that: %(fact)s."),
    "appeals.no_extension_here": _("The rules allow no more time here, or it was taken already."),
    "appeals.past_the_most": _("The rules allow more time until %(most)s at the latest."),
    "appeals.not_later": _("Name a day after the one that holds now."),
    "appeals.outcome_unknown": _("Say how it turned out: choose from the list."),
    "appeals.reason_unknown": _("Choose a reason from the list."),
    "appeals.body_unknown": _("Choose another body of this place from the list."),
    "appeals.not_the_same_matter": _(
        "It can only be joined with a running request of this place that you handle."
    ),
    "appeals.not_in_bulk": _("This is done one by one."),
    "appeals.nobody_higher": _("There is no higher body here that is not concerned itself."),
    "appeals.not_late_yet": _("The answer is not overdue yet. You can do this once it is."),
    "appeals.one_to_five": _("Choose a number from 1 to 5, or leave it open."),
    "appeals.sent_before": _(
        "We have this already: it was registered when you sent it the first time. Look under “My requests”, or into the "
        "message that we sent you."
    ),
    "appeals.said_already": _("You have answered this already."),
}
