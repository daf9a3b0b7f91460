"""`quartier demo …` as one types it: answers on standard output, statuses as documented."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from quartier.demo import personas, short_cut, stories

pytestmark = pytest.mark.slow


def quartier(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    kept = {
        name: value for name, value in os.environ.items() if not name.startswith(("QUARTIER_", "DJANGO_"))
    }
    environment = {
        **kept,
        "QUARTIER_DATA": str(folder),
        "PORT": "8765",
        "PYTHONPATH": os.pathsep.join(path for path in sys.path if path),
    }
    command = [sys.executable, "-m", "quartier", "demo", *words]
    return subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60, check=False)


def test_personas_and_stories_are_one_document_each(tmp_path: Path) -> None:
    assert json.loads(quartier(tmp_path, "personas", "--json").stdout) == personas.listed()
    assert json.loads(quartier(tmp_path, "stories", "--json").stdout) == stories.listed()


def test_sign_in_prints_an_address_that_is_good_once(tmp_path: Path) -> None:
    done = quartier(tmp_path, "sign-in", "larysa_tymkiv")
    found = re.fullmatch(r"http://127\.0\.0\.1:8765/demo/sign-in/(\S{43})\n", done.stdout)
    assert done.returncode == 0
    assert found
    links = tmp_path / "demo" / "links"
    assert short_cut.take(links, found[1]) == "larysa_tymkiv"
    assert short_cut.take(links, found[1]) is None


def test_what_is_used_wrongly_ends_with_two(tmp_path: Path) -> None:
    for words in (("sign-in", "nobody"), ("clock", "--add", "-P1D"), ("clock", "--add", "3 days"), ("fly",)):
        done = quartier(tmp_path, *words)
        assert done.returncode == 2, words
        assert done.stdout == ""
