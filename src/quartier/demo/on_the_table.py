"""What lies on the town's table for whoever is shown around: a receipt, as a clerk would have printed it."""

from pathlib import Path

from django.conf import settings


def receipt() -> Path:
    """The file with the code of the town's receipt."""
    return Path(settings.QUARTIER_ENV.data) / "demo" / "receipt"
