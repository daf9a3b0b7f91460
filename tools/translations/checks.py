"""What can be wrong with a translation and is found by a machine; the rest is for people who speak it."""

import csv
import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import polib

from tools.translations import extract, store

NAMED = re.compile(r"%\((\w+)\)[sd]|\{(\w+)\}")
NAMELESS = re.compile(r"(?<!%)(?:%%)*%[sdifr]|\{\}|\{\d+\}")
TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
CYRILLIC = re.compile("[а-яіїєґ]", re.IGNORECASE)
LATIN = re.compile("[a-zà-ÿœ]", re.IGNORECASE)
# Words that make an entry of `do_not_say` a remark for people rather than a word for a machine.
REMARK = re.compile(
    r"[()]|\b(as|for|in|of|on|by|when|while|if|by default|means|without|with|before|after|alone|only|outside|"
    r"where|until|itself|abroad|another|to)\b"
)


@dataclass(frozen=True)
class Row:
    """A row of the glossary: the English term, and what its translations must not say."""

    domain: str
    english: str
    forbidden: tuple[str, ...]


def house(root: Path, *, only_missing: bool = False) -> list[str]:
    """Every finding, one a line, with the file and the text it is about."""
    found, lines = extract.house(root)
    said: dict[tuple[str, extract.Key], dict[str, Path]] = defaultdict(dict)
    for package in extract.packages(root):
        for language in store.LANGUAGES:
            path = store.path_of(package, language)
            name = str(path.relative_to(root))
            messages = found.get(package, {})
            present = store.entries(path)
            findings = missing(messages, present, language)
            if not only_missing:
                findings += stale(path, language, messages, present) + wrong(present, language)
            lines += [f"{name}: {line}" for line in findings]
            for entry in present:
                said[language, (entry.msgctxt, entry.msgid)].setdefault(forms(entry)[0], path)
    if only_missing:
        return lines
    return lines + contradictions(said) + english(found, root)


def missing(messages: dict, present: list[polib.POEntry], language: str) -> list[str]:
    known = {(entry.msgctxt, entry.msgid): entry for entry in present}
    lines = []
    for key in messages:
        entry = known.get(key)
        if entry is None or "" in forms(entry) or len(forms(entry)) < expected_forms(entry, language):
            lines.append(f"missing: “{key[1]}”")
    return lines


def expected_forms(entry: polib.POEntry, language: str) -> int:
    return store.plural_forms(language) if entry.msgid_plural else 1


def stale(path: Path, language: str, messages: dict, present: list[polib.POEntry]) -> list[str]:
    """What no longer stands in the code, what stands twice, what is not in the usual form."""
    counted = Counter((entry.msgctxt, entry.msgid) for entry in present)
    lines = [f"stale: “{key[1]}”" for key in counted if key not in messages]
    lines += [f"twice: “{key[1]}”" for key, times in counted.items() if times > 1]
    if not lines and messages:
        wanted = store.text_of(store.merged(path, language, messages))
        if not path.exists() or path.read_text(encoding="utf-8") != wanted:
            lines.append("not normalised: run tools/messages.py")
    return lines


def wrong(present: list[polib.POEntry], language: str) -> list[str]:
    lines = []
    for entry in present:
        if "fuzzy" in entry.flags:
            lines.append(f"fuzzy: “{entry.msgid}”")
        for text in filter(None, forms(entry)):
            lines += [f"{problem}: “{entry.msgid}” → “{text}”" for problem in problems(entry, text, language)]
    return lines


def forms(entry: polib.POEntry) -> list[str]:
    if entry.msgid_plural:
        return [entry.msgstr_plural[index] for index in sorted(entry.msgstr_plural)] or [""]
    return [entry.msgstr]


def problems(entry: polib.POEntry, text: str, language: str) -> list[str]:
    original = entry.msgid_plural or entry.msgid
    lines = []
    if NAMELESS.search(text) or NAMELESS.search(original):
        lines.append("placeholder without a name")
    if placeholders(text) != placeholders(original):
        lines.append("placeholders differ")
    if sorted(TAG.findall(text)) != sorted(TAG.findall(original)):
        lines.append("HTML differs")
    if edges(text) != edges(original):
        lines.append("white space at the ends differs")
    return lines + [f"not to be said here: {word}" for word in forbidden(entry.msgid, text, language)]


def placeholders(text: str) -> set[str]:
    return {match[0] for match in NAMED.finditer(text.replace("%%", ""))}


def edges(text: str) -> tuple[bool, bool]:
    return text[:1].isspace(), text[-1:].isspace()


def contradictions(said: dict) -> list[str]:
    """One text with two translations: gettext merges all catalogues, so one of them would be lost."""
    lines = []
    for (language, key), versions in said.items():
        versions = {text: path for text, path in versions.items() if text}
        if len(versions) > 1:
            each = " / ".join(f"{text} ({path.parts[-5]})" for text, path in sorted(versions.items()))
            lines.append(f"{language}: two translations of “{key[1]}”: {each}")
    return lines


def english(found: dict, root: Path) -> list[str]:
    """Labels of the interface in English: the whole text is a word that the glossary replaces."""
    lines = []
    for package, messages in found.items():
        for _context, text in messages:
            lines += [
                f"{package.relative_to(root)}: not to be said here: {word}"
                for word in forbidden_label(text, "en")
            ]
    return lines


def forbidden(original: str, text: str, language: str) -> list[str]:
    """Words that the glossary forbids for a term that the English text contains; and forbidden labels."""
    words = []
    for row in rows():
        if row.english and holds(original, row.english):
            words += [word for word in row.forbidden if in_language(word, language) and holds(text, word)]
    return words + forbidden_label(text, language)


def forbidden_label(text: str, language: str) -> list[str]:
    folded = fold(text)
    return [
        word
        for row in rows()
        if row.domain == "interface words"
        for word in row.forbidden
        if in_language(word, language) and fold(word) == folded and folded not in approved()
    ]


def holds(text: str, word: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(fold(word))}(?!\w)", fold(text)) is not None


def fold(text: str) -> str:
    return re.sub("[’ʼ]", "'", text).casefold().strip(" .!…")


def in_language(word: str, language: str) -> bool:
    return bool(CYRILLIC.search(word)) == (language == "uk")


@cache
def rows() -> tuple[Row, ...]:
    """The glossary, reduced to what a machine can compare."""
    return tuple(Row(row["domain"], first(row["en"]), tuple(words(row["do_not_say"]))) for row in glossary())


@cache
def approved() -> frozenset[str]:
    """Every term that some row recommends: what is wrong for one thing may be right for another."""
    columns = ("en", "uk", "fr_be", "fr_fr")
    return frozenset(fold(first(row[column])) for row in glossary() for column in columns)


@cache
def glossary() -> tuple[dict[str, str], ...]:
    path = Path(__file__).resolve().parents[2] / "docs" / "reference" / "glossary.csv"
    with path.open(encoding="utf-8", newline="") as stream:
        return tuple(csv.DictReader(stream))


def first(cell: str) -> str:
    """The part that goes on screen: before a bracket or a semicolon."""
    return re.split(r"[(;]", cell)[0].strip()


def words(cell: str) -> list[str]:
    """The words of a `do_not_say` cell that carry no remark in English."""
    found = [item.strip() for item in cell.split(";")]
    return [word for word in found if word and not remarked(word)]


def remarked(word: str) -> bool:
    mixed = CYRILLIC.search(word) and LATIN.search(word)
    return bool(mixed or REMARK.search(word))
