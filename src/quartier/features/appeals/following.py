"""Who hears about an appeal: whoever lodged it follows it, as an account or by the addresses that they gave."""

from datetime import datetime
from typing import Any

from quartier.core.kit.errors import Invalid, Problem
from quartier.core.messages import actions as messages
from quartier.core.messages import by_hand
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
    elif not oneself and by.organisation is not None:
        _entered(row, person, by=by, at=at)
    else:
        for channel, value in _given(person):
            messages.give_contact(
                organisation=row.organisation_id,
                channel=channel,
                value=value,
                language=row.language,
                zone=territory.area(id=row.place_id, with_geometry=False).time_zone,
                about=row.id,
                by=by,
                at=at,
            )


def _entered(row: Any, person: Any, *, by: Visit, at: datetime) -> None:
    """A clerk wrote down how the person wants to hear: a call needs no more than that, a machine asks first."""
    place = territory.area(id=row.place_id, with_geometry=False)
    number = addresses.abroad(person.phone, country=place.country)
    told = {"email": person.email, "phone" if person.way == "phone" else "sms": number}
    if person.way == "letter":
        told["letter"] = person.residence
    values = {name: value for name, value in told.items() if addresses.tidy(channel=name, value=value)}
    if person.way in ("email", "sms", "phone") and person.way not in values:
        field = "email" if person.way == "email" else "phone"
        raise Invalid([Problem(field=field, code="no_address")])
    if values:
        by_hand.enter_contact(
            organisation=by.organisation or row.organisation_id,
            about=row.id,
            language=row.language,
            zone=place.time_zone,
            values=values,
            way=person.way if person.way in values else "",
            by=by,
            at=at,
        )


def _given(person: Any) -> list[tuple[str, str]]:
    """Where to ask whether the address is theirs: the channel called safe, else e-mail, else the telephone. A number to
    be called is the clerk's affair, and no machine writes to it."""
    known = [("email", person.email), ("sms", person.phone)]
    wanted = [one for one in known if addresses.tidy(channel=one[0], value=one[1])]
    if person.way:
        wanted = [one for one in wanted if one[0] == person.way]
    return wanted[:1]
