"""Features are switchable: the house stands without any, and loads nothing of what is switched off."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

HOUSE = Path(__file__).resolve().parents[2]
FEATURES = sorted(path.parent.name for path in (HOUSE / "src/quartier/features").glob("*/apps.py"))
PROGRAM = """
import sys
import django
django.setup()
from django.urls import get_resolver
import quartier.surface.wsgi
assert len(get_resolver().url_patterns) > 5
print(*sorted(name.split(".")[2] for name in sys.modules if name.startswith("quartier.features.") and name.count(".") == 2))
print(*sorted(name for name in sys.modules if name.startswith("quartier.demo")))
"""


@pytest.mark.slow
@pytest.mark.parametrize(
    "chosen", [[], *([each] for each in FEATURES)], ids=lambda chosen: "+".join(chosen) or "none"
)
def test_what_is_switched_off_is_not_loaded(chosen):
    environment = {
        **{
            name: value for name, value in os.environ.items() if not name.startswith(("QUARTIER_", "DJANGO_"))
        },
        "PYTHONPATH": str(HOUSE / "src"),
        "DJANGO_SETTINGS_MODULE": "quartier.surface.settings.test",
        "QUARTIER_FEATURES": " ".join(chosen) or " ",
    }
    command = [sys.executable, "-c", PROGRAM]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    *_, loaded, demo = done.stdout.split("\n")[:-1]
    assert loaded.split() == chosen
    assert demo == ""
