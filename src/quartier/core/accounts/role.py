"""What a role is: plain words first, then what it opens. Pure: a lawyer and a test read the same "
"object."""

from dataclasses import dataclass

COMPARTMENTS = ("general", "medical", "juvenile", "lawyer", "complaint", "post", "appeals")
PUBLIC, INTERNAL, CONFIDENTIAL, SECRET = range(4)

HERE = frozenset({"general"})
CHILDREN_TOO = HERE | {"juvenile"}
APPEALS_TOO = HERE | {"appeals"}  # what residents wrote, and who they are
NOTHING: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """One text in the languages of the house; French of France only where it differs from that of "
    "Belgium."""

    uk: str
    fr: str
    en: str
    fr_fr: str = ""

    def say(self, language: str) -> str:
        """The text in `language` (uk, fr, fr-fr, en); another language gets English."""
        if language.lower() == "fr-fr" and self.fr_fr:
            return self.fr_fr
        return {"uk": self.uk, "fr": self.fr}.get(language.lower()[:2], self.en)


@dataclass(frozen=True, slots=True, kw_only=True)
class Permit:
    """One kind of act. The code is stable; the words say it to whoever reads the register of roles."""

    code: str
    words: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Role:
    """What somebody who holds the role may do, and the most that a grant of it may open.

    `compartments` and `secrecy` are ceilings: a grant opens these or fewer, for its area and organisation.
    A role without compartments opens no record by area: at most those the person is a party to.
    `gives` names the roles that its holder may give to others, within the own area and organisation.
    """

    code: str
    name: Words
    description: Words
    door: str
    permits: frozenset[str] = NOTHING
    compartments: frozenset[str] = NOTHING
    secrecy: int = PUBLIC
    gives: frozenset[str] = NOTHING

    @property
    def second_factor(self) -> bool:
        """Whoever may do or read more than the public proves it with a second factor."""
        return bool(self.permits or self.compartments)
