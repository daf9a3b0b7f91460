"""The code that proves an address before anything is sent in its name."""

from typing import TYPE_CHECKING
from uuid import UUID

from django.utils.translation import gettext as _

from quartier.core.kit.errors import Invalid
from quartier.core.messages import actions as messages
from quartier.features.appeals.web import public_desk, public_gate
from quartier.features.appeals.web.public_forms import StepForm
from quartier.features.appeals.web.public_words import say
from quartier.features.appeals.web.tongue import language

if TYPE_CHECKING:
    from quartier.features.appeals.web.public_lodge import Walk

CHANNELS = {"email": "email", "phone": "sms"}


def asked(walk: "Walk", form: StepForm) -> bool:
    """Send a code to the address that was chosen; False, with the reason in the form, where it could not be done."""
    draft = walk.draft
    body = public_desk.body_for(draft, walk.place)
    if body is None:
        form.add_error(None, say("appeals.no_route"))
        return False
    if public_gate.later(walk.request, public_gate.CODE) is not None:
        form.add_error(None, _("Too many codes were asked for from your network. Wait a few minutes."))
        return False
    try:
        recipient = messages.ask_code(
            organisation=body,
            channel=CHANNELS[draft.way],
            value=draft.address,
            language=language(),
            zone=walk.place.time_zone,
            by=walk.request.visit,
            at=walk.request.visit.now,
        )
    except Invalid:
        form.add_error(None, _("We cannot write to this address. Choose another way."))
        return False
    walk.draft = draft.but(recipient=str(recipient))
    return True


def typed(walk: "Walk", text: str) -> bool:
    """Whether these are the digits that were sent; then the address counts as proven."""
    draft, visit = walk.draft, walk.request.visit
    digits = "".join(sign for sign in text if sign.isdigit())
    if not draft.recipient or len(digits) != 6:
        return False
    holder = messages.type_code(recipient=UUID(draft.recipient), code=digits, by=visit, at=visit.now)
    if holder is not None:
        walk.draft = draft.but(proven=draft.address, recipient=str(holder))
    return holder is not None
