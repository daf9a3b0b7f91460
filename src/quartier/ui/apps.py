from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "quartier.ui"
    label = "ui"
