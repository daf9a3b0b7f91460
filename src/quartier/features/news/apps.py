"""Django's entry of news."""

from django.apps import AppConfig


class NewsConfig(AppConfig):
    name = "quartier.features.news"
    label = "news"
    default_auto_field = "django.db.models.AutoField"

    def ready(self) -> None:
        from . import kind, telling

        kind.register()
        telling.register()
