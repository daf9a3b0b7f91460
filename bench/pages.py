"""CPU milliseconds and bytes of the pages that people open most, in the demo town.

    QUARTIER_DATA=DEMO_FOLDER python -m bench.pages

The demo must be filled (`make demo`). Each page is asked for in this process, so that its CPU time is this process's own;
what PostgreSQL spends is given beside it, as the time of the backend's statements.
"""

import gzip
import os
import re
import subprocess
import sys
import time
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "quartier.demo.settings")

import django

django.setup()

from django.contrib.staticfiles import finders
from django.test import Client
from django.test.utils import CaptureQueriesContext

from bench import machine
from quartier.surface.cli import surroundings

RUNS = 30
ASSET = re.compile(rb'(?:href|src)="/static/([^"?]+\.(?:css|m?js))"')
PERSONA = "leila_hartnoll"


def signed_in() -> Client:
    """A staff member of the demo, through the demo's own one-time address."""
    command = [sys.executable, "-m", "quartier", "demo", "sign-in", PERSONA]
    environment = {**os.environ, "QUARTIER_SETTINGS": "demo"}
    address = subprocess.run(
        command, env=environment, capture_output=True, text=True, check=True
    ).stdout.split()[-1]
    client = Client(SERVER_NAME="127.0.0.1")
    answer = client.get("/" + address.split("/", 3)[3], follow=True)
    if answer.status_code >= 400:
        raise SystemExit(f"the one-time address answered {answer.status_code}")
    return client


def assets(body: bytes) -> int:
    """Bytes, compressed, of the style sheets and scripts that the page names itself."""
    total = 0
    for name in set(ASSET.findall(body)):
        found = finders.find(name.decode())
        if found:
            with open(found, "rb") as file:
                total += len(gzip.compress(file.read(), 6))
    return total


def measure(client: Client, address: str) -> dict[str, Any]:
    from django.db import connections

    answer = client.get(address, follow=True)
    if answer.status_code != 200:
        raise SystemExit(f"{address} answered {answer.status_code}")
    times = []
    for _ in range(RUNS):
        start = time.process_time()
        client.get(address)
        times.append((time.process_time() - start) * 1000)
    with CaptureQueriesContext(connections["default"]) as captured:
        client.get(address)
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return {
        "cpu_ms": machine.summary(times),
        "queries": len(captured),
        "database_ms": round(sum(float(query["time"]) for query in captured) * 1000, 1),
        "html_bytes": len(body),
        "html_bytes_gzip": len(gzip.compress(body, 6)),
        "assets_bytes_gzip": assets(body),
    }


def record_address(client: Client) -> str:
    """The first data set that the person's list names."""
    listing = client.get("/console/incidents/sets/").content.decode()
    found = re.search(r'href="(/console/incidents/sets/[0-9a-f-]{36}/)"', listing)
    if found is None:
        raise SystemExit("the list names no data set")
    return found.group(1)


def main() -> None:
    surroundings.ensure_server()
    visitor, staff = Client(SERVER_NAME="127.0.0.1"), signed_in()
    pages = {
        "portal home": (visitor, "/en/"),
        "portal map": (visitor, "/en/map/"),
        "console incident list": (staff, "/console/incidents/"),
        "console record": (staff, record_address(staff)),
        "console map": (staff, "/console/incidents/map/"),
    }
    result = {name: measure(client, address) for name, (client, address) in pages.items()}
    machine.write("pages", versions={"django": django.get_version()}, result=result)


if __name__ == "__main__":
    main()
