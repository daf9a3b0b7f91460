from django.apps import AppConfig


class IncidentsConfig(AppConfig):
    name = "quartier.core.incidents"
    label = "incidents"
    default_auto_field = "django.db.models.AutoField"

    def ready(self) -> None:
        from quartier.core.ledger import kinds as ledger_kinds

        from . import entries, kind

        ledger_kinds.register(*entries.ENTRIES)
        kind.register()
