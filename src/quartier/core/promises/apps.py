"""Django's entry of promises."""

from django.apps import AppConfig

from quartier.core.ledger import kinds as ledger_kinds


class PromisesConfig(AppConfig):
    name = "quartier.core.promises"
    label = "promises"
    default_auto_field = "django.db.models.AutoField"

    def ready(self) -> None:
        from . import entries, kind

        ledger_kinds.register(*entries.KINDS)
        kind.register()
