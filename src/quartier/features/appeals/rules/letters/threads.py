"""Which appeal a letter is about, and what it says that we have not said ourselves."""

import re

# As in `2026-LYP-000123`; spaces and other dashes are what telephones make of hyphens.
NUMBER = re.compile(r"(?<![\w-])(20\d\d)[-–—‑ ]([A-ZА-ЯІЇЄҐ]{2,8})[-–—‑ ](\d{6,9})(?![\w-])", re.IGNORECASE)
FOREWORDS = re.compile(
    r"^\s*(?:(?:re|fwd?|aw|wg|tr|rép|réf|відп|вiдп|пер|переслано|fw)\s*(?:\[\d+\])?\s*:\s*)+", re.IGNORECASE
)
QUOTES = (
    re.compile(
        r"^-{2,}\s*(original message|message d['’]origine|оригінальне повідомлення|початкове повідомлення)",
        re.I,
    ),
    re.compile(
        r"^(on\b.{4,200}\bwrote|le\b.{4,200}\ba écrit|.{4,200}\bпише|.{4,200}\bписав(\(ла\)|ла)?)\s*:$", re.I
    ),
    re.compile(r"^_{10,}$"),
)
HEADS = re.compile(r"^(from|de|від|sent|envoyé|надіслано|дата|date)\s*:", re.IGNORECASE)


def numbers(*texts: str) -> tuple[str, ...]:
    """Numbers of appeals that are named, each once, in their common form."""
    found = [f"{one[1]}-{one[2].upper()}-{one[3]}" for text in texts for one in NUMBER.finditer(text)]
    return tuple(dict.fromkeys(found))


def bare_subject(subject: str) -> str:
    """The subject without what mailers put in front of it."""
    return FOREWORDS.sub("", subject).strip()


def is_answer(subject: str, references: tuple[str, ...]) -> bool:
    """Whether the letter answers another one, by its references or by its subject's beginning."""
    return bool(references) or FOREWORDS.match(subject) is not None


def own_words(text: str) -> str:
    """What the writer added above the letter that is answered; the whole where nothing was added above."""
    lines = text.split("\n")
    end = next((at for at in range(len(lines)) if _quote_begins(lines, at)), len(lines))
    kept = "\n".join(lines[:end]).strip()
    return kept or text.strip()


def _quote_begins(lines: list[str], at: int) -> bool:
    line = lines[at].strip()
    two = f"{line} {lines[at + 1].strip()}" if at + 1 < len(lines) else line
    if any(quote.match(line) for quote in QUOTES):
        return True
    if QUOTES[1].match(two) and len(line) < 200 and at + 2 < len(lines) and _quoted(lines[at + 2 :]):
        return True
    if line.startswith(">"):
        return all(not rest.strip() or rest.lstrip().startswith(">") for rest in lines[at:])
    return (
        bool(HEADS.match(line)) and sum(bool(HEADS.match(each.strip())) for each in lines[at : at + 4]) >= 2
    )


def _quoted(lines: list[str]) -> bool:
    first = next((line for line in lines if line.strip()), "")
    return first.lstrip().startswith(">")
