"""Who hears about an appeal: whoever lodged it follows it, as an account or by the addresses that they gave."""

from datetime import datetime
from typing import Any

from quartier.core.messages import actions as messages
from quartier.core.messages.rules import addresses
from quartier.core.registry.visits import Visit
from quartier.core.territory import queries as territory


def begin(row: Any, lodging: Any, *, oneself: bool, by: Visit, at: datetime) -> None:
    """Let whoever lodges hear of each change; an address that nobody has proven is asked first whether it is theirs."""
    person = lodging.person
    if person.recipient is not None:
        messages.follow(
            organisation=row.organisation_id, about=row.id, recipient=person.recipient, by=by, at=at
        )
    elif oneself and lodging.identity == "account":
        messages.follow(organisation=row.organisation_id, about=row.id, by=by, at=at)
    elif (email := person.email) and addresses.tidy(channel="email", value=email):
        messages.give_contact(
            organisation=row.organisation_id,
            channel="email",
            value=email,
            language=row.language,
            zone=territory.area(id=row.place_id, with_geometry=False).time_zone,
            about=row.id,
            by=by,
            at=at,
        )
