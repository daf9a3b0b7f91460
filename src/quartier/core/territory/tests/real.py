"""Where the real data lie: beside the checkout, or where QUARTIER_REAL_DATA says."""

import os
from pathlib import Path

import pytest

ROOT = Path(
    os.environ.get("QUARTIER_REAL_DATA") or Path(__file__).resolve().parents[5].parent / "shared" / "data"
)


def real(name: str) -> Path:
    """A real file; the test is left out, with the reason, where it is absent."""
    path = ROOT / name
    if not path.exists():
        pytest.skip(f"real data absent: {name} is not below {ROOT.name} (set QUARTIER_REAL_DATA)")
    return path
