"""The Django application of the ledger."""

from django.apps import AppConfig


class LedgerConfig(AppConfig):
    """The insert-only intake."""

    name = "quartier.core.ledger"
    label = "ledger"
    default_auto_field = "django.db.models.AutoField"
