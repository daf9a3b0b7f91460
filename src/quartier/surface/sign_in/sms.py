"""How a code leaves as an SMS: at once, over the way of the mail room, and without being kept anywhere."""

from quartier.core.kit.errors import Surroundings
from quartier.core.kit.ids import tag
from quartier.core.messages.channels import sms
from quartier.core.messages.channels.parcel import Parcel, Refused, Unanswered


def send(*, to: str, text: str) -> None:
    """One text to one number (E.164). Raises Surroundings when it cannot."""
    way = sms.way()
    code = Parcel(
        channel="sms", to=to, reference=tag(), subject="", text=text, language="", wants_receipt=False
    )
    try:
        way.send(code)
    except (Refused, Unanswered) as no:
        raise Surroundings("sms.not_sent", reason=no.code) from None
    finally:
        way.close()
