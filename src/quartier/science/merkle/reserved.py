"""Keys and names that belong to tests and examples, and that an installation of its own must never trust.

The seeds of these keys are printed in the vectors or on the formats page: whoever can read can sign with them.
"""

from __future__ import annotations

from hashlib import sha256

from quartier.science.merkle.errors import Refused
from quartier.science.merkle.keys import VerifyingKey

TEST_KEYS = frozenset(  # SHA-256 of the public key, in hexadecimal
    {
        "d023e6869bfb1b1106683595bfab20f69137b96c675ffc4339d18fa4ed5cc846",  # log-a
        "2ae7a2758ae10e6b9ae2275407c6dc8e3605cd0549a6e8cc19d59b7bbaceabab",  # log-a-old
        "732dc5299e2c17d14356844aefd89d36119fa474faa1af611e42dd40f5e77201",  # log-b
        "918127c788568874a12a7e53e64243e1859c3c773aa07a48196605e04a179d23",  # stranger
        "d4906520c8b3bb55a3624ac1bd751a41b159560302eda482d861d860e469697e",  # log-a-pq
        "9131a034caa75499fb3fc22a159e1a8a75a001aa607bda39dd5bc13669b6d22a",  # w-ombudsman
        "e3ee3e46cb0f27fa5e51f18ac0e8c43ab48c295f57440e3788dd032f19b86994",  # w-bar
        "b07c53e2f1682191568b44b1f63d087042f3f3658600245ccd8fd1b00f9a0801",  # w-university
        "ba03738691886702448f2473b7efd6e00c3c9900e9a8d6dd0a7a3b753944ad96",  # w-court-pq
        "ad8f96f32d708652eb65244915ce2a1773ae3051d0622aa89535a15e3d2f977e",  # m-ombudsman
        "439304cb6d1bb80c96fd4a8879d526fee645fc6004289f52f70f5093fdee7dbc",  # pack
        "f961080dfa4c1b15690ea2c40649db39e98a6321b99f474cebb5107d5b41eda5",  # receipt
    }
)
TEST_HOSTS = (".example", ".test")  # RFC 2606 §2: nobody can own these


def is_test_key(key: VerifyingKey) -> bool:
    """Whether the secret of this key is printed in our vectors or documents."""
    return sha256(key.public).hexdigest() in TEST_KEYS


def is_test_name(name: str) -> bool:
    """Whether a key name or origin lies below a host that nobody can own."""
    host = name.split("/", 1)[0].lower()
    return any(host == end[1:] or host.endswith(end) for end in TEST_HOSTS)


def refuse_reserved(key: VerifyingKey) -> None:
    """Refused `test_key` or `test_name`: for settings of production."""
    if is_test_key(key):
        raise Refused("test_key", name=key.name)
    if is_test_name(key.name):
        raise Refused("test_name", name=key.name)
