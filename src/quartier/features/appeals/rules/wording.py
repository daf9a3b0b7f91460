"""Texts with which an answer begins: their gaps, and what is wrong with one. Pure."""

import re
from collections.abc import Mapping

from quartier.core.kit.errors import Problem

CODE, TITLE, TEXT = 40, 120, 6_000
GAPS = ("number", "title", "body", "arrived", "due", "name")
GAP = re.compile(r"\{(\w+)\}")


def filled(text: str, values: Mapping[str, str]) -> str:
    """The text with its gaps filled; what is not known stays a gap, so that the clerk sees it."""
    return GAP.sub(lambda found: values.get(found[1]) or found[0], text)


def code_of(title: str, taken: frozenset[str]) -> str:
    """A short code for a text without one: from its title, numbered where it is taken."""
    stem = re.sub(r"[^\w]+", "-", title.casefold()).strip("-")[: CODE - 4] or "text"
    number, code = 1, stem
    while code in taken:
        number += 1
        code = f"{stem}-{number}"
    return code


def problems(*, titles: Mapping[str, str], words: Mapping[str, str]) -> list[Problem]:
    """Everything wrong with a text: one language at least, title and words of each, no unknown gap."""
    found = []
    for language in sorted({*titles, *words}):
        title, text = titles.get(language, "").strip(), words.get(language, "").strip()
        if bool(title) != bool(text):
            found.append(Problem(field=f"{'words' if title else 'title'}_{language}", code="missing"))
        for field, value, most in ((f"title_{language}", title, TITLE), (f"words_{language}", text, TEXT)):
            if len(value) > most:
                found.append(Problem(field=field, code="appeals.too_long", details={"most": most}))
        unknown = [gap for gap in GAP.findall(text) if gap not in GAPS]
        if unknown:
            details = {"gap": unknown[0]}
            found.append(Problem(field=f"words_{language}", code="appeals.gap_unknown", details=details))
    if not any(text.strip() for text in words.values()):
        found.append(Problem(field="", code="appeals.text_missing"))
    return found
