"""The Django application of the ledger."""

from django.apps import AppConfig

from . import entries, kinds


class LedgerConfig(AppConfig):
    """The insert-only intake, and the log that is built on it."""

    name = "quartier.core.ledger"
    label = "ledger"
    default_auto_field = "django.db.models.AutoField"

    def ready(self) -> None:
        kinds.register(*entries.KINDS)
