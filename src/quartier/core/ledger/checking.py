"""The operator's own check of everything: tables, envelopes, openings, tiles, heads and lock store tell of one log.

It re-derives the log from the entries and compares each thing with what it should be. It convinces nobody else, since
whoever could change the data could change this program: but it finds a failing disk and a careless hand within a day.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import psycopg

from quartier.science.merkle.checkpoint import Checkpoint, open_checkpoint
from quartier.science.merkle.commitments import entry_of, field_digest
from quartier.science.merkle.encoding import decode_base64, encode_base64
from quartier.science.merkle.errors import Refused
from quartier.science.merkle.hashing import EMPTY_ROOT, leaf_hash
from quartier.science.merkle.policy import judge
from quartier.science.merkle.signing import fast_verify
from quartier.science.merkle.tiles import TileName

from . import envelope, keys, trust
from .lockstore import LockStore
from .site import Site
from .tilestore import TileStore
from .tip import Tip

AT_ONCE = 2_000  # entries held at once
LISTED = 100  # findings told one by one; more are only counted
ENTRIES = """
select p.index, i.leaf, i.entry, i.record, i.recorded_at, i.prev, e.kind, e.body, o.names, o.salts, o.contents
  from ledger_position p
  left join ledger_intake i on i.id = p.intake_id
  left join ledger_envelope e on e.intake_id = p.intake_id
  left join lateral (select array_agg(x.field) as names, array_agg(x.salt) as salts, array_agg(x.value) as contents
                       from ledger_opening x where x.intake_id = p.intake_id) o on true
 order by p.index
"""
BROKEN_CHAINS = """
select index from (
  select p.index, i.prev, lag(i.leaf) over (partition by i.record order by p.index) as before
    from ledger_position p join ledger_intake i on i.id = p.intake_id where i.record is not null) c
 where prev is distinct from before order by index
"""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that does not fit. `at`: index, size or path that it is about."""

    code: str
    at: str


@dataclass(slots=True)
class Result:
    """What was looked at and what was found; `more` findings are not listed."""

    entries: int = 0
    findings: list[Finding] = field(default_factory=list)
    more: int = 0

    @property
    def good(self) -> bool:
        return not self.findings

    def find(self, code: str, at: object) -> None:
        if len(self.findings) < LISTED:
            self.findings.append(Finding(code, str(at)))
        else:
            self.more += 1


@dataclass(slots=True)
class _Erasures:
    """What is gone, and what entries say was erased by law."""

    envelopes: dict[bytes, int] = field(default_factory=dict)
    openings: dict[tuple[bytes, str], int] = field(default_factory=dict)
    named: set[tuple[bytes, str | None]] = field(default_factory=set)


def check(site: Site, connection: "psycopg.Connection[Any]") -> Result:
    """Look at everything, over a connection that may read all of it. Raises Halt when keys or policy are unfit."""
    result, store = Result(), TileStore(site.folder)
    held = keys.read(site)
    trusted = trust.read(site, held)
    locked = _locked(site, trusted, result)
    published = _published(site, store, trusted, locked, result)
    with connection.transaction():
        connection.execute("set transaction isolation level repeatable read read only")
        tip = _derive(connection, store, locked=locked, published=published, result=result)
        _heads(connection, site, trusted, result)
        for (index,) in connection.execute(BROKEN_CHAINS).fetchall():
            result.find("chain_broken", index)
    if tip.size < locked.size:
        result.find("behind_lock", locked.size)
    result.entries = tip.size
    return result


def _derive(
    connection: Any, store: TileStore, *, locked: Checkpoint, published: Checkpoint, result: Result
) -> Tip:
    """Walk through all entries once; the tree grows beside them, and is compared wherever something is known of it."""
    tip, erasures = Tip(), _Erasures()
    marks = {locked.size: locked.root, published.size: published.root}
    batches = _Sizes(_rows(connection, "batches", "select size, hashes from ledger_batch order by size"))
    heads = _Sizes(_rows(connection, "heads", "select size, root from ledger_head order by size"))
    for row in _rows(connection, "entries", ENTRIES):
        if row[0] != tip.size:
            result.find("place_missing", tip.size)
            break
        _entry(row, erasures, result)
        tip.extend([bytes(row[2] or b"")])
        size = tip.size
        if batches.at(size, tip.hashes) is False:
            result.find("batch_differs", size)
        if size in heads or size in marks:
            root = tip.root()
            if heads.at(size, root) is False or marks.get(size, root) != root:
                result.find("other_root", size)
        files = tip.hand_over() if size <= locked.size else {}
        _compare_files(store, files | (tip.partials() if size == published.size else {}), result)
    for code, left in (("batch_beyond", batches.size), ("head_beyond", heads.size)):
        if left is not None:
            result.find(code, left)
    _judge_erasures(erasures, result)
    return tip


