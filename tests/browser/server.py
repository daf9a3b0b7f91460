"""A real server process with the demo's settings on a scratch data folder."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

HOUSE = Path(__file__).resolve().parents[2]
START_S = 300


class Server:
    """Started once a session; filled by `quartier demo serve`.

    `QUARTIER_BROWSER_DATA` keeps the town between runs; with `QUARTIER_BROWSER_URL` a server of that folder that
    already runs is used as it is.
    """

    def __init__(self, folder: Path) -> None:
        self.data = Path(os.environ.get("QUARTIER_BROWSER_DATA") or folder)
        self.port = _free_port()
        self.running = os.environ.get("QUARTIER_BROWSER_URL", "").rstrip("/")
        self.url = self.running or f"http://127.0.0.1:{self.port}"
        self.process: subprocess.Popen[bytes] | None = None
        self.log = folder / "server.log"
        self.env = {
            **{
                name: value
                for name, value in os.environ.items()
                if not name.startswith(("QUARTIER_", "DJANGO_"))
            },
            "QUARTIER_SETTINGS": "demo",
            "PORT": str(self.port),
            "QUARTIER_DATA": str(self.data),
            "PYTHONPATH": str(HOUSE / "src"),
        }

    def start(self) -> None:
        if self.running:
            return
        command = [sys.executable, "-m", "quartier", "demo", "serve"]
        self.data.mkdir(parents=True, exist_ok=True)
        with self.log.open("wb") as stream:
            self.process = subprocess.Popen(
                command, env=self.env, cwd=self.data, stdout=stream, stderr=stream, start_new_session=True
            )
        until = time.monotonic() + START_S
        while not self._answers():
            if self.process.poll() is not None or time.monotonic() > until:
                raise RuntimeError(f"the server did not start:\n{self.log.read_text()[-4000:]}")
            time.sleep(0.5)

    def join(self, url: str) -> None:
        """Use the server that another worker started on the same folder."""
        self.running = self.url = url
        self.env["PORT"] = url.rsplit(":", 1)[1]

    def run(self, *words: str) -> str:
        """One `quartier` command beside the server; what it printed."""
        command = [sys.executable, "-m", "quartier", *words]
        done = subprocess.run(
            command, env=self.env, cwd=self.data, capture_output=True, text=True, check=True
        )
        return done.stdout

    def stop(self) -> None:
        if self.process and self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
            try:
                self.process.wait(30)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()

    def _answers(self) -> bool:
        """It serves, and the witnesses have signed a first state of the ledger."""
        try:
            for page in ("/ui/", "/log/checkpoint"):
                with urllib.request.urlopen(f"{self.url}{page}", timeout=5) as answer:
                    if answer.status != 200:
                        return False
            return True
        except (OSError, urllib.error.URLError):
            return False


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]
