from django.apps import AppConfig


class JobsConfig(AppConfig):
    name = "quartier.surface.jobs"
    label = "queue"
    default_auto_field = "django.db.models.AutoField"

    def ready(self) -> None:
        from quartier.core.messages import doorbell

        from . import waking

        doorbell.register(waking.wake)
