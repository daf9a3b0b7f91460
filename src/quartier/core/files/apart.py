"""PDF files are read in a process of their own, with a limit on time and memory: their format can ask for anything.

`python -m quartier.core.files.apart` takes the file on its input and gives the clean copy; its status is the reason.
"""

import resource
import subprocess
import sys

from .rules.types import Unreadable

SECONDS, MEMORY = 20, 1024 * 1024 * 1024
REASONS = {3: "files.damaged", 4: "files.locked", 5: "files.too_many_pages"}


def clean(content: bytes) -> bytes:
    """The clean copy. Raises Unreadable; what takes too long or too much is damaged."""
    try:
        done = subprocess.run(
            [sys.executable, "-m", __name__],
            input=content,
            capture_output=True,
            timeout=SECONDS + 5,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise Unreadable("files.damaged") from None
    if done.returncode != 0:
        raise Unreadable(REASONS.get(done.returncode, "files.damaged"))
    return done.stdout


def main() -> int:
    from .rules import papers  # here alone: nobody else needs the library

    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    try:
        sys.stdout.buffer.write(papers.clean(sys.stdin.buffer.read()))
    except Unreadable as refusal:
        return next(status for status, code in REASONS.items() if code == refusal.code)
    return 0


if __name__ == "__main__":
    sys.exit(main())
