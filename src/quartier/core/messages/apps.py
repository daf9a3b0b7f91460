"""Django's entry of the mail room."""

from django.apps import AppConfig

from quartier.core.ledger import kinds as ledger_kinds


class MessagesConfig(AppConfig):
    name = "quartier.core.messages"
    label = "mailroom"  # Django's own package of notices on pages is called messages
    default_auto_field = "django.db.models.AutoField"

    def ready(self) -> None:
        from . import entries, kind, own, templates

        ledger_kinds.register(*entries.KINDS)
        templates.register(*own.TEMPLATES)
        kind.register()
