"""The Django application of the territory."""

from django.apps import AppConfig


class TerritoryConfig(AppConfig):
    """Areas, places and premises."""

    name = "quartier.core.territory"
    label = "territory"
    default_auto_field = "django.db.models.AutoField"
