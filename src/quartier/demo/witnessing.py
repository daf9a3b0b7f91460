"""A witness by the town's clock: the production program, told another time. Loads neither Django nor a database.

python -m quartier.demo.witnessing FILE run --state …        FILE says how many seconds the town is ahead
"""

import signal
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from quartier.outside.witness import program
from quartier.surface.cli.offspring import die_with_parent


def town_time(ahead: Path) -> int:
    """Seconds since 1970 in the town; the machine's own where no town has said."""
    try:
        return int(time.time() + float(ahead.read_text(encoding="ascii")))
    except FileNotFoundError:
        return int(time.time())


def main(arguments: Sequence[str]) -> int:
    die_with_parent(signal.SIGTERM)
    ahead = Path(arguments[0])
    return program.main(arguments[1:], clock=lambda: town_time(ahead), say=_say_what_is_odd)


def _say_what_is_odd(line: str) -> None:
    """One terminal shows the whole town: what goes well stays silent."""
    if line[:3] in ("409", "422", "500", "503"):
        sys.stderr.write(f"witness: {line}\n")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
