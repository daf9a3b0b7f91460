"""An installation without features still has its portal, and says nothing of what it lacks."""

import os
import subprocess
import sys

import pytest

CODE = """
import django; django.setup()
from django.apps import apps
from quartier.surface.portal import parts
print(",".join(entry.name for entry in parts.navigation()), apps.is_installed("quartier.features.news"))
"""


@pytest.mark.slow
@pytest.mark.parametrize(("features", "there"), [("", False), ("news", True)])
def test_features_can_be_left_out(tmp_path, features, there) -> None:
    surroundings = os.environ | {
        "QUARTIER_FEATURES": features,
        "QUARTIER_DATA": str(tmp_path),
        "QUARTIER_SECRET_KEY": "only-for-tests",
        "DJANGO_SETTINGS_MODULE": "quartier.surface.settings.test",
        "PYTHONPATH": os.pathsep.join(sys.path),
    }
    done = subprocess.run(
        [sys.executable, "-c", CODE],
        env=surroundings,
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )
    names, installed = done.stdout.split()
    assert ("news:list" in names.split(",")) is there
    assert installed == str(there)
    assert "portal-map" in names
