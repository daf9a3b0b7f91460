"""Django's entry of appeals."""

from django.apps import AppConfig

from quartier.core.ledger import kinds as ledger_kinds


class AppealsConfig(AppConfig):
    name = "quartier.features.appeals"
    label = "appeals"
    default_auto_field = "django.db.models.AutoField"

    def ready(self) -> None:
        from . import entries, kind, origin, telling

        ledger_kinds.register(*entries.KINDS)
        kind.register()
        telling.register()
        origin.register()
