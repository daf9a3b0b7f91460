"""The fingerprint of a record: one digest over the ledger leaves of all its entries, in the order of their numbers. Pure.

Whoever holds the entries' proofs can work it out again: SHA-256 of the line `quartier/custody-record/v1` and then of each
leaf, 32 bytes, by number. A removed, added or exchanged entry gives another one.
"""

import hashlib
from collections.abc import Iterable

LINE = b"quartier/custody-record/v1\n"


def fingerprint(leaves: Iterable[bytes]) -> str:
    """64 hexadecimal digits.

    >>> fingerprint([])[:16]
    'eb5615ff757d7abe'
    """
    digest = hashlib.sha256(LINE)
    for leaf in leaves:
        if len(leaf) != 32:
            raise ValueError("a leaf has 32 bytes")
        digest.update(leaf)
    return digest.hexdigest()
