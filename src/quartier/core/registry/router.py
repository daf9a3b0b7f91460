"""Which login role a table is reached with: credentials and sign-in over `signin`, all else over the application's."""

from typing import Any

from .lock import APPLICATION, OWNER, SIGN_IN

SIGN_IN_APPS = frozenset(
    {"auth", "contenttypes", "sessions", "account", "socialaccount", "mfa", "django_cache"}
)


def is_sign_in(model: Any) -> bool:
    label, name = model._meta.app_label, model._meta.model_name
    if label != "accounts":
        return label in SIGN_IN_APPS
    return name not in {"organisation", "acceptance"}


class Router:
    """Reads and writes by table; migrations by the owner only."""

    def db_for_read(self, model: Any, **hints: Any) -> str:
        return SIGN_IN if is_sign_in(model) else APPLICATION

    def db_for_write(self, model: Any, **hints: Any) -> str:
        return self.db_for_read(model)

    def allow_relation(self, one: Any, other: Any, **hints: Any) -> bool:
        return True  # one database; the roles differ, not the tables

    def allow_migrate(self, db: str, app_label: str, **hints: Any) -> bool:
        return db == OWNER
