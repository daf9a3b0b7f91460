"""Django's entry of custody."""

from django.apps import AppConfig

from quartier.core.ledger import kinds as ledger_kinds


class CustodyConfig(AppConfig):
    name = "quartier.features.custody"
    label = "custody"
    default_auto_field = "django.db.models.AutoField"

    def ready(self) -> None:
        from . import complaint_words, entries, kind, telling

        ledger_kinds.register(*entries.KINDS)
        kind.register()
        telling.register()
        complaint_words.register()
