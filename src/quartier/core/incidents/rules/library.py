"""Reads the shipped YAML: vocabularies, crosswalks, mappings. Files of the package, never of the network."""

from importlib.resources import files
from typing import Any

import yaml

ROOT = "quartier.core.incidents.library"


def read(folder: str, name: str) -> dict[str, Any]:
    """One document; KeyError when there is none of that name."""
    if name not in names(folder):
        raise KeyError(name)
    text = files(ROOT).joinpath(folder, f"{name}.yaml").read_text(encoding="utf-8")
    return yaml.safe_load(text)


def names(folder: str) -> list[str]:
    entries = files(ROOT).joinpath(folder).iterdir()
    return sorted(entry.name.removesuffix(".yaml") for entry in entries if entry.name.endswith(".yaml"))
