"""In which of the house's languages somebody wrote, by letters and by the commonest words."""

import re

COMMON = {
    "fr": frozenset(
        {
            "le",
            "la",
            "les",
            "des",
            "une",
            "est",
            "et",
            "dans",
            "pour",
            "pas",
            "que",
            "nous",
            "vous",
            "je",
            "de",
            "à",
        }
    ),
    "en": frozenset(
        {
            "the",
            "and",
            "is",
            "of",
            "to",
            "in",
            "for",
            "not",
            "that",
            "we",
            "you",
            "there",
            "has",
            "it",
            "are",
            "on",
        }
    ),
}


def language_of(text: str, *, otherwise: str) -> str:
    """uk, fr or en; `otherwise` where the text does not say it clearly."""
    letters = [each for each in text if each.isalpha()]
    if letters and sum("\u0400" <= each <= "\u04ff" for each in letters) * 2 > len(letters):
        return "uk"
    words = re.findall(r"[^\W\d_]+", text.casefold())
    counts = {code: sum(word in common for word in words) for code, common in COMMON.items()}
    best, other = sorted(counts, key=lambda code: -counts[code])
    return best if counts[best] >= 2 and counts[best] > 2 * counts[other] else otherwise
