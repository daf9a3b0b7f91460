"""Strict reading of a document: every member is asked for by name, and one that nobody asked for is an error."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any, TypeVar

Read = TypeVar("Read")
LANGUAGES = ("uk", "fr", "en")


class BadPack(ValueError):
    """A file that is no pack or calendar: what is wrong, and where.

    >>> str(BadPack("ua.custody: clocks[0].rows[1].limit", "is missing"))
    'ua.custody: clocks[0].rows[1].limit is missing'
    """

    def __init__(self, place: str, fault: str) -> None:
        super().__init__(f"{place} {fault}")
        self.place = place
        self.fault = fault


class Node:
    """One mapping of a document, with its place in it.

    >>> node = Node({"id": "answer", "limt": "1 months"}, "ua.appeals: clocks[0]")
    >>> node.text("id")
    'answer'
    >>> node.done()
    Traceback (most recent call last):
    quartier.core.law.rules.nodes.BadPack: ua.appeals: clocks[0].limt is not known here
    """

    def __init__(self, found: object, place: str) -> None:
        if not isinstance(found, Mapping):
            raise BadPack(place, "is no mapping")
        self._found = dict(found)
        self._asked: set[str] = set()
        self.place = place

    def at(self, name: str) -> str:
        return f"{self.place}.{name}" if not self.place.endswith(":") else f"{self.place} {name}"

    def has(self, name: str) -> bool:
        return self._found.get(name) is not None

    def raw(self, name: str, default: Any = None) -> Any:
        self._asked.add(name)
        value = self._found.get(name)
        return default if value is None else value

    def text(self, name: str, default: str | None = None) -> str:
        value = self.raw(name, default)
        if not isinstance(value, str) or not value.strip():
            raise BadPack(self.at(name), "is missing" if value is None else "is no text")
        return value

    def number(self, name: str, default: int | None = None) -> int:
        value = self.raw(name, default)
        if isinstance(value, bool) or not isinstance(value, int):
            raise BadPack(self.at(name), "is missing" if value is None else "is no whole number")
        return value

    def flag(self, name: str) -> bool:
        value = self.raw(name, False)
        if not isinstance(value, bool):
            raise BadPack(self.at(name), "is neither true nor false")
        return value

    def day(self, name: str) -> date | None:
        value = self.raw(name)
        if value is not None and type(value) is not date:
            raise BadPack(self.at(name), "is no date")
        return value

    def one_of(self, name: str, allowed: Sequence[str], default: str | None = None) -> str:
        value = self.text(name, default)
        if value not in allowed:
            raise BadPack(self.at(name), f"is {value}, not one of {', '.join(allowed)}")
        return value

    def words(self, name: str, *, optional: bool = False) -> Mapping[str, str]:
        """The same thing said in every language of the house."""
        if optional and not self.has(name):
            self._asked.add(name)
            return {}
        node = Node(self.raw(name), self.at(name))
        said = {language: node.text(language) for language in LANGUAGES}
        node.done()
        return said

    def mapping(self, name: str) -> Mapping[str, Any]:
        value = self.raw(name, {})
        if not isinstance(value, Mapping):
            raise BadPack(self.at(name), "is no mapping")
        return value

    def each(self, name: str, read: Callable[[object, str], Read], *, least: int = 0) -> tuple[Read, ...]:
        """A list, each member read with its place."""
        value = self.raw(name, [])
        if not isinstance(value, Sequence) or isinstance(value, str):
            raise BadPack(self.at(name), "is no list")
        if len(value) < least:
            raise BadPack(self.at(name), "is missing")
        return tuple(read(member, f"{self.at(name)}[{number}]") for number, member in enumerate(value))

    def done(self) -> None:
        """Raise BadPack for a member that nobody asked for."""
        for name in self._found:
            if name not in self._asked:
                raise BadPack(self.at(name), "is not known here")


def one_word(allowed: frozenset[str], kind: str) -> Callable[[object, str], str]:
    """A reader of one of some words."""

    def read(found: object, place: str) -> str:
        if found not in allowed:
            raise BadPack(place, f"is {found}, which is no {kind}")
        return str(found)

    return read
