"""Django looks for `DatabaseWrapper` in a module of this name."""

from typing import Any

from django.conf import settings
from django.db.backends.postgresql import base

FREE = ("SAVEPOINT", "RELEASE", "ROLLBACK")


class NobodyEntered(RuntimeError):
    """A query on the application's connection outside a visit: it would silently see nothing."""


def guard(execute: Any, sql: Any, params: Any, many: bool, context: dict[str, Any]) -> Any:
    """Execute wrapper: refuses what nobody entered for."""
    if settings.QUARTIER_GUARD and not context["connection"].entered and not str(sql).startswith(FREE):
        raise NobodyEntered("no visit is open: use lock.visit(token)")
    return execute(sql, params, many, context)


class DatabaseWrapper(base.DatabaseWrapper):
    """`entered` counts the visits that are open on this connection, one inside another."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.entered = 0
        self.execute_wrappers.append(guard)
