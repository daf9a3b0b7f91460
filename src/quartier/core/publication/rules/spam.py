"""Signs that a text was not written by somebody with a matter of their own: each can be explained, none decides.

A sign has a weight; their sum orders what moderators read and shows them what to look at. A person decides about every text.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from quartier.core.publication.rules.personal import Mark
from quartier.core.publication.rules.spam_words import ADVERTISING, SHORTENERS

SOME, STRONG = 2.0, 4.0
QUICK = 4.0  # seconds in which nobody reads a form, writes and sends


@dataclass(frozen=True, slots=True, kw_only=True)
class Sign:
    """A kind of sign, as it is said to moderators, and how much it weighs. `most`: how often it counts in one text."""

    code: str
    weight: float
    uk: str
    fr: str
    en: str
    most: int = 1

    def say(self, language: str) -> str:
        return {"uk": self.uk, "fr": self.fr}.get(language[:2], self.en)


SIGNS = {
    sign.code: sign
    for sign in (
        Sign(code="link", weight=1.0, most=3, uk="посилання", fr="lien", en="link"),
        Sign(
            code="short_link",
            weight=2.0,
            most=2,
            uk="посилання, що приховує адресу",
            fr="lien qui cache son adresse",
            en="link that hides its address",
        ),
        Sign(
            code="markup",
            weight=3.0,
            uk="розмітка для вебсторінок",
            fr="balises de page web",
            en="markup of web pages",
        ),
        Sign(
            code="handle",
            weight=1.5,
            uk="запрошення в месенджер або канал",
            fr="invitation dans une messagerie ou un canal",
            en="invitation into a messenger or a channel",
        ),
        Sign(
            code="advertising",
            weight=1.5,
            most=4,
            uk="слова реклами",
            fr="mots de publicité",
            en="words of advertising",
        ),
        Sign(
            code="earnings",
            weight=2.0,
            uk="обіцянка грошей",
            fr="promesse d’argent",
            en="promise of money",
        ),
        Sign(
            code="shouting",
            weight=1.0,
            uk="майже все великими літерами",
            fr="presque tout en majuscules",
            en="nearly all in capitals",
        ),
        Sign(
            code="repeated",
            weight=2.0,
            uk="те саме знов і знов",
            fr="la même chose encore et encore",
            en="the same again and again",
        ),
        Sign(
            code="gibberish",
            weight=3.0,
            uk="літери без слів",
            fr="lettres sans mots",
            en="letters without words",
        ),
        Sign(
            code="mixed_letters",
            weight=3.0,
            uk="слова з літер двох абеток",
            fr="mots écrits avec deux alphabets",
            en="words of two alphabets’ letters",
        ),
        Sign(
            code="invisible",
            weight=3.0,
            uk="невидимі знаки між літерами",
            fr="signes invisibles entre les lettres",
            en="invisible marks between letters",
        ),
        Sign(
            code="other_script",
            weight=2.0,
            uk="письмо, якого тут не вживають",
            fr="écriture qui n’est pas employée ici",
            en="a script that is not used here",
        ),
        Sign(
            code="other_language",
            weight=1.0,
            uk="інша мова, ніж зазначено",
            fr="autre langue que celle indiquée",
            en="another language than the one named",
        ),
        Sign(
            code="nothing_said",
            weight=1.0,
            uk="замало слів, щоб щось повідомити",
            fr="trop peu de mots pour dire quelque chose",
            en="too few words to tell anything",
        ),
        Sign(
            code="trap",
            weight=3.0,
            uk="заповнено поле, якого людям не видно",
            fr="un champ invisible pour les personnes est rempli",
            en="a field was filled in that people do not see",
        ),
        Sign(
            code="quick",
            weight=2.0,
            uk="надіслано швидше, ніж можна написати",
            fr="envoyé plus vite qu’on ne peut écrire",
            en="sent faster than one can write",
        ),
        Sign(
            code="alike",
            weight=2.0,
            uk="схожий текст надійшов сьогодні ще раз",
            fr="un texte semblable est déjà arrivé aujourd’hui",
            en="a text like it came today already",
        ),
        Sign(
            code="alike_many",
            weight=2.5,
            uk="схожих текстів сьогодні багато",
            fr="beaucoup de textes semblables aujourd’hui",
            en="many texts like it came today",
        ),
    )
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Circumstances:
    """What is known of the sending and not of the text. `seconds`: between opening the form and sending it; None: unknown.

    `trap`: a field was filled in that only programs see. `alike`: how many texts like it came in the last day.
    """

    seconds: float | None = None
    trap: bool = False
    alike: int = 0


NOTHING_KNOWN = Circumstances()
LINK = re.compile(
    r"(?i)\b(?:https?://|www\.)[^\s<>\]]+|\b[\w-]+\.(?:[a-z]{2,6}/[^\s<>\]]+|(?:com|net|info|xyz|top|shop|online|site|club|biz|ru)\b)"
)
MARKUP = re.compile(r"(?i)<\s*/?\s*(?:a|b|img|script|iframe|div|font)\b|\[/?(?:url|link|b|img)\b|href\s*=")
HANDLE = re.compile(
    r"(?i)\bt\.me/|(?<![\w.])@[a-z]\w{3,}\b(?!\.)|\b(?:telegram|whatsapp|viber|телеграм\w*|вайбер\w*|ватсап\w*)\b"
)
EARNINGS = re.compile(
    r"(?i)(?:[$€₴£]\s?\d[\d\s.,]*|\d[\d\s.,]*\s?(?:[$€₴£]|грн|usd|eur|euros?|dollars?|долар\w*|євро))"
    r"\s*(?:/|на|за|par|per|в|a|an)\s*(?:день|дня|добу|тиждень|тижня|місяць|місяця|годину|jour|semaine|mois|heure|day|week|month|hour)"
)
ADVERTISED = re.compile("|".join(ADVERTISING), re.IGNORECASE)
WORD = re.compile(r"[^\W\d_]+(?:['’ʼ-][^\W\d_]+)*")
INVISIBLE = re.compile("[\u200b\u200c\u200d\u2060\ufeff\u00ad\u202a-\u202e\u2066-\u2069]")
SAME_LETTER = re.compile(r"([^\W\d_])\1{4,}|([!?*#$%])\2{4,}")
VOWELS = frozenset("аеєиіїоуюяыэёaeiouyàâäéèêëîïôöùûüœæ")
LETTERS_OF = {"uk": frozenset("іїєґ"), "fr": frozenset("àâçéèêëîïôùûœ")}


def signs(
    text: str, *, field: str = "text", language: str = "", known: Circumstances = NOTHING_KNOWN
) -> tuple[Mark, ...]:
    """Signs in a text and of its sending, as marks; those of no one stretch have start and end 0.

    >>> [mark.code for mark in signs("Buy now, free casino bonus at https://bit.ly/x")]
    ['advertising', 'advertising', 'advertising', 'short_link']
    >>> signs("The lamp at the bend has been out for three weeks.", language="en")
    ()
    """
    found = [*_stretches(text, field), *(_whole(code, field) for code in _of_text(text, language))]
    return tuple(sorted(found, key=lambda mark: mark.start)) + tuple(
        _whole(code, "") for code in _of_sending(known)
    )


def weight(marks: Iterable[Mark]) -> float:
    """What the signs weigh together; marks of other kinds weigh nothing."""
    counted = Counter(mark.code for mark in marks if mark.code in SIGNS)
    return sum(SIGNS[code].weight * min(times, SIGNS[code].most) for code, times in counted.items())


def level(marks: Iterable[Mark]) -> str:
    """How a text is shown to moderators: none, some or strong signs. Strong ones are read last, and are read."""
    heavy = weight(marks)
    return "strong" if heavy >= STRONG else "some" if heavy >= SOME else "none"


def _whole(code: str, field: str) -> Mark:
    return Mark(code=code, start=0, end=0, field=field)


def _stretches(text: str, field: str) -> list[Mark]:
    marks = []
    for match in LINK.finditer(text):
        code = "short_link" if SHORTENERS.search(match.group()) else "link"
        marks.append(Mark(code=code, start=match.start(), end=match.end(), field=field))
    for code, pattern in (
        ("markup", MARKUP),
        ("handle", HANDLE),
        ("advertising", ADVERTISED),
        ("earnings", EARNINGS),
        ("repeated", SAME_LETTER),
        ("invisible", INVISIBLE),
    ):
        for match in pattern.finditer(text):
            marks.append(Mark(code=code, start=match.start(), end=match.end(), field=field))
    return marks


def _of_text(text: str, language: str) -> list[str]:
    words = WORD.findall(INVISIBLE.sub("", LINK.sub(" ", text)))
    letters = [letter for word in words for letter in word if letter.isalpha()]
    found = []
    if len(words) < 3:
        found.append("nothing_said")
    if len(letters) >= 25 and sum(letter.isupper() for letter in letters) > 0.6 * len(letters):
        found.append("shouting")
    if _says_again(words):
        found.append("repeated")
    if _is_gibberish(words):
        found.append("gibberish")
    if any(_is_mixed(word) for word in words):
        found.append("mixed_letters")
    return found + _scripts(letters, language)


def _of_sending(known: Circumstances) -> list[str]:
    found = ["trap"] if known.trap else []
    if known.seconds is not None and known.seconds < QUICK:
        found.append("quick")
    if known.alike:
        found.append("alike_many" if known.alike >= 4 else "alike")
    return found + (["alike"] if known.alike >= 4 else [])


def _says_again(words: Sequence[str]) -> bool:
    """A long text of few words, or three times the same run of three words."""
    folded = [word.casefold() for word in words]
    if len(folded) >= 12 and len(set(folded)) < 0.3 * len(folded):
        return True
    runs = Counter(zip(folded, folded[1:], folded[2:], strict=False))
    return bool(runs) and max(runs.values()) >= 3


def _is_gibberish(words: Sequence[str]) -> bool:
    """At least a third of the longer words has no vowel, five consonants on end, or no space for a breath."""
    longer = [
        word.casefold() for word in words if len(word) >= 5 and _script(word[0]) in ("LATIN", "CYRILLIC")
    ]
    if not longer:
        return False
    odd = sum(_is_odd(word) for word in longer)
    return odd >= 1 and odd >= len(longer) / 3


def _is_odd(word: str) -> bool:
    run = most = 0
    for letter in word:
        run = 0 if letter in VOWELS or letter in "-'’ʼьъй" else run + 1
        most = max(most, run)
    vowels = sum(letter in VOWELS for letter in word)
    return vowels == 0 or most >= 6 or vowels > 0.85 * len(word) or len(word) > 40


def _is_mixed(word: str) -> bool:
    """Latin and Cyrillic letters inside one part of a word: look-alikes."""
    return any(
        len({_script(letter) for letter in part if letter.isalpha()}) > 1 for part in re.split("[-'’ʼ]", word)
    )


def _script(letter: str) -> str:
    return unicodedata.name(letter, "").partition(" ")[0]


def _scripts(letters: Sequence[str], language: str) -> list[str]:
    if len(letters) < 15:
        return []
    counted = Counter(_script(letter) for letter in letters)
    if counted["LATIN"] + counted["CYRILLIC"] < 0.5 * len(letters):
        return ["other_script"]
    expected = {"uk": "CYRILLIC", "fr": "LATIN", "en": "LATIN"}.get(language[:2])
    if expected and counted[expected] < 0.3 * len(letters):
        return ["other_language"]
    return []
