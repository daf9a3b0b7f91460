"""What an act is: one kind of entry, the fields it may hold, where they lie, and what it tells the clocks.

The acts are the data dictionary of the record: forms, validation, the API, the exported schema, the ledger's kinds and the
printed record are all made from them.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

LANGUAGES = ("uk", "fr", "en")
PARTS = ("file", "arrest", "medical", "lawyer", "complaint")


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """A text in the languages of the house."""

    uk: str
    fr: str
    en: str

    def say(self, language: str) -> str:
        return {"uk": self.uk, "fr": self.fr}.get(language[:2], self.en)


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One answer that can be chosen. `packs`: offered only under these rule packs (`ua`, `ew.custody`); none: under all."""

    code: str
    words: Words
    packs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One thing that an entry may say.

    kind: choice, choices (of `options`), yes_no, line (one line of text), text, number (whole), instant, date, person (the
    name of somebody who is no account), account, cell, items (rows of things, each with the fields of `rows`), body (marks
    on the body), seal. `unit`: of a number. `needed`: the duty itself asks for it; a pack may ask for more. `sealed`: it
    lies in the act's part, and the stay's own entry holds nothing of it. `open`: it goes into the ledger as it is, because
    it is a code, a number or a time and never text; everything else goes in as a digest. `when`: asked only where another
    field has this value. `ahead`: a time that is still to come. `options` of a line: words for codes that a program writes.
    `packs`: asked only under these rule packs; none: under all.
    """

    code: str
    kind: str
    words: Words
    hint: Words | None = None
    options: tuple[Option, ...] = ()
    rows: tuple["Field", ...] = ()
    unit: str = ""
    needed: bool = False
    sealed: bool = False
    open: bool = False
    when: tuple[str, str] | None = None
    packs: tuple[str, ...] = ()
    ahead: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Saying:
    """Other words for an entry of an act: where its values are these (`where`), under these packs. `{at}` is its time."""

    words: Words
    where: Mapping[str, Any] = field(default_factory=dict)
    packs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """One kind of entry.

    `words`: as the record's story says it; `sayings`: more fitting words for some values. `do`: as a button says it, in the
    imperative. `on`: stay or suite. `topic`: by which the story is filtered. `part`: where its sealed fields lie. `whole`:
    the entry itself lies in its part, and the stay shows nothing at all. `permit`: who may write it; `also`: other permits
    that do as well. `tells`: event kinds of the universal vocabulary that it is, in order; `said`: field of this act by
    what those events carry (`by`, `until`, `grounds`, ...). `facts`: fields that are facts of the rule pack, under the same
    names. `key`: the letter that opens it from the board. `signed`: whose signatures it asks for (person, officer,
    bringing, appropriate_adult, interpreter, lawyer). `by_machine`: only a program writes it.
    """

    code: str
    words: Words
    do: Words
    topic: str
    permit: str
    also: tuple[str, ...] = ()
    on: str = "stay"
    part: str = ""
    whole: bool = False
    fields: tuple[Field, ...] = ()
    sayings: tuple[Saying, ...] = ()
    tells: tuple[str, ...] = ()
    said: Mapping[str, str] = field(default_factory=dict)
    facts: tuple[str, ...] = ()
    key: str = ""
    signed: tuple[str, ...] = ()
    by_machine: bool = False

    def field(self, code: str) -> Field:
        """Its field of this code. Raises KeyError."""
        for one in self.fields:
            if one.code == code:
                return one
        raise KeyError(code)

    def may(self, permits: Collection[str]) -> bool:
        """Whether somebody with these permits may write it."""
        return self.permit in permits or any(permit in permits for permit in self.also)

    def story(self, values: Mapping[str, Any], pack: str = "") -> Words:
        """Its words for these values under this pack: the first saying that fits, else its own."""
        for saying in self.sayings:
            if fits(saying.packs, pack) and all(
                values.get(name) == value for name, value in saying.where.items()
            ):
                return saying.words
        return self.words


def fits(packs: tuple[str, ...], pack: str) -> bool:
    """Whether something that is kept for some packs holds under this one.

    >>> fits((), "ua.custody"), fits(("ua",), "ua.custody"), fits(("ew.custody",), "ew.terrorism")
    (True, True, False)
    """
    return not packs or any(pack == one or pack.startswith(f"{one}.") for one in packs)
