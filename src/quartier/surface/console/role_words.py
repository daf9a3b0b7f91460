"""Roles, compartments and levels put into words."""

from typing import Any

from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from quartier.core.accounts.permits import PERMITS
from quartier.core.accounts.role import Role
from quartier.core.accounts.roles import ROLES

COMPARTMENTS = {
    "general": _("general part"),
    "medical": _("medical part"),
    "juvenile": _("records of children"),
    "lawyer": _("the lawyer’s part"),
    "complaint": _("complaints about the police"),
    "post": _("addresses and messages"),
    "appeals": _("requests of residents"),
}
LEVELS = [_("public"), _("internal"), _("confidential"), _("secret")]


def name(code: str) -> str:
    """The role as people call it; a code that is no longer in the register as it is."""
    return ROLES[code].name.say(get_language() or "en") if code in ROLES else code


def opens(compartments: Any, secrecy: int) -> str:
    """ "general part, medical part; up to confidential"."""
    if not compartments:
        return gettext("No record by area")
    parts = ", ".join(str(COMPARTMENTS[code]) for code in sorted(compartments))
    return gettext("%(parts)s; up to %(level)s") % {"parts": parts, "level": LEVELS[secrecy]}


def told(role: Role) -> dict[str, Any]:
    """A role for the page of the register."""
    language = get_language() or "en"
    return {
        "code": role.code,
        "name": role.name.say(language),
        "text": role.description.say(language),
        "permits": [PERMITS[code].words.say(language) for code in sorted(role.permits)],
        "opens": opens(role.compartments, role.secrecy),
        "gives": ", ".join(name(code) for code in sorted(role.gives)),
        "role": role,
    }
