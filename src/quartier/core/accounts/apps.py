"""The Django app of accounts."""

from django.apps import AppConfig

from quartier.core.ledger import kinds as ledger_kinds

from . import entries


class AccountsConfig(AppConfig):
    """Label `accounts`: other packages name its tables by this label only."""

    name = "quartier.core.accounts"
    label = "accounts"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        ledger_kinds.register(*entries.KINDS)
