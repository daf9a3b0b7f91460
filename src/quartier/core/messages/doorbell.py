"""Something urgent was said: whoever sends is woken, instead of looking at the next full minute.

The mail room knows nothing of jobs. Who runs them registers here, and is rung in the transaction of what was said.
"""

from collections.abc import Callable

Ring = Callable[[int], None]
_rings: list[Ring] = []


def register(ring: Ring) -> None:
    """`ring` is told the number of the organisation for which something urgent waits. Twice is once."""
    if ring not in _rings:
        _rings.append(ring)


def ring(organisation: int) -> None:
    for one in _rings:
        one(organisation)
