"""The vectors, and what they abbreviate: keys by label, entries and texts by rule."""

import json
from functools import cache
from pathlib import Path
from typing import Any

from quartier.science.merkle.hashing import leaf_hash
from quartier.science.merkle.keys import VerifyingKey, parse_vkey
from quartier.science.merkle.signing import SigningKey

VECTORS: dict[str, Any] = json.loads(
    (Path(__file__).parent / "vectors" / "ledger-vectors.json").read_text(encoding="utf-8")
)
KEYS: dict[str, dict[str, Any]] = {key["label"]: key for key in VECTORS["keys"]}


def keys(*labels: str) -> list[VerifyingKey]:
    return [parse_vkey(KEYS[label]["vkey"]) for label in labels]


def signer(label: str) -> SigningKey:
    key = KEYS[label]
    return SigningKey.from_seed(key["name"], key["type"], bytes.fromhex(key["seed"]))


def labels(found: Any) -> list[str]:
    """The labels of verifying keys, in their order."""
    by_text = {key["vkey"]: label for label, key in KEYS.items()}
    return [by_text[key.text] for key in found]


def entry(index: int) -> bytes:
    return f"quartier test entry {index}".encode()


@cache
def leaves(size: int) -> list[bytes]:
    """The hashes of the first entries of the honest history."""
    return [leaf_hash(entry(index)) for index in range(size)]


def counted(length: int) -> bytes:
    """The rule of long messages: byte i = (7·i) mod 251."""
    return bytes(7 * index % 251 for index in range(length))


def note_bytes(case: dict[str, Any]) -> bytes:
    """The note of a case: as text, as hexadecimal where it is no UTF-8, or by the rule of the 101 lines."""
    if "note_hex" in case:
        return bytes.fromhex(case["note_hex"])
    if "note_rule" in case:
        line = VECTORS["notes"][0]["note"].partition("\n\n")[2]
        return f"{case['text']}\n{line * 101}".encode()
    return case["note"].encode("utf-8")


def named(cases: list[dict[str, Any]]) -> dict[str, Any]:
    """Arguments of pytest's parametrize: one case a test, under its own words."""
    return {"argvalues": cases, "ids": [case.get("what") or str(number) for number, case in enumerate(cases)]}
