"""Django's entry of publication."""

from django.apps import AppConfig


class PublicationConfig(AppConfig):
    name = "quartier.core.publication"
    label = "publication"
    default_auto_field = "django.db.models.AutoField"

    def ready(self) -> None:
        from quartier.core.ledger import kinds
        from quartier.core.publication import entries, kind

        kinds.register(*entries.KINDS)
        kind.register()
