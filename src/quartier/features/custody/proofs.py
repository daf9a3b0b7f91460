"""The ledger's side of an exported record: a receipt of each book, and each entry's proof as a file of its own."""

import json
from collections.abc import Iterator, Mapping

from quartier.core.ledger import receipts
from quartier.core.ledger.queries import Published
from quartier.core.ledger.site import Site

from .exporting import Opened, Seen


def of(seen: Seen, *, published: Published) -> dict[bytes, Opened]:
    """What the ledger holds of each entry, by leaf. Read by whoever has the machine."""
    found = {}
    for book in seen.books:
        for own in receipts.entries_of(book.tag):
            fields = {name: json.loads(value) for name, (_, value) in own.openings.items()}
            index = own.index if own.index is not None and own.index < published.size else None
            found[own.leaf] = Opened(index=index, fields=fields)
    return found


def files(
    seen: Seen, *, site: Site, published: Published, ledger: Mapping[bytes, Opened]
) -> Iterator[tuple[str, bytes]]:
    """Receipts that the verifier takes, and `.tlog-proof` files for any other program of that format."""
    for book in seen.books:
        if not book.entries:
            continue
        data = receipts.of_record(site=site, record=book.tag, published=published)
        yield f"proofs/{book.tag}.json", data
        numbers = {ledger[one.leaf].index: one.number for one in book.entries if one.leaf in ledger}
        for item in json.loads(data)["entries"]:
            if item["proof"] is not None:
                number = numbers.get(_index(item["proof"]))
                if number is not None:
                    yield f"proofs/{book.tag}/{number:04}.tlog-proof", item["proof"].encode("utf-8")


def _index(proof: str) -> int:
    """The place that a proof is about: its second line."""
    return int(proof.split("\n")[1].removeprefix("index "))
