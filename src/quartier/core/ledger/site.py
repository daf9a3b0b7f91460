"""Where one installation keeps its log: name, folders, files and cadence."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """`folder` is what the web serves below /log/; `lock` belongs on another disk or machine.

    `witness_every`: seconds between two heads that are shown to witnesses. `lenient` lets names and keys pass that
    belong to examples and tests: the demo's and the tests'.
    """

    origin: str
    folder: Path
    lock: Path
    keys: Path
    policy: Path
    witness_every: float
    lenient: bool


def site() -> Site:
    """The one of the settings."""
    from django.conf import settings

    return Site(
        origin=settings.LEDGER_ORIGIN,
        folder=Path(settings.LEDGER_FOLDER),
        lock=Path(settings.LEDGER_LOCK),
        keys=Path(settings.LEDGER_KEYS),
        policy=Path(settings.LEDGER_POLICY),
        witness_every=settings.LEDGER_WITNESS_EVERY,
        lenient=settings.LEDGER_LENIENT,
    )
