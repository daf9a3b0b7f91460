"""Packs: what whoever is entitled carries away to check the log without us. The format: docs/reference/ledger-pack.md.

A pack is written as a row of files, the manifest last, so that a folder and a download are made by the same code.
"""

import hashlib
from base64 import b64encode
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Literal

from django.db import connections, transaction

from quartier.core.kit.errors import Refusal
from quartier.science.merkle.checkpoint import Checkpoint
from quartier.science.merkle.commitments import ENTRY_BYTES
from quartier.science.merkle.encoding import HASH_BYTES
from quartier.science.merkle.manifest import MANIFEST_NAME, manifest_text, sign_manifest
from quartier.science.merkle.tiles import ENTRIES, TILE, TileName, tile_path, tiles_at

from . import keys, kinds, queries, writing
from .envelope import canonical, instant
from .site import Site
from .tilestore import TileStore

FORMAT = "quartier/pack/v1"
README = Path(__file__).with_name("pack_readme.txt")
AT_ONCE = 32 * TILE  # places whose envelopes are read in one query
Scope = Literal["all", "kinds", "structure"]


class NoPack(Refusal):
    """A pack cannot be made now.

    ledger_not_published · ledger_erasure_pending · ledger_unknown_kind · ledger_place_taken · ledger_pack_fails
    """


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """What a pack shows. `kinds`: codes, for the scope `kinds`; the log's own kinds always come along.

    `openings` False leaves all fields closed: kinds, record tags and times can be read, values cannot.
    """

    scope: Scope = "structure"
    kinds: tuple[str, ...] = ()
    openings: bool = True

    def __post_init__(self) -> None:
        known = {kind.code for kind in kinds.known()}
        if (self.scope == "kinds") != bool(self.kinds):
            raise ValueError("kinds belong to the scope kinds")
        for code in self.kinds:
            if code not in known:
                raise NoPack("ledger_unknown_kind", kind=code)

    @property
    def only(self) -> list[str] | None:
        return sorted(set(self.kinds)) if self.scope == "kinds" else None

    def claims(self, at: datetime) -> bytes:
        """pack.json."""
        opened = "all" if self.openings and self.scope != "structure" else "none"
        return (
            canonical(
                {
                    "format": FORMAT,
                    "kinds": self.only,
                    "made_at": instant(at),
                    "openings": opened,
                    "scope": self.scope,
                }
            )
            + b"\n"
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Disclosed:
    """One entry as a pack shows it: the envelope as it was hashed, salt and value of each opened field."""

    index: int
    body: bytes
    openings: dict[str, tuple[bytes, bytes]]

    def line(self) -> bytes:
        openings = {
            name: {"salt": b64encode(salt).decode("ascii"), "value": value.decode("utf-8")}
            for name, (salt, value) in self.openings.items()
        }
        shown = {"envelope": self.body.decode("utf-8"), "index": self.index, "openings": openings}
        return canonical(shown) + b"\n"


Pages = Callable[[int, int, list[str] | None], Iterable[Disclosed]]


def envelopes_for_visit(low: int, high: int, only: list[str] | None) -> Iterator[Disclosed]:
    """What the visit at hand may see of the entries: envelopes without openings, for roles of oversight alone."""
    with connections["default"].cursor() as cursor:
        cursor.execute("select * from ledger.disclosed_to_visit(%s, %s, %s)", [low, high, only])
        yield from map(_disclosed, cursor.fetchall())


def envelopes_for_owner(*, openings: bool) -> Pages:
    """Everything, for whoever has the machine."""

    def pages(low: int, high: int, only: list[str] | None) -> Iterator[Disclosed]:
        with connections["owner"].cursor() as cursor:
            opened: list[str] | None = None if openings else []
            cursor.execute("select * from ledger.disclosed(%s, %s, %s, %s)", [low, high, only, opened])
            yield from map(_disclosed, cursor.fetchall())

    return pages


@contextmanager
def steady_view() -> Iterator[None]:
    """The owner's transaction in which every page of a pack shows the same moment."""
    with transaction.atomic(using="owner"):
        with connections["owner"].cursor() as cursor:
            cursor.execute("set transaction isolation level repeatable read, read only")
        yield


def files(
    *,
    site: Site,
    choice: Choice,
    envelopes: Pages,
    published: queries.Published,
    at: datetime,
    alias: str = "default",
    progress: Callable[[int], object] = lambda entries: None,
) -> Iterator[tuple[str, bytes]]:
    """The files of a pack in the order in which they can be written, MANIFEST last. `at`: when it is made.

    `published`: the head that it is about (queries.newest). `alias`: the connection that may ask whether all that is
    missing is declared erased. `progress` is told the number of entries done. Raises NoPack before the first file.
    """
    if choice.scope == "all":
        refuse_unexplained(published.size, alias=alias)
    listed: dict[str, tuple[bytes, int]] = {}
    for path, data in _contents(site, choice, envelopes, published, at, progress):
        listed[path] = (hashlib.sha256(data).digest(), len(data))
        yield path, data
    head = Checkpoint(site.origin, published.size, published.root)
    text = manifest_text(site.origin, head, listed)
    yield MANIFEST_NAME, sign_manifest(text, keys.read(site).pack)


def refuse_unexplained(size: int, *, alias: str) -> None:
    """An erasure of this minute has no published place: until it has, nobody could tell it from an entry left out."""
    with connections[alias].cursor() as cursor:
        cursor.execute("select ledger.unexplained(%s)", [size])
        if cursor.fetchone()[0]:
            raise NoPack("ledger_erasure_pending")


def newest() -> queries.Published:
    """The head that a pack is about. Raises NoPack while none is published."""
    published = queries.newest()
    if published is None:
        raise NoPack("ledger_not_published")
    return published


def note_export(*, choice: Choice, size: int, purpose: str, by: Any, at: datetime) -> None:
    """Enter that a pack was handed out, in a visit's transaction."""
    from . import actions

    actions.append(
        kind="ledger.pack_exported", record=None, fields=_said(choice, size, purpose), by=by, occurred_at=at
    )


def note_export_by_owner(*, choice: Choice, size: int, purpose: str) -> None:
    """The same for whoever has the machine: nobody signed in, so the entry names no account."""
    actor = {"kind": "machine", "account": None, "key": None, "device": None}
    with transaction.atomic(using="owner"), connections["owner"].cursor() as cursor:
        writing.append(
            cursor.execute,
            kind="ledger.pack_exported",
            record=None,
            fields=_said(choice, size, purpose),
            actor=actor,
            occurred_at=None,
        )


def _said(choice: Choice, size: int, purpose: str) -> dict[str, Any]:
    return {"scope": choice.scope, "kinds": choice.only, "size": size, "purpose": purpose}


def _contents(
    site: Site,
    choice: Choice,
    envelopes: Pages,
    published: queries.Published,
    at: datetime,
    progress: Callable[[int], object],
) -> Iterator[tuple[str, bytes]]:
    yield "README.txt", README.read_bytes()
    yield "pack.json", choice.claims(at)
    yield "log/checkpoint", published.note
    store = TileStore(site.folder)
    for name in tiles_at(published.size):
        yield f"log/{name.path}", read_tile(store, name)
    if choice.scope != "structure":
        yield from _envelope_files(envelopes, published.size, choice.only, progress)


def read_tile(store: TileStore, name: TileName) -> bytes:
    """A tile or bundle of a published head. A partial one that was swept is the front of the full one."""
    try:
        return store.read(name)
    except FileNotFoundError:
        if name.width == TILE:
            raise
        step = 2 + ENTRY_BYTES if name.level == ENTRIES else HASH_BYTES
        return store.read(name.full)[: step * name.width]


def _envelope_files(
    envelopes: Pages, size: int, only: list[str] | None, progress: Callable[[int], object]
) -> Iterator[tuple[str, bytes]]:
    for low in range(0, size, AT_ONCE):
        high = min(low + AT_ONCE, size)
        lines: dict[int, list[bytes]] = {}
        for shown in envelopes(low, high, only):
            lines.setdefault(shown.index // TILE, []).append(shown.line())
        for tile, of_tile in sorted(lines.items()):
            yield envelope_path(tile), b"".join(of_tile)
        progress(high)


def envelope_path(tile: int) -> str:
    """Where the lines for the 256 entries of a tile stand."""
    return f"envelopes/{tile_path(ENTRIES, tile).partition('/entries/')[2]}.jsonl"


def _disclosed(row: tuple[Any, ...]) -> Disclosed:
    index, _kind, body, fields, salts, contents = row
    openings = {name: (bytes(salts[place]), bytes(contents[place])) for place, name in enumerate(fields)}
    return Disclosed(index=index, body=bytes(body), openings=openings)
