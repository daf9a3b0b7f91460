"""What a tag of the kind NTAG 424 DNA says when a telephone touches it (SUN: Secure Unique NFC message).

At each touch the tag writes into its address its own number and a counter, both encrypted, and a code over them. Nobody
without the tag's keys can make such an address; the same one twice is refused by its counter. It does not say when the
tag was touched: an address that was read and kept can be opened later, as long as no newer one was.

Source: NXP AN12196 "NTAG 424 DNA and NTAG 424 DNA TagTamper features and hints", 3.3 and 3.4; AES-CMAC is RFC 4493.
"""

import hmac
from dataclasses import dataclass

from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import AES
from cryptography.hazmat.primitives.ciphers.modes import CBC
from cryptography.hazmat.primitives.cmac import CMAC

KEY_BYTES = 16
HEAD = 0xC7  # a number of seven bytes and the counter are both there: PICCDataTag, AN12196 table 2
SV2 = bytes.fromhex("3cc300010080")  # what the key of one touch's code is derived from, AN12196 3.3


@dataclass(frozen=True, slots=True, kw_only=True)
class Keys:
    """The two keys that an address needs: to read the number and the counter, and for the code. 16 bytes each."""

    meta: bytes
    file: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Touch:
    """One touch: the tag's number in hexadecimal letters, and how often the tag has been touched until now."""

    uid: str
    counter: int


def read(*, sealed: str, code: str, keys: Keys, covered: bytes = b"") -> Touch | None:
    """The touch that an address tells of; None where it was not made by a tag with these keys.

    sealed: 32 hexadecimal digits, the encrypted number and counter. code: 16 of them. covered: what else of the address
    the code covers; our tags are set up so that it is nothing.
    """
    try:
        hidden, said = bytes.fromhex(sealed), bytes.fromhex(code)
    except ValueError:
        return None
    if len(hidden) != 16 or len(said) != 8:
        return None
    opened = _decrypted(hidden, keys.meta)
    if opened[0] != HEAD:
        return None
    uid, counter = opened[1:8], opened[8:11]
    if not hmac.compare_digest(_code(keys.file, uid, counter, covered), said):
        return None
    return Touch(uid=uid.hex(), counter=int.from_bytes(counter, "little"))


def is_new(touch: Touch, *, uid: str, last: int) -> bool:
    """Whether it is the tag that hangs at this door, touched later than every touch known of it."""
    return hmac.compare_digest(touch.uid, uid.lower()) and touch.counter > last


def _decrypted(hidden: bytes, key: bytes) -> bytes:
    decryptor = Cipher(AES(key), CBC(bytes(16))).decryptor()
    return decryptor.update(hidden) + decryptor.finalize()


def _code(key: bytes, uid: bytes, counter: bytes, covered: bytes) -> bytes:
    """Every second byte of the CMAC under a key that lives for one touch (AN12196 3.4)."""
    return _cmac(_cmac(key, SV2 + uid + counter), covered)[1::2]


def _cmac(key: bytes, message: bytes) -> bytes:
    made = CMAC(AES(key))
    made.update(message)
    return made.finalize()
