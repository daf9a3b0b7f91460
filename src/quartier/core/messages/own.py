"""What the mail room itself says."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from .templates import Template

CONFIRM = "messages.confirm"
CODE = "messages.code"
TO_AN_ADDRESS = (CONFIRM, CODE)  # said before anybody knows whose it is
TEMPLATES = (
    Template(
        code=CODE,
        urgent=True,
        subject=_("Your code: %(code)s"),
        changed=_("Your code is %(code)s."),
        next_step=_("Type it within 15 minutes on the page where you asked for it. Tell it to nobody."),
        can_do=_("If it was not you, do nothing. Nothing will be sent."),
        sms=_("Your code: %(code)s. Good for 15 minutes. Tell it to nobody."),
        gaps={"code": "text"},
    ),
    Template(
        code=CONFIRM,
        urgent=True,
        subject=_("Confirm that this address is yours"),
        changed=_("Somebody asked for messages to this address."),
        next_step=_("If it was you, open the page below within 3 days and press the button there."),
        can_do=_("If it was not you, do nothing. Nothing will be sent."),
        sms=_("Messages to this number? Confirm: %(address)s/messages/confirm/%(code)s/"),
        link="/messages/confirm/%(code)s/?language=%(language)s",
        gaps={"code": "text"},
    ),
)
DIGEST_SUBJECT = ngettext_lazy("%(count)s message for you", "%(count)s messages for you", "count")
DISCREET_SUBJECT = _("A message for you")
DISCREET_TEXT = _("There is something new for you. Sign in to read it.")
DISCREET_SPEECH = _("There is something new for you. Please call us back, or come by.")
STOP = _("You receive this message because you asked for it. Change or end messages here:")
OWN_MATTER = _(
    "You receive this message because it is about your own matter, or about what you follow. How we write to you, "
    "and what you follow, you choose here:"
)
