"""The three hashes of a tree (RFC 6962 §2.1, RFC 9162 §2.1.1): empty root, leaf, node.

The first byte keeps leaves and nodes apart: without it two hashes side by side would pass as an entry.
"""

from __future__ import annotations

from hashlib import sha256

EMPTY_ROOT = sha256(b"").digest()


def leaf_hash(entry: bytes) -> bytes:
    """SHA-256(0x00 ‖ entry); the entry may be empty."""
    return sha256(b"\x00" + entry).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """SHA-256(0x01 ‖ left ‖ right), both of 32 bytes."""
    return sha256(b"\x01" + left + right).digest()
