"""The tree of areas as nested intervals, so that "lies in" is two comparisons and needs no recursion.

Every root has a block of 2**32 numbers, so that a change in one home never renumbers another.
"""

from collections.abc import Mapping
from typing import NamedTuple

BLOCK = 1 << 32


class Interval(NamedTuple):
    """Both ends belong to the interval; a leaf has lo == hi."""

    lo: int
    hi: int


class BrokenTree(ValueError):
    """A parent that is not there, or areas that are their own ancestors; `ids` names them."""

    def __init__(self, code: str, ids: list[int]) -> None:
        super().__init__(f"{code}: {ids}")
        self.code = code
        self.ids = ids


def lies_in(inner: Interval, outer: Interval) -> bool:
    """Whether `inner` is `outer` or below it. Both ends are tested: with one, a parent lies in its first
    child.
    """
    return inner.lo >= outer.lo and inner.hi <= outer.hi


def number(parents: Mapping[int, int | None]) -> dict[int, Interval]:
    """The interval of every area, from the id of its parent (None: a root).

    Children are numbered in the order of their ids, so that the same tree always has the same numbers.
    Raises BrokenTree for an unknown parent or a cycle.
    """
    unknown = [child for child, parent in parents.items() if parent is not None and parent not in parents]
    if unknown:
        raise BrokenTree("parent_unknown", sorted(unknown))
    children: dict[int, list[int]] = {}
    for child in sorted(parents):
        parent = parents[child]
        if parent is not None:
            children.setdefault(parent, []).append(child)
    numbered: dict[int, Interval] = {}
    for root in sorted(each for each, parent in parents.items() if parent is None):
        _walk(root, children, numbered)
    if len(numbered) != len(parents):
        raise BrokenTree("cycle", sorted(set(parents) - set(numbered)))
    return numbered


def _walk(root: int, children: Mapping[int, list[int]], numbered: dict[int, Interval]) -> None:
    """Depth first without recursion: an imported tree may be deeper than Python's stack."""
    counter = root * BLOCK
    opened: dict[int, int] = {}
    stack = [(root, False)]
    while stack:
        area, leaving = stack.pop()
        if leaving:
            numbered[area] = Interval(opened[area], counter - 1)
            continue
        opened[area] = counter
        counter += 1
        stack.append((area, True))
        stack.extend((child, False) for child in reversed(children.get(area, ())))
