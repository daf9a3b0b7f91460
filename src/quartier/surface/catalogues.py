"""Catalogues of translations: one `locale` folder a package, compiled when a process starts.

The compiled files are not in version control. Each process brings the ones that are missing or older than
their source up to date before Django reads them, so that no command has to be remembered.
"""

import os
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
DOMAIN = "django"


def folders(root: Path = ROOT) -> list[Path]:
    """Every `locale` folder of the house, in the order of the strata's names. For `LOCALE_PATHS`."""
    return sorted(path for path in root.glob("**/locale") if path.is_dir())


def compile_stale(root: Path = ROOT) -> list[Path]:
    """Compile each catalogue that changed since it was compiled; give back what was written.

    A folder that may not be written (an installed wheel) is left alone if it is compiled already: a wheel
    carries its compiled catalogues. Raises OSError where there is nothing to fall back on.
    """
    written = []
    for source in sorted(root.glob(f"**/locale/*/LC_MESSAGES/{DOMAIN}.po")):
        target = source.with_suffix(".mo")
        if target.exists() and target.stat().st_mtime_ns >= source.stat().st_mtime_ns:
            continue
        try:
            compile_one(source, target)
        except OSError:
            if not target.exists():
                raise
        else:
            written.append(target)
    return written


def compile_one(source: Path, target: Path) -> None:
    """Write `target` in one step: two processes that start together never read half a file."""
    import polib  # only when something is stale: it costs a start-up nothing otherwise

    seen = source.stat()
    catalogue = polib.pofile(str(source))
    handle, name = tempfile.mkstemp(dir=target.parent, suffix=".mo.tmp")
    with os.fdopen(handle, "wb") as stream:
        stream.write(catalogue.to_binary())
    os.chmod(name, 0o644)
    os.utime(name, ns=(seen.st_mtime_ns, seen.st_mtime_ns))  # an edit made meanwhile is still newer
    os.replace(name, target)
