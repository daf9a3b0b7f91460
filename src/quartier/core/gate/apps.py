"""Django's entry of the gate."""

from django.apps import AppConfig


class GateConfig(AppConfig):
    name = "quartier.core.gate"
    label = "gate"
    default_auto_field = "django.db.models.AutoField"
