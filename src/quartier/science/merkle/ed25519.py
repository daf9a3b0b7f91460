"""Verification of Ed25519 signatures (RFC 8032 §5.1.7, without cofactor) in plain integers: a few ms each.

For programs that must run where nothing can be installed. There is no signing here: secrets need constant time.
"""

from __future__ import annotations

from hashlib import sha512

from quartier.science.merkle.errors import Refused

Point = tuple[int, int, int, int]  # extended coordinates: x = X/Z, y = Y/Z, x·y = T/Z

P = 2**255 - 19
ORDER = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
SQRT_OF_MINUS_ONE = pow(2, (P - 1) // 4, P)
NEUTRAL: Point = (0, 1, 1, 0)


def verify_ed25519(public: bytes, message: bytes, signature: bytes) -> bool:
    """Whether the signature is of that message by that key. Never raises for whatever bytes it is given."""
    if len(signature) != 64:
        return False
    point, s = _point(public), int.from_bytes(signature[32:], "little")
    if point is None or s >= ORDER:  # s + ORDER would be a second signature made of any first one
        return False
    k = int.from_bytes(sha512(signature[:32] + public + message).digest(), "little") % ORDER
    return _encoded(_two_products(s, BASE, k, _negative(point))) == signature[:32]


def check_public_key(public: bytes) -> None:
    """Refused `public_key` unless it is a point in canonical form; `weak_key` for the eight points of small order.

    With a key of small order any text "verifies", so it is refused where keys are loaded, not where they are used.
    """
    point = _point(public)
    if point is None:
        raise Refused("public_key")
    for _ in range(3):
        point = _sum(point, point)
    if _encoded(point) == _encoded(NEUTRAL):
        raise Refused("weak_key")


def _point(encoded: bytes) -> Point | None:
    """RFC 8032 §5.1.3, and y ≥ p refused where other libraries reduce it."""
    if len(encoded) != 32:
        return None
    number = int.from_bytes(encoded, "little")
    sign, y = number >> 255, number & (2**255 - 1)
    if y >= P:
        return None
    u, v = (y * y - 1) % P, (D * y * y + 1) % P
    x = u * v**3 * pow(u * v**7, (P - 5) // 8, P) % P
    if v * x * x % P == -u % P:
        x = x * SQRT_OF_MINUS_ONE % P
    if v * x * x % P != u or (x == 0 and sign):
        return None
    if x & 1 != sign:
        x = P - x
    return x, y, 1, x * y % P


def _encoded(point: Point) -> bytes:
    x, y, z, _ = point
    inverse = pow(z, P - 2, P)
    return (y * inverse % P | (x * inverse % P & 1) << 255).to_bytes(32, "little")


def _negative(point: Point) -> Point:
    x, y, z, t = point
    return -x % P, y, z, -t % P


def _sum(left: Point, right: Point) -> Point:
    """The complete addition law of the curve: it doubles as well (RFC 8032 §5.1.4)."""
    a = (left[1] - left[0]) * (right[1] - right[0]) % P
    b = (left[1] + left[0]) * (right[1] + right[0]) % P
    c = 2 * left[3] * right[3] * D % P
    d = 2 * left[2] * right[2] % P
    e, f, g, h = b - a, d - c, d + c, b + a
    return e * f % P, g * h % P, f * g % P, e * h % P


def _two_products(m: int, left: Point, n: int, right: Point) -> Point:
    """[m]left + [n]right in one pass over the bits of both numbers."""
    table, total = (NEUTRAL, left, right, _sum(left, right)), NEUTRAL
    for bit in range(max(m.bit_length(), n.bit_length()) - 1, -1, -1):
        total = _sum(total, total)
        choice = (m >> bit & 1) | (n >> bit & 1) << 1
        if choice:
            total = _sum(total, table[choice])
    return total


BASE = _point((4 * pow(5, P - 2, P) % P).to_bytes(32, "little")) or NEUTRAL
