"""Django's entry of the journeys: what they say to people is known wherever messages are written."""

from django.apps import AppConfig


class JourneysConfig(AppConfig):
    name = "quartier.journeys"
    label = "journeys"
    default_auto_field = "django.db.models.AutoField"

    def ready(self) -> None:
        from quartier.core.messages import templates

        from . import promise_words

        templates.register(*promise_words.TEMPLATES)
