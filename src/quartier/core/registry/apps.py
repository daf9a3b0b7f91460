from django.apps import AppConfig

from quartier.core.ledger import kinds as ledger_kinds

from . import entries


class RegistryConfig(AppConfig):
    name = "quartier.core.registry"
    label = "registry"
    default_auto_field = "django.db.models.AutoField"

    def ready(self) -> None:
        ledger_kinds.register(*entries.KINDS)
