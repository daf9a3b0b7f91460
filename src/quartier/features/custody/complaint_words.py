"""What those hear who answer for complaints: that there is one and where it lies, and not a word of it."""

from django.utils.translation import gettext_lazy as _

from quartier.core.messages import templates
from quartier.core.messages.templates import Template

TEMPLATES = (
    Template(
        code="custody.complaint",
        urgent=True,
        subject=_("A complaint about treatment: %(suite)s"),
        changed=_("Somebody held in %(suite)s has complained about how they were treated."),
        next_step=_(
            "The complaint lies with you alone. Those whom it is about neither see it nor hear of it."
        ),
        can_do=_("Read it in the room of complaints, and write down what is done."),
        sms=_("A complaint about treatment has come. See the room of complaints."),
        link="/console/custody/complaints/%(part)s/",
        gaps={"suite": "by_language", "part": "text"},
    ),
)


def register() -> None:
    templates.register(*TEMPLATES)
