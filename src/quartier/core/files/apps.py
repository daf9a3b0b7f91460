"""Django's entry of files."""

from django.apps import AppConfig

from quartier.core.ledger import kinds as ledger_kinds


class FilesConfig(AppConfig):
    name = "quartier.core.files"
    label = "files"
    default_auto_field = "django.db.models.AutoField"

    def ready(self) -> None:
        from quartier.core.registry import kinds

        from . import actions, entries

        ledger_kinds.register(*entries.KINDS)
        kinds.after_erasure(actions.sweep)
