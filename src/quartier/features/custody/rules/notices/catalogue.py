"""The letter of each pack."""

from collections.abc import Mapping

from quartier.features.custody.rules.notices.ew import EW
from quartier.features.custody.rules.notices.notice import Notice
from quartier.features.custody.rules.notices.ua import UA

NOTICES: Mapping[str, Notice] = {"ua.custody": UA, "ew.custody": EW}


def notice_for(pack: str) -> Notice | None:
    """The letter of a pack; None where nobody has written one: its rights are then told in the pack's own words."""
    return NOTICES.get(pack)
