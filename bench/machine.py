"""What a figure was measured on, and how it is written down: the same for every benchmark and proof."""

import json
import os
import platform
import statistics
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from tools import proofs

PROOF = Path(__file__).resolve().parent.parent / "proof"


def describe() -> dict[str, Any]:
    """Processor, cores, memory, system and Python; no host name, no path."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    info = Path("/proc/cpuinfo")
    lines = info.read_text().splitlines() if info.exists() else []
    models = [line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")]
    return {
        "processor": models[0] if models else platform.machine(),
        "cores": os.cpu_count(),
        "memory_gib": round(memory, 1),
        "system": f"{platform.system()} {platform.release()}",
        "python": platform.python_version(),
    }


def timed(work: Callable[[], Any]) -> float:
    """Wall-clock seconds of one call."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def summary(values: list[float]) -> dict[str, float | int]:
    """Runs, least, median and greatest of the measured values."""
    return {"runs": len(values), "min": min(values), "median": statistics.median(values), "max": max(values)}


def write(name: str, *, versions: dict[str, str], result: Any) -> None:
    """Print the result and keep it dated under proof/, with a hash of the sources that bench/proofs.toml names."""
    proof = next(each for each in proofs.listed() if each.name == name)
    document = {
        "proof": name,
        "at": datetime.now(UTC).replace(microsecond=0).isoformat(),
        "machine": describe(),
        "versions": versions,
        "sources": list(proof.sources),
        "sources_sha256": proofs.fingerprint(proof),
        "result": result,
    }
    text = json.dumps(document, ensure_ascii=False, indent=2) + "\n"
    sys.stdout.write(text)
    PROOF.mkdir(exist_ok=True)
    (PROOF / f"{name}.json").write_text(text, encoding="utf-8")
