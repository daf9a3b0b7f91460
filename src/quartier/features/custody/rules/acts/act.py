"""What an act is: one kind of entry, the fields it may hold, where they lie, and what it tells the clocks.

The acts are the data dictionary of the record: forms, validation, the API, the exported schema, the ledger's kinds and the
printed record are all made from them.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

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
    """One answer that can be chosen."""

    code: str
    words: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One thing that an entry may say.

    kind: choice, choices (of `options`), yes_no, line (one line of text), text, number (whole), instant, date, person (the
    name of somebody who is no account), account, cell, items (rows of things), body (marks on the body), seal. `unit`: of a
    number. `needed`: the duty itself asks for it; a pack may ask for more. `sealed`: it lies in the act's part, and the
    stay's own entry holds nothing of it. `open`: it goes into the ledger as it is, because it is a code, a number or a time
    and never text; everything else goes in as a digest. `when`: asked only where another field has this value.
    """

    code: str
    kind: str
    words: Words
    hint: Words | None = None
    options: tuple[Option, ...] = ()
    unit: str = ""
    needed: bool = False
    sealed: bool = False
    open: bool = False
    when: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """One kind of entry.

    `words`: as the record's story says it. `do`: as a button says it, in the imperative. `on`: stay or suite. `topic`: by
    which the story is filtered. `part`: where its sealed fields lie. `whole`: the entry itself lies in its part, and the
    stay shows nothing at all. `permit`: who may write it. `tells`: event kinds of the universal vocabulary that it is, in
    order; `said`: field of this act by what those events carry (`by`, `until`, `grounds`, ...). `key`: the letter that opens
    it from the board. `signed`: whose signatures it asks for (person, officer, bringing, appropriate_adult, interpreter,
    lawyer). `by_machine`: only a program writes it.
    """

    code: str
    words: Words
    do: Words
    topic: str
    permit: str
    on: str = "stay"
    part: str = ""
    whole: bool = False
    fields: tuple[Field, ...] = ()
    tells: tuple[str, ...] = ()
    said: Mapping[str, str] = field(default_factory=dict)
    key: str = ""
    signed: tuple[str, ...] = ()
    by_machine: bool = False

    def field(self, code: str) -> Field:
        """Its field of this code. Raises KeyError."""
        for one in self.fields:
            if one.code == code:
                return one
        raise KeyError(code)
