"""The Django app of the console: templates and the catalogue of its pages."""

from django.apps import AppConfig


class ConsoleConfig(AppConfig):
    """Has no tables."""

    name = "quartier.surface.console"
    label = "console"
