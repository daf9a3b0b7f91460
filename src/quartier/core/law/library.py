"""The packs and calendars that are shipped: files of this package, never of the network.

A pack's version is the SHA-256 of the files that it was read from: its own, its base's, its calendars'; so the
same version gives the same answer for ever, and a changed comma gives another version.
"""

from collections.abc import Mapping
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import Any

import yaml

from quartier.core.law.rules.nodes import BadPack
from quartier.core.law.rules.parsing import read_pack
from quartier.core.law.rules.working_days import CalendarFile, read_calendar
from quartier.science.clocks.packs import Pack

ROOT = "quartier.core.law"


# Written in C where the wheel has it: ten times as fast, and as safe.
SAFE: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class NoDoubles(SAFE):  # type: ignore[misc]
    """YAML lets a later member silently replace an earlier one; here that is an error."""


def _mapping(loader: Any, node: yaml.MappingNode) -> dict[Any, Any]:
    keys = [loader.construct_object(key) for key, _ in node.value]
    for key in keys:
        if keys.count(key) > 1:
            raise BadPack(f"line {node.start_mark.line + 1}: {key}", "stands there twice")
    return dict(loader.construct_pairs(node, deep=True))


NoDoubles.add_constructor(yaml.resolver.BaseResolver.DEFAULT_MAPPING_TAG, _mapping)


def names(folder: str) -> list[str]:
    """Names of what a folder holds, without the ending."""
    entries = files(ROOT).joinpath(folder).iterdir()
    return sorted(entry.name.removesuffix(".yaml") for entry in entries if entry.name.endswith(".yaml"))


def text(folder: str, name: str) -> str:
    """The file as it stands. KeyError when there is none of that name."""
    if name not in names(folder):
        raise KeyError(name)
    return files(ROOT).joinpath(folder, f"{name}.yaml").read_text(encoding="utf-8")


def document(folder: str, name: str) -> Any:
    return _read(text(folder, name))


def _read(content: str) -> Any:
    return yaml.load(content, Loader=NoDoubles)  # a safe loader, stricter than the standard one


@cache
def calendar(name: str) -> CalendarFile:
    """A calendar by its code. KeyError, BadPack."""
    return read_calendar(document("calendars", name), name=name)


@cache
def pack(name: str) -> Pack:
    """A pack by its name, with what it inherits. KeyError when there is none; BadPack when a file is wrong."""
    return pack_from(texts(name), name=name)


def packs() -> list[Pack]:
    """Every pack that is shipped, by name."""
    return [pack(name) for name in names("packs")]


def texts(name: str) -> dict[str, str]:
    """Everything that a shipped pack is read from: its own file, its base's, their calendars', by path."""
    found = document("packs", name)
    parts = {f"packs/{name}": text("packs", name)}
    parts |= {f"calendars/{code}": text("calendars", code) for code in _calendars(found)}
    return parts | (texts(found["base"]) if found.get("base") else {})


def pack_from(parts: Mapping[str, str], *, name: str) -> Pack:
    """A pack from files that were kept: the same files give the same version and the same answers. BadPack."""
    found = _read(parts[f"packs/{name}"])
    calendars = {
        code: read_calendar(_read(parts[f"calendars/{code}"]), name=code).calendar
        for code in _calendars(found)
    }
    base = found.get("base")
    return read_pack(
        found,
        name=name,
        version=version(parts),
        calendars=calendars,
        base=pack_from(parts, name=base) if base else None,
    )


def version(parts: Mapping[str, str]) -> str:
    """Hash of everything that a pack is read from: 64 hexadecimal digits."""
    digest = sha256()
    for path in sorted(parts):
        content = parts[path].encode()
        digest.update(f"{path} {len(content)}\n".encode() + content)
    return digest.hexdigest()


def _calendars(found: Any) -> list[str]:
    own = {clock["calendar"] for clock in found.get("clocks", []) if clock.get("calendar")}
    return sorted(own | set((found.get("working_days") or {}).values()))
