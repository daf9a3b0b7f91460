"""Personal details in a text: found by explainable rules on the machine, pointed out to people, never changed silently.

They err on the side of pointing out: whoever wrote and whoever moderates decides. No name is looked up anywhere.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from quartier.core.publication.rules import checksums
from quartier.core.publication.rules import personal_patterns as patterns

HIDDEN = "[…]"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A stretch of a text: `field` names which text (title_uk, text_uk), `start` and `end` count characters of it."""

    code: str
    start: int
    end: int
    field: str = "text"

    def as_data(self) -> dict[str, Any]:
        return asdict(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A kind of personal detail, as it is said to whoever wrote and to whoever moderates."""

    code: str
    uk: str
    fr: str
    en: str

    def say(self, language: str) -> str:
        return {"uk": self.uk, "fr": self.fr}.get(language[:2], self.en)


FINDINGS = {
    finding.code: finding
    for finding in (
        Finding(code="email", uk="електронна адреса", fr="adresse e-mail", en="e-mail address"),
        Finding(code="phone", uk="номер телефону", fr="numéro de téléphone", en="telephone number"),
        Finding(code="account", uk="номер рахунку", fr="numéro de compte", en="account number"),
        Finding(code="card", uk="номер картки", fr="numéro de carte", en="card number"),
        Finding(code="id_number", uk="номер документа", fr="numéro d’un document", en="number of a document"),
        Finding(code="tax_number", uk="податковий номер", fr="numéro fiscal", en="tax number"),
        Finding(code="plate", uk="номерний знак", fr="plaque d’immatriculation", en="number plate"),
        Finding(code="birth", uk="дата народження", fr="date de naissance", en="date of birth"),
        Finding(code="home", uk="домашня адреса", fr="adresse d’un domicile", en="home address"),
        Finding(code="name", uk="імʼя людини", fr="nom d’une personne", en="name of a person"),
    )
}


def find(text: str, *, field: str = "text") -> tuple[Mark, ...]:
    """Personal details in `text`, in their order, none overlapping another.

    >>> [(mark.code, mark.start, mark.end) for mark in find("Call 020 7946 0000 or write to a@b.example")]
    [('phone', 5, 18), ('email', 31, 42)]
    """
    taken: list[Mark] = []
    for code, pattern, check in COMPILED:
        for match in pattern.finditer(text):
            mark = _mark(code, match, check, field)
            if mark and not any(mark.start < other.end and other.start < mark.end for other in taken):
                taken.append(mark)
    return tuple(sorted(taken, key=lambda mark: mark.start))


def masked(text: str, marks: Iterable[Mark], *, by: str = HIDDEN) -> str:
    """The text with each marked stretch replaced: a proposal for people to judge.

    >>> masked("Call 020 7946 0000 now", find("Call 020 7946 0000 now"))
    'Call […] now'
    """
    for mark in sorted(marks, key=lambda one: one.start, reverse=True):
        text = text[: mark.start] + by + text[mark.end :]
    return text


def pieces(text: str, marks: Sequence[Mark]) -> list[tuple[str, str]]:
    """The text cut up for showing: each stretch with the code of what was found in it, or an empty one.

    >>> pieces("Call 020 7946 0000 now", find("Call 020 7946 0000 now"))
    [('Call ', ''), ('020 7946 0000', 'phone'), (' now', '')]
    """
    found, since = [], 0
    for mark in sorted(marks, key=lambda one: one.start):
        found += [(text[since : mark.start], ""), (text[mark.start : mark.end], mark.code)]
        since = mark.end
    return [piece for piece in [*found, (text[since:], "")] if piece[0]]


def _mark(code: str, match: re.Match[str], check: str, field: str) -> Mark | None:
    group: str | int = "it" if "it" in match.re.groupindex and match.group("it") else 0
    start, end = match.span(group)
    while end > start and match.string[end - 1].isspace():
        end -= 1
    while start < end and match.string[start].isspace():
        start += 1
    if start == end or (check and not CHECKS[check](match.string[start:end])):
        return None
    if code == "name" and _is_street(match.string, start, end):
        return None
    return Mark(code=code, start=start, end=end, field=field)


def _is_street(text: str, start: int, end: int) -> bool:
    """Streets are named after people."""
    before = text[max(0, start - 24) : start]
    title = re.sub(r"(?:Dr|Docteur|Général|Maréchal|M\.|Mme)\s+$", "", before)
    return bool(
        patterns.IN_STREET.search(before)
        or patterns.IN_STREET.search(title)
        or patterns.IS_STREET.match(text[end:])
    )


def _digits(text: str) -> str:
    return "".join(letter for letter in text if letter.isdigit())


def _is_phone(text: str) -> bool:
    """9 to 15 digits from an international or national prefix on; neither a date nor a range of years."""
    digits = _digits(text)
    begins = text.lstrip("(").startswith(("+", "0")) or digits.startswith(("380", "33", "32", "44"))
    if patterns.STARTS_WITH_DATE.match(text) or not begins:
        return False
    return 9 <= len(digits) <= 15


CHECKS: dict[str, Callable[[str], bool]] = {
    "iban": lambda text: checksums.is_iban(text.replace(" ", "")),
    "card": lambda text: checksums.is_card(_digits(text)),
    "fr_social": lambda text: checksums.is_fr_social(text.replace(" ", "")),
    "be_national": lambda text: checksums.is_be_national(_digits(text)),
    "nhs": lambda text: checksums.is_nhs(_digits(text)),
    "ua_tax": checksums.is_ua_tax,
    "phone": _is_phone,
    "not_date": lambda text: not patterns.STARTS_WITH_DATE.match(text) and len(_digits(text)) >= 5,
    "has_digit": lambda text: any(letter.isdigit() for letter in text),
    "not_adjective": lambda text: not patterns.ADJECTIVE.match(text),
    "surname": lambda text: (
        len(text) >= 7
    ),  # "A. We" is the end of one sentence and the beginning of the next
    "last_line": lambda text: len(text) <= 40,
}
COMPILED = tuple(
    (code, re.compile(pattern), check) for code, pattern, check in (*patterns.NUMBERS, *patterns.WORDS)
)
