"""Receipts: entries with the proof that they stand in the published log, in one file that proves itself.

The format: docs/reference/ledger-pack.md. A receipt that opens only some fields is a disclosure.
"""

from base64 import b64encode
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import connections

from quartier.core.kit.errors import Refusal
from quartier.science.merkle.promise import Promise, sign_promise
from quartier.science.merkle.proof_file import ProofFile
from quartier.science.merkle.reader import TileReader

from . import keys, queries
from .envelope import canonical, instant
from .packs import read_tile
from .site import Site
from .tilestore import TileStore

FORMAT = "quartier/receipt/v1"
KEPT_WITHIN = timedelta(
    minutes=5
)  # a promise: witnesses are asked each minute, and an alarm is due after five


class NoReceipt(Refusal):
    """There is nothing to prove. ledger_no_such_record · ledger_no_such_field"""


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnEntry:
    """One entry of a record; `index` None until it has a place, `body` None once it was erased."""

    index: int | None
    entry: bytes
    leaf: bytes
    recorded_at: datetime
    body: bytes | None
    openings: dict[str, tuple[bytes, bytes]]


def entries_of(record: str) -> list[OwnEntry]:
    """The entries of a record with all that is left of them, for whoever has the machine. By their places."""
    with connections["owner"].cursor() as cursor:
        cursor.execute("select * from ledger.entries_of(%s)", [record])
        rows = cursor.fetchall()
    return [_own(row) for row in rows]


def of_record(
    *, site: Site, record: str, published: queries.Published, fields: Collection[str] | None = None
) -> bytes:
    """The receipt of a record: its published entries, and a promise for the first one that is not published yet.

    `fields`: those to open, None for all. Raises NoReceipt.
    """
    found = entries_of(record)
    if not found:
        raise NoReceipt("ledger_no_such_record", record=record)
    known = {name for one in found for name in one.openings}
    for name in fields or ():
        if name not in known:
            raise NoReceipt("ledger_no_such_field", field=name)
    shown = [one for one in found if one.index is not None and one.index < published.size]
    store = TileStore(site.folder)
    reader = TileReader(lambda name: read_tile(store, name), published.size)
    items = [
        _item(one, _proof(reader, published, one.index), fields) for one in shown if one.index is not None
    ]
    waiting = found[len(shown) : len(shown) + 1]
    items += [_item(one, None, fields) for one in waiting]
    promise = _promise(site, waiting[0]) if waiting else None
    return _file(items, record=record, promise=promise)


def _file(items: list[dict[str, Any]], *, record: str, promise: str | None) -> bytes:
    return canonical({"entries": items, "format": FORMAT, "promise": promise, "record": record}) + b"\n"


def _item(one: OwnEntry, proof: str | None, fields: Collection[str] | None) -> dict[str, Any]:
    if one.body is None:
        return {"entry": _base64(one.entry), "proof": proof}
    openings = {
        name: {"salt": _base64(salt), "value": value.decode("utf-8")}
        for name, (salt, value) in one.openings.items()
        if fields is None or name in fields
    }
    return {"envelope": one.body.decode("utf-8"), "openings": openings, "proof": proof}


def _proof(reader: TileReader, published: queries.Published, index: int) -> str:
    return ProofFile(index, tuple(reader.inclusion(index)), published.note).encode().decode("utf-8")


def _promise(site: Site, one: OwnEntry) -> str:
    promise = Promise(site.origin, one.leaf, instant(one.recorded_at), instant(one.recorded_at + KEPT_WITHIN))
    return sign_promise(promise, keys.read(site).receipt).decode("utf-8")


def _own(row: tuple[Any, ...]) -> OwnEntry:
    index, entry, leaf, recorded_at, body, fields, salts, contents = row
    return OwnEntry(
        index=index,
        entry=bytes(entry),
        leaf=bytes(leaf),
        recorded_at=recorded_at,
        body=None if body is None else bytes(body),
        openings={name: (bytes(salts[place]), bytes(contents[place])) for place, name in enumerate(fields)},
    )


def _base64(value: bytes) -> str:
    return b64encode(value).decode("ascii")
