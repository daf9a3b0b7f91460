"""Which row is which, and which repeats another.

Identity is the source's own id, or else the hash of the file and the line: a second import of the same file adds nothing.
A repeat is flagged and kept: two identical rows may be two events, and somebody should look.
"""

from collections.abc import Sequence
from hashlib import blake2b

from quartier.core.incidents.rules.mapping import LIKE, DuplicateRule

SEPARATOR = "\x1f"


def key(text: str, salt: bytes) -> str:
    """128 bits of a keyed hash as a UUID (version 8): without the data set's salt nobody can guess it."""
    hexed = blake2b(text.encode(), digest_size=16, key=salt).hexdigest()
    return f"{hexed[:12]}8{hexed[13:16]}{'89ab'[int(hexed[16], 16) & 3]}{hexed[17:]}"


class Register:
    """Remembers the rows of one import: gives each its identity and finds the row that it repeats."""

    def __init__(self, rule: DuplicateRule | None, salt: bytes) -> None:
        self.rule, self.salt = rule, salt
        self._times: dict[str, int] = {}
        self._first: dict[str, list[tuple[str, int | None]]] = {}

    def identify(self, own: str, sha256: str, line: int) -> tuple[str, str, str | None]:
        """(source id, key, key of the row whose id it repeats). The n-th row with one id becomes "id#n"."""
        if not own:
            source = f"{sha256[:16]}:{line}"
            return source, key(source, self.salt), None
        count = self._times.get(own, 0) + 1
        self._times[own] = count
        if count == 1:
            return own, key(own, self.salt), None
        source = f"{own}#{count}"
        return source, key(source, self.salt), key(own, self.salt)

    def likeness(self, row: Sequence[str], fields: Sequence[object]) -> str | None:
        """What a repeat would share with this row; None where the mapping names nothing to share.

        `fields` are the row's values in the order of `mapping.LIKE`.
        """
        if self.rule is None or self.rule.same == "source_id":
            return None
        if self.rule.same == "row":
            return key(SEPARATOR.join(row), self.salt)
        return key(SEPARATOR.join(str(fields[LIKE.index(name)]) for name in self.rule.same), self.salt)

    def repeats(self, likeness: str | None, own_key: str, reported: int | None) -> str | None:
        """The key of the earlier row that this one repeats, or None, in which case it may itself be repeated."""
        if likeness is None:
            return None
        earlier = self._first.setdefault(likeness, [])
        for first_key, first_reported in earlier:
            if self._soon(first_reported, reported):
                return first_key
        earlier.append((own_key, reported))
        return None

    def _soon(self, first: int | None, second: int | None) -> bool:
        within = self.rule.reported_within_minutes if self.rule else None
        if within is None or first is None or second is None:
            return True
        return abs(second - first) <= within * 60
