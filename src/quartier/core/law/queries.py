"""What others may ask: the packs, and what a pack says of a history."""

from collections.abc import Mapping
from typing import Any

from quartier.core.law import library
from quartier.science.clocks.histories import read_history, read_instant
from quartier.science.clocks.packs import Pack
from quartier.science.clocks.reading import document, evaluate


def packs() -> list[Pack]:
    """Every pack that is shipped, by name."""
    return library.packs()


def pack(name: str) -> Pack:
    """A pack by its name; KeyError when there is none."""
    return library.pack(name)


def texts(name: str) -> dict[str, str]:
    """The files of a shipped pack, to be kept beside what was computed by it."""
    return library.texts(name)


def pack_from(parts: Mapping[str, str], *, name: str) -> Pack:
    """A pack from files that were kept."""
    return library.pack_from(parts, name=name)


def described(pack: Pack) -> dict[str, Any]:
    """One pack as `quartier law packs --json` lists it; `rows` counts limits, extensions and duties."""
    return {
        "pack": pack.name,
        "version": pack.version,
        "valid_from": pack.valid_from.isoformat(),
        "valid_to": pack.valid_to.isoformat() if pack.valid_to else None,
        "jurisdiction": pack.jurisdiction,
        "verified": pack.verified,
        "rows": len(pack.cited()),
        "sources": [f"{code}: {said}" for code, said in sorted(pack.sources.items())],
    }


def evaluated(name: str, told: object, *, at: object, regime: str | None = None) -> dict[str, Any]:
    """The clocks of a history, both as documents. KeyError for an unknown pack, Unreadable for the rest."""
    chosen = pack(name)
    history = read_history(told)
    evaluation = evaluate(chosen, history, at=read_instant(at, where="at"), regime=regime)
    return dict(document(evaluation))