class _Sizes:
    """Rows of (size, value) in order, met one by one as the tree grows."""

    def __init__(self, rows: Iterator[Any]) -> None:
        self._rows = rows
        self._next = next(rows, None)

    @property
    def size(self) -> int | None:
        """Of the row that comes next."""
        return None if self._next is None else self._next[0]

    def __contains__(self, size: int) -> bool:
        return self.size == size

    def at(self, size: int, value: bytes) -> bool | None:
        """Whether the row of this size says the same; None where there is none."""
        if self._next is None or self._next[0] != size:
            return None
        said, self._next = bytes(self._next[1]), next(self._rows, None)
        return said == value


def _entry(row: Any, erasures: _Erasures, result: Result) -> None:
    """One entry: row, leaf, envelope."""
    index, leaf, entry, record, recorded_at, prev, kind, body, *openings = row
    if entry is None or leaf_hash(bytes(entry)) != bytes(leaf):
        result.find("leaf_differs", index)
    elif body is None:
        erasures.envelopes[bytes(leaf)] = index
    elif entry_of(bytes(body)) != bytes(entry):
        result.find("envelope_differs", index)
    else:
        said = json.loads(bytes(body))
        before = None if prev is None else encode_base64(bytes(prev))
        columns = (kind, record, envelope.instant(recorded_at), before)
        if columns != (said["kind"], said["record"], said["recorded_at"], said["prev"]):
            result.find("row_differs", index)
        _openings(index, bytes(leaf), said, openings, erasures, result)


def _openings(
    index: int, leaf: bytes, said: Any, columns: list[Any], erasures: _Erasures, result: Result
) -> None:
    """Each field of an envelope has its opening, or an entry says that it was erased."""
    names, salts, values = (column or () for column in columns)
    opened = {
        name: (bytes(salt), bytes(value)) for name, salt, value in zip(names, salts, values, strict=True)
    }
    for name, digest in said["fields"].items():
        if name not in opened:
            erasures.openings[leaf, name] = index
        elif encode_base64(field_digest(name, *opened[name])) != digest:
            result.find("opening_differs", index)
    if said["kind"] == "ledger.erased" and {"leaves", "field"} <= opened.keys():
        what = json.loads(opened["field"][1])
        erasures.named |= {(decode_base64(text), what) for text in json.loads(opened["leaves"][1])}


def _judge_erasures(erasures: _Erasures, result: Result) -> None:
    """Whatever is gone must be named by an entry."""
    for leaf, index in erasures.envelopes.items():
        if (leaf, None) not in erasures.named:
            result.find("envelope_missing", index)
    for (leaf, name), index in erasures.openings.items():
        if (leaf, name) not in erasures.named:
            result.find("opening_missing", f"{index} {name}")


def _compare_files(store: TileStore, files: dict[TileName, bytes], result: Result) -> None:
    for name, data in files.items():
        try:
            if store.read(name) != data:
                result.find("tile_differs", name.path)
        except FileNotFoundError:
            result.find("tile_missing", name.path)


def _locked(site: Site, trusted: trust.Trust, result: Result) -> Checkpoint:
    note = LockStore(site.lock, site.origin).head()
    if note is None:
        return Checkpoint(site.origin, 0, EMPTY_ROOT)
    try:
        return open_checkpoint(
            note, origin=site.origin, keys=trusted.logs(site.origin), verify=fast_verify
        ).checkpoint
    except Refused as problem:
        result.find("lock_unfit", problem.code)
        return Checkpoint(site.origin, 0, EMPTY_ROOT)


def _published(
    site: Site, store: TileStore, trusted: trust.Trust, locked: Checkpoint, result: Result
) -> Checkpoint:
    note, nothing = store.checkpoint(), Checkpoint(site.origin, 0, EMPTY_ROOT)
    if note is None:
        return nothing
    try:
        published = judge(trusted.policy, note, verify=fast_verify).checkpoint
    except Refused as problem:
        result.find("published_unfit", problem.code)
        return nothing
    if published.size > locked.size:
        result.find("ahead_of_lock", published.size)
    return published


def _heads(connection: Any, site: Site, trusted: trust.Trust, result: Result) -> None:
    """Every head that was noted or published is signed by our key, and is the size and root that its row says."""
    sql = (
        "select h.size, h.root, h.note from ledger_head h union all select p.head_id, h.root, p.note "
        "from ledger_publication p join ledger_head h on h.size = p.head_id"
    )
    for size, root, note in _rows(connection, "notes", sql):
        try:
            head = open_checkpoint(
                bytes(note), origin=site.origin, keys=trusted.logs(site.origin), verify=fast_verify
            ).checkpoint
        except Refused:
            result.find("note_unfit", size)
            continue
        if (head.size, head.root) != (size, bytes(root)):
            result.find("note_differs", size)


def _rows(connection: Any, name: str, sql: str) -> Iterator[Any]:
    """Rows of a cursor in the server, some thousands at a time."""
    with connection.cursor(name=f"check_{name}") as cursor:
        cursor.itersize = AT_ONCE
        cursor.execute(sql)
        yield from cursor
