"""What the ledger does not prove, said wherever somebody might believe that it does."""

from dataclasses import dataclass

from django.utils.translation import gettext as _


@dataclass(frozen=True, slots=True)
class Limit:
    """One limit: the short of it, then the rest."""

    head: str
    text: str


def omission() -> Limit:
    return Limit(
        _("That everything was written down."),
        _(
            "What nobody entered cannot be found here. Somebody else’s record or receipt can show that it is missing."
        ),
    )


def falsehood() -> Limit:
    return Limit(
        _("That what was written is true."),
        _("It was not changed afterwards. Whether it was true then, no calculation can say."),
    )


def collusion() -> Limit:
    return Limit(
        _("That we and the witnesses did not act together."),
        _(
            "Then a second history could be shown to a newcomer, but not to whoever kept a receipt or a pack. Keep yours."
        ),
    )


def of_ledger() -> list[Limit]:
    """On the public page and in the console."""
    return [
        omission(),
        falsehood(),
        Limit(
            _("The exact minute."),
            _(
                "Proven is an interval: after the state that an entry names, before the first state that holds it. "
                "Gaps make it wider."
            ),
        ),
        collusion(),
        Limit(
            _("Whose hands were on the keyboard."),
            _("The account is known. Whoever controls the computer can enter things in its name."),
        ),
        Limit(
            _("That nobody learns anything."),
            _("Entries tell nothing, but everybody can see the ledger grow, and when."),
        ),
    ]


def of_receipt() -> list[Limit]:
    """On the receipt, where only existence is shown."""
    return [
        falsehood(),
        omission(),
        Limit(
            _("What the entry says, and that it belongs to this code."),
            _(
                "The proof shows one entry that tells nothing. Who is entitled to the record can have it opened: "
                "then this is proven as well."
            ),
        ),
        Limit(
            _("When something happened."),
            _("Proven is only: the entry was there when the witnesses signed."),
        ),
        collusion(),
    ]
