"""Seconds from a clean clone to the first page of the demo town, then from Ctrl-C to the last process gone.

    python -m bench.demo_from_clone [--runs 1]

Clones this checkout's last commit into a new folder, runs `make demo` as a newcomer would, asks the three portals,
sends Ctrl-C to the whole group as a terminal does, looks for what is left, and starts a second time, which must
find its data.
"""

import argparse
import os
import re
import shutil
import signal
import socket
import subprocess
import tempfile
import time
import urllib.error
import urllib.request
from importlib.metadata import version
from pathlib import Path
from typing import Any

from bench import machine

HOUSE = Path(__file__).resolve().parents[1]
PATIENCE = 1200.0


def status(url: str) -> int:
    try:
        with urllib.request.urlopen(url, timeout=30) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as error:
        return error.code
    except OSError:
        return 0


def below(folder: Path) -> list[str]:
    """Live processes that were started from the folder or work inside it."""
    found = []
    for entry in Path("/proc").iterdir():
        if not entry.name.isdecimal():
            continue
        try:
            words = (entry / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
            where = os.readlink(entry / "cwd")
        except OSError:
            continue
        if str(folder) in words or where.startswith(str(folder)):
            found.append(f"{entry.name} {words[:100]}")
    return found


def once(folder: Path, port: int) -> dict[str, Any]:
    """One `make demo`: seconds to the first page, what the pages answered, seconds to the end, what was left."""
    began = time.monotonic()
    log = (folder / "demo.log").open("ab")
    environment = {
        k: v for k, v in os.environ.items() if not k.startswith(("QUARTIER_", "DJANGO_", "PYTHON"))
    }
    process = subprocess.Popen(
        ["make", "demo", f"PORT={port}"],
        cwd=folder,
        stdout=log,
        stderr=log,
        env=environment,
        start_new_session=True,
    )
    while status(f"http://127.0.0.1:{port}/-/ready") != 200:
        if process.poll() is not None or time.monotonic() - began > PATIENCE:
            raise SystemExit((folder / "demo.log").read_text()[-3000:])
        time.sleep(0.2)
    ready = time.monotonic() - began
    pages = {path: status(f"http://127.0.0.1:{port}{path}") for path in ("/uk/", "/fr/", "/en/", "/demo/")}
    stopping = time.monotonic()
    os.killpg(process.pid, signal.SIGINT)
    process.wait(timeout=120)
    return {
        "seconds": round(ready, 1), "pages": pages, "stop_seconds": round(time.monotonic() - stopping, 1),
        "left": below(folder),
    }  # fmt: skip


def free_port() -> int:
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return int(trial.getsockname()[1])


def run() -> dict[str, Any]:
    folder = Path(tempfile.mkdtemp(prefix="quartier-clone-", dir="/var/tmp"))
    folder.chmod(0o755)
    try:
        subprocess.run(["git", "clone", "-q", str(HOUSE), str(folder / "quartier")], check=True)
        port = free_port()
        first, second = once(folder / "quartier", port), once(folder / "quartier", port)
        steps = re.findall(
            r"^(\S.*?) {2,}(\d+\.\d) s$", (folder / "quartier" / "demo.log").read_text(), re.MULTILINE
        )
        return {"first": first, "again": second, "steps": dict(reversed(steps))}  # of the first start
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=1)
    runs = [run() for _ in range(parser.parse_args().runs)]
    good = all(
        not part["left"] and set(part["pages"].values()) == {200}
        for each in runs
        for part in (each["first"], each["again"])
    )
    result = {
        "good": good,
        "first_seconds": machine.summary([each["first"]["seconds"] for each in runs]),
        "again_seconds": machine.summary([each["again"]["seconds"] for each in runs]),
        "rounds": runs,
    }
    machine.write("demo_from_clone", versions={"pip": version("pip")}, result=result)
    if not good:
        raise SystemExit(1)


if __name__ == "__main__":
    main()
