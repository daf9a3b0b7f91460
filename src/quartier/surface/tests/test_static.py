"""Production's static files: every reference leads somewhere, and libraries' scripts are left as they came."""

from pathlib import Path
from typing import Any

import pytest
from django.contrib.staticfiles import finders
from django.core.files.storage import storages
from django.core.management import call_command


@pytest.mark.slow
def test_every_static_file_is_gathered_named_by_content_and_compressed(settings: Any, tmp_path: Path) -> None:
    settings.STATIC_ROOT = tmp_path
    settings.STORAGES = settings.STORAGES | {"staticfiles": {"BACKEND": "quartier.surface.static.Statics"}}
    call_command("collectstatic", interactive=False, verbosity=0)
    storage = storages["staticfiles"]
    for name in ("ui/css/tokens.css", "django_htmx/htmx.min.js"):
        if finders.find(name) is None:
            continue
        named = tmp_path / storage.stored_name(name)
        assert named.name != Path(name).name
        assert named.with_name(named.name + ".br").exists()
    script = next(path for path in (tmp_path / "django_htmx").rglob("*.js"))
    original = finders.find(str(script.relative_to(tmp_path)).replace(script.name, _plain(script.name)))
    assert original is not None
    assert script.read_text() == Path(original).read_text()


def _plain(name: str) -> str:
    """`htmx.0123abcd.min.js`-like names without their twelve letters of content."""
    return ".".join(part for part in name.split(".") if len(part) != 12)
