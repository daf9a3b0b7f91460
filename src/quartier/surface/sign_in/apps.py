"""The Django app of the sign-in pages."""

from django.apps import AppConfig


class SignInConfig(AppConfig):
    """Templates and the catalogue of sign-in; its tables are the library's and those of accounts."""

    name = "quartier.surface.sign_in"
    label = "sign_in"
