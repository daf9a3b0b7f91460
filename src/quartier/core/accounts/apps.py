"""The Django app of accounts."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Label `accounts`: other packages name its tables by this label only."""

    name = "quartier.core.accounts"
    label = "accounts"
    default_auto_field = "django.db.models.BigAutoField"
