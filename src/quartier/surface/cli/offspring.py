"""Processes that must not outlive the command that started them, even when it is killed."""

import ctypes
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Sequence

PR_SET_PDEATHSIG = 1  # <linux/prctl.h>
PARENT = "QUARTIER_PARENT"
GRACE = 20.0  # seconds for a job to come to a stop
RESTART_AFTER = 2.0  # seconds, so that a process that dies at once does not fill the processor
REFUSED, REFUSED_AFTER = (
    1,
    60.0,
)  # one that said no (status 1) needs a person, and will say the same in two seconds


def be_parent() -> None:
    """Let what we start know whose life it shares."""
    os.environ[PARENT] = str(os.getpid())


def die_with_parent(number: signal.Signals = signal.SIGKILL) -> None:
    """Have the kernel send us `number` when the command that started us ends. Linux only.

    A process that nobody claimed (a worker under systemd) lives its own life.
    """
    parent = os.environ.get(PARENT)
    if parent is None or sys.platform != "linux":
        return
    ctypes.CDLL(None, use_errno=True).prctl(PR_SET_PDEATHSIG, number, 0, 0, 0)
    if os.getppid() != int(parent):  # it ended before we asked
        os.kill(os.getpid(), number)


class Companion:
    """A command that runs beside this one and is started again when it dies."""

    def __init__(self, arguments: Sequence[str], *, module: str = "quartier") -> None:
        self._command = [sys.executable, "-m", module, *arguments]
        self._ended = threading.Event()
        self._begun = threading.Event()
        self._child: subprocess.Popen[bytes] | None = None
        # The kernel counts the thread that started a child as its parent: this one lives as long as we do.
        self._thread = threading.Thread(target=self._watch, name="companion", daemon=True)

    def start(self) -> None:
        """Return once the child runs: what forks afterwards does so while the thread only waits."""
        self._thread.start()
        self._begun.wait(GRACE)

    def stop(self) -> None:
        """Ask the child to end; insist after a while."""
        self._ended.set()
        if self._child is not None:
            self._child.terminate()
        self._thread.join(GRACE)
        if self._thread.is_alive() and self._child is not None:
            self._child.kill()
            self._thread.join()

    def _watch(self) -> None:
        while not self._ended.is_set():
            self._child = subprocess.Popen(self._command, stdin=subprocess.DEVNULL, process_group=0)
            self._begun.set()
            if self._ended.is_set():
                self._child.terminate()
            refused = self._child.wait() == REFUSED
            self._ended.wait(REFUSED_AFTER if refused else RESTART_AFTER)
