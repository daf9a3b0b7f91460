from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.db.backends.signals import connection_created

from quartier.core.ledger import kinds as ledger_kinds

from . import entries


def put_guard(connection: Any, **kwargs: Any) -> None:
    """On the application's alias a query outside a visit raises instead of silently seeing nothing."""
    from .lock import APPLICATION, guard

    if (
        settings.QUARTIER_GUARD
        and connection.alias == APPLICATION
        and guard not in connection.execute_wrappers
    ):
        connection.execute_wrappers.append(guard)


class RegistryConfig(AppConfig):
    name = "quartier.core.registry"
    label = "registry"
    default_auto_field = "django.db.models.AutoField"

    def ready(self) -> None:
        connection_created.connect(put_guard, dispatch_uid="quartier.guard")
        ledger_kinds.register(*entries.KINDS)
