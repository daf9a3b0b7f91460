"""How much is let through, from where, and when the next one may come. Pure."""

import hashlib
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from ipaddress import IPv4Address, IPv6Address, ip_address

from quartier.core.kit.ids import ALPHABET

HOUR, DAY = 3_600, 86_400
LETTERS, GROUP = 16, 4
KEPT = timedelta(days=3)
MOST_BYTES = 200_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Bucket:
    """`burst` at once, then one each `seconds`; at most `waiting` may stand in line, later ones come again themselves."""

    burst: float
    seconds: float
    waiting: float = 20

    @property
    def rate(self) -> float:
        return 1 / self.seconds


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """Buckets of one kind of act.

    `origin`: a small network (an IPv4 /24, an IPv6 /48); `wide`: the large one around it (/16, /32); `same`: the same text
    again, from anywhere; `own`: somebody who proved an e-mail address or a telephone number, or is signed in; `house`:
    everybody without a proof together.
    """

    what: str
    origin: Bucket
    wide: Bucket
    house: Bucket
    own: Bucket
    same: Bucket = Bucket(burst=2, seconds=6 * HOUR, waiting=6)


POLICIES = {
    policy.what: policy
    for policy in (
        Policy(  # a text for an office: a household in a few minutes, a street after an accident
            what="lodge",
            origin=Bucket(burst=4, seconds=900),
            wide=Bucket(burst=30, seconds=60, waiting=60),
            house=Bucket(burst=240, seconds=2, waiting=3_600),
            own=Bucket(burst=10, seconds=600),
        ),
        Policy(  # a code by e-mail or SMS: each of them costs somebody money or patience
            what="code",
            origin=Bucket(burst=6, seconds=300, waiting=4),
            wide=Bucket(burst=40, seconds=30, waiting=20),
            house=Bucket(burst=200, seconds=2, waiting=600),
            own=Bucket(burst=6, seconds=600, waiting=4),
        ),
        Policy(  # typing a code that opens a record: guessing must not pay, mistyping must not hurt
            what="door",
            origin=Bucket(burst=10, seconds=60, waiting=0),
            wide=Bucket(burst=60, seconds=10, waiting=0),
            house=Bucket(burst=600, seconds=1, waiting=0),
            own=Bucket(burst=10, seconds=60, waiting=0),
        ),
        Policy(  # a picture or a document, before it belongs to a record
            what="file",
            origin=Bucket(burst=12, seconds=120, waiting=4),
            wide=Bucket(burst=90, seconds=15, waiting=20),
            house=Bucket(burst=400, seconds=1, waiting=600),
            own=Bucket(burst=30, seconds=60),
        ),
        Policy(  # following, answering a question: small things
            what="small",
            origin=Bucket(burst=20, seconds=60),
            wide=Bucket(burst=120, seconds=10, waiting=60),
            house=Bucket(burst=600, seconds=1, waiting=3_600),
            own=Bucket(burst=40, seconds=30),
        ),
    )
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """One bucket to be asked: `name` is hashed under the key of the day before it is kept."""

    name: bytes
    bucket: Bucket
    house: bool = False


def origin(*, remote: str, forwarded: str = "") -> bytes:
    """The small network that a request came from: 3 bytes of an IPv4 address, 6 of an IPv6 one; empty when unknown.

    `forwarded`: what a proxy on the same machine wrote; its last address counts, since anybody can send the others.

    >>> origin(remote="192.0.2.17").hex(), origin(remote="2001:db8:7:9::1").hex()
    ('c00002', '20010db80007')
    >>> origin(remote="127.0.0.1", forwarded="203.0.113.9, 192.0.2.17") == origin(remote="192.0.2.200")
    True
    >>> origin(remote="192.0.2.17", forwarded="203.0.113.9").hex()
    'c00002'
    """
    address = _address(remote)
    if forwarded and (address is None or address.is_loopback):
        address = _address(forwarded.rpartition(",")[2]) or address
    if isinstance(address, IPv6Address):
        address = address.ipv4_mapped or address
    if address is None:
        return b""
    return address.packed[: 3 if isinstance(address, IPv4Address) else 6]


def _address(text: str) -> IPv4Address | IPv6Address | None:
    try:
        return ip_address(text.strip().strip("[]").partition("%")[0])
    except ValueError:
        return None


def wider(prefix: bytes) -> bytes:
    """The large network around a small one.

    >>> wider(bytes.fromhex("c00002")).hex(), wider(bytes.fromhex("20010db80007")).hex()
    ('c000', '20010db8')
    """
    return prefix[: 2 if len(prefix) == 3 else 4]


def sameness(text: str) -> bytes:
    """A digest that texts share when they differ in case, spaces, digits and marks only; empty below ten letters.

    >>> sameness("Win 100 NOW, click here!") == sameness("win  200 now. Click here"), sameness("Дякую!")
    (True, b'')
    """
    folded = unicodedata.normalize("NFKC", text).casefold()
    letters = "".join(letter for letter in folded if letter.isalpha())
    return hashlib.sha256(letters.encode()).digest() if len(letters) >= 10 else b""


def keys(policy: Policy, *, prefix: bytes, own: str = "", same: bytes = b"") -> list[Key]:
    """Which buckets are asked. `own`: whoever proved an address or is signed in; then neither network nor house count."""
    what = policy.what.encode()
    if own:
        return [Key(name=what + b"|own|" + own.encode(), bucket=policy.own)]
    found = [
        Key(name=what + b"|origin|" + prefix, bucket=policy.origin),
        Key(name=what + b"|wide|" + wider(prefix), bucket=policy.wide),
    ]
    if same:
        found.append(Key(name=what + b"|same|" + same, bucket=policy.same))
    return [*found, Key(name=what + b"|house", bucket=policy.house, house=True)]


def read_code(text: str) -> str | None:
    """The code that somebody typed, in one form; None when it can be none.

    >>> read_code("7k3m 0q9d-AAAA-zzz1"), read_code("abc")
    ('7k3m0q9daaaazzz1', None)
    """
    folded = re.sub(r"[\s-]", "", text.lower()).replace("o", "0").replace("i", "1").replace("l", "1")
    return folded if len(folded) == LETTERS and not set(folded) - set(ALPHABET) else None


def in_groups(code: str) -> str:
    """As it stands on the page: capitals in groups of four."""
    return "-".join(code[start : start + GROUP] for start in range(0, LETTERS, GROUP)).upper()


def until(*, ready_at: datetime, at: datetime) -> datetime:
    """Until when a sealed text is kept: three days, and at least a day after its turn."""
    return max(at + KEPT, ready_at + timedelta(days=1))


def take(
    tokens: Sequence[tuple[float, datetime]], buckets: Sequence[Bucket], *, at: datetime
) -> datetime | None:
    """When there is a token in each bucket, as sql/0001_gate.sql computes it; None: now.

    `tokens`: of each bucket, how many at which time.
    """
    waits = [0.0]
    for (held, since), bucket in zip(tokens, buckets, strict=True):
        now = min(bucket.burst, held + max(0.0, (at - since).total_seconds()) * bucket.rate)
        if now < 1:
            waits.append((1 - now) * bucket.seconds)
    longest = max(waits)
    return at + timedelta(seconds=longest) if longest else None
