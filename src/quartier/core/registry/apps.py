from django.apps import AppConfig


class RegistryConfig(AppConfig):
    name = "quartier.core.registry"
    label = "registry"
    default_auto_field = "django.db.models.AutoField"
