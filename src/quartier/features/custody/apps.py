"""Django's entry of custody."""

from django.apps import AppConfig


class CustodyConfig(AppConfig):
    name = "quartier.features.custody"
    label = "custody"
    default_auto_field = "django.db.models.AutoField"
