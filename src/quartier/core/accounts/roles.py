"""The register of roles: every role there is, found by its code. Pure, and complete in this one place."""

from collections.abc import Iterable

from quartier.core.accounts.role import Role, Words
from quartier.core.accounts.roles_civic import CIVIC
from quartier.core.accounts.roles_justice import JUSTICE
from quartier.core.accounts.roles_police import POLICE

ADMINISTRATOR = Role(
    code="administrator",
    door="console",
    name=Words(uk="адміністратор, адміністраторка", fr="administrateur, administratrice", en="administrator"),
    description=Words(
        uk="Налаштовує організації, ролі та можливості. Жодного запису не бачить.",
        fr="Met en place les organisations, les rôles et les fonctions. Ne voit aucun dossier.",
        en="Sets up organisations, roles and features. Sees no record.",
    ),
    permits=frozenset(
        {
            "console.open",
            "accounts.read",
            "accounts.give",
            "accounts.keys",
            "law.accept",
            "territory.edit",
            "ledger.read",
            "installation.check",
        }
    ),
    gives=frozenset(role.code for role in (*CIVIC, *JUSTICE, *POLICE)) - {"resident", "detainee"},
)

ROLES: dict[str, Role] = {role.code: role for role in (*CIVIC, *POLICE, *JUSTICE, ADMINISTRATOR)}


def permits_of(codes: Iterable[str]) -> frozenset[str]:
    """The union of what these roles permit; a code that is no longer in the register permits nothing."""
    return frozenset(permit for code in codes if code in ROLES for permit in ROLES[code].permits)


def need_second_factor(codes: Iterable[str]) -> bool:
    """Whether somebody who holds these roles must prove themselves twice. An unknown role does."""
    return any(code not in ROLES or ROLES[code].second_factor for code in codes)
