"""Production knows nothing of the demo, and the demo sends nothing out."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

LOADS = """
import json, sys
import django
django.setup()
from django.conf import settings
from django.urls import get_resolver
get_resolver().url_patterns
print(json.dumps({
    "demo": sorted(name for name in sys.modules if name.startswith("quartier.demo")),
    "apps": settings.INSTALLED_APPS,
    "flag": settings.QUARTIER_DEMO,
    "origin": settings.LEDGER_ORIGIN,
    "mail": settings.EMAIL_BACKEND,
    "paths": [str(pattern.pattern) for pattern in get_resolver().url_patterns],
}))
"""


def loaded(settings: str, folder: Path) -> dict[str, object]:
    """What a fresh process knows after it has read these settings and all addresses."""
    environment = {
        **{key: value for key, value in os.environ.items() if not key.startswith(("QUARTIER_", "DATABASE_"))},
        "DJANGO_SETTINGS_MODULE": settings,
        "QUARTIER_DATA": str(folder),
        "PYTHONPATH": os.pathsep.join(path for path in sys.path if path),
    }
    done = subprocess.run(
        [sys.executable, "-c", LOADS],
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    found: dict[str, object] = json.loads(done.stdout.splitlines()[-1])
    return found


@pytest.mark.slow
def test_production_never_loads_the_demo(tmp_path: Path) -> None:
    found = loaded("quartier.surface.settings.production", tmp_path)
    assert found["demo"] == []
    assert "quartier.demo" not in found["apps"]  # type: ignore[operator]
    assert found["flag"] is False
    assert not any("demo" in path for path in found["paths"])  # type: ignore[attr-defined]


@pytest.mark.slow
def test_the_demo_lives_under_its_own_origin_and_writes_letters_to_files(tmp_path: Path) -> None:
    found = loaded("quartier.demo.settings", tmp_path)
    assert found["flag"] is True
    assert found["origin"] == "demo.quartier.example/log"
    assert found["mail"] == "django.core.mail.backends.filebased.EmailBackend"
    assert "demo/" in found["paths"]  # type: ignore[operator]


def test_no_other_package_names_the_demo() -> None:
    """Imports are held by the contracts; the command line alone names it, as a string that is loaded on demand."""
    house = Path(__file__).resolve().parents[2]
    naming = {
        path.relative_to(house).as_posix()
        for path in house.rglob("*.py")
        if "quartier.demo" in path.read_text(encoding="utf-8")
        and path.relative_to(house).parts[0] != "demo"
        and "tests" not in path.relative_to(house).parts
    }
    assert naming <= {"surface/cli/command.py", "surface/cli/surroundings.py", "surface/settings/__init__.py"}
