"""Names as search compares them: folded in their own script, and in Latin letters.

Ukrainian is transliterated after Resolution 55 of the Cabinet of Ministers of Ukraine, 27 January 2010.
Letters are never decomposed blindly: NFKD and stripping of marks would turn ї into і and й into и, which
are other letters.
"""

import re
import unicodedata

WITHIN = {
    "а": "a", "б": "b", "в": "v", "г": "h", "ґ": "g", "д": "d", "е": "e", "є": "ie", "ж": "zh", "з": "z",
    "и": "y", "і": "i", "ї": "i", "й": "i", "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p",
    "р": "r", "с": "s", "т": "t", "у": "u", "ф": "f", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh",
    "щ": "shch", "ь": "", "ю": "iu", "я": "ia",
    # Not in the resolution: letters that people type from habit or from another keyboard.
    "ы": "y", "э": "e", "ё": "io", "ъ": "",
}  # fmt: skip
AT_START = {"є": "ye", "ї": "yi", "й": "y", "ю": "yu", "я": "ya"}
APOSTROPHES = "'’ʼ‘`´′＇"
LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "ß": "ss", "ø": "o", "đ": "d", "ł": "l"})
# Letters that are taken for each other on the keyboard and by ear. ї and й stay themselves.
CONFUSED = str.maketrans({"ґ": "г", "и": "і", "ы": "і", "є": "е", "э": "е", "ё": "е", "ъ": None, "ь": None})
SPELLINGS = (
    ("tch", "ch"), ("zgh", "zh"), ("kh", "h"), ("ou", "u"), ("oe", "u"), ("w", "v"), ("y", "i"), ("j", "zh"),
    ("ck", "k"), ("c", "k"), ("kh", "ch"), ("ii", "i"), ("ie", "e"),
)  # fmt: skip
ABBREVIATIONS = {
    "вул": "вулиця", "ул": "вулиця", "просп": "проспект", "прт": "проспект", "пр": "проспект", "пл": "площа",
    "пров": "провулок", "бул": "бульвар", "бульв": "бульвар", "наб": "набережна", "туп": "тупик",
    "м": "місто", "с": "село", "смт": "селище", "сел": "селище",
    "av": "avenue", "ave": "avenue", "bd": "boulevard", "bld": "boulevard", "blvd": "boulevard",
    "ch": "chaussée", "chee": "chaussée", "sq": "square", "pl": "place", "all": "allée", "imp": "impasse",
    "ste": "sainte", "str": "straat", "stwg": "steenweg", "ln": "laan", "rd": "road", "vul": "vulytsia",
}  # fmt: skip
HOUSE = r"\d{1,5}(?:\s?[-/]\s?\d{1,4})?(?:\s?(?:bis|ter|quater)\b|\s?[^\W\d_](?![^\W\d_]))?"
NUMBER_LAST = re.compile(rf"^(?P<rest>.*[^\W\d_].*?)[\s,]+(?P<number>{HOUSE})$", re.IGNORECASE)
NUMBER_FIRST = re.compile(rf"^(?P<number>{HOUSE})[\s,]+(?P<rest>.*[^\W\d_].*)$", re.IGNORECASE)
UNIT = re.compile(
    r"[\s,]+(?:кв|оф|під|bte|boîte|boite|bus|appt|flat|apt|unit|appartement)\b\.?\s*\w+"
    r"|^(?:flat|apt|unit)\s+\w+[\s,]+",
    re.IGNORECASE,
)


BUILDING = re.compile(r"(?:\bбуд(?:инок)?\b\.?|№|\bn[o°]\b\.?)\s*(?=\d)", re.IGNORECASE)


def transliterate(text: str) -> str:
    """Ukrainian in Latin letters (Resolution 55); anything else stays as it is. «Згорани» is «Zghorany»."""
    out: list[str] = []
    previous = ""
    for letter in unicodedata.normalize("NFC", text):
        small = letter.lower()
        if small in WITHIN or small in APOSTROPHES:
            starts = not (previous.isalpha() or previous in tuple(APOSTROPHES))
            latin = AT_START.get(small, WITHIN.get(small, "")) if starts else WITHIN.get(small, "")
            if small == "г" and previous.lower() == "з":
                latin = "gh"
            out.append(latin.capitalize() if letter != small else latin)
        else:
            out.append(letter)
        previous = letter
    return "".join(out)


def fold(text: str) -> str:
    """The form in its own script: lower case, no apostrophes, no Latin accents, no abbreviations, one space.

    >>> fold("вул. Соломʼянська")
    'вуліця соломянска'
    >>> fold("Chée de l’Yser")
    'chaussee de lyser'
    """
    small = unicodedata.normalize("NFC", text).casefold().translate(LIGATURES)
    small = "".join(_bare(letter) for letter in small if letter not in APOSTROPHES)
    words = re.findall(r"\w+", small)
    spelt = (_long(word, last=place == len(words) - 1) for place, word in enumerate(words))
    return "".join(map(_bare, " ".join(spelt))).translate(CONFUSED)


def latin(text: str) -> str:
    """The form in Latin letters, with spellings of other languages brought together.

    «Шевченка», "Shevchenka" and "Chevtchenka" come near each other; what is left, trigrams forgive.
    """
    out = fold(transliterate(_spelt_out(text)))
    for spelling, common in SPELLINGS:
        out = out.replace(spelling, common)
    return re.sub(r"([^\W\d_])\1", r"\1", out)


def split_number(text: str) -> tuple[str, str]:
    """What was typed, as (street, house number); the number is "" where there is none.

    >>> split_number("вул. Садова, буд. 12, кв. 7")
    ('вул. Садова', '12')
    >>> split_number("12 bis, rue des Tilleuls")
    ('rue des Tilleuls', '12 bis')
    >>> split_number("Flat 7, 12 Lime Street")
    ('Lime Street', '12')
    """
    bare = BUILDING.sub("", UNIT.sub("", text.strip())).strip(" ,")
    found = NUMBER_FIRST.match(bare) or NUMBER_LAST.match(bare)
    if found is None:
        return bare, ""
    return found["rest"].strip(" ,"), found["number"].strip()


def _spelt_out(text: str) -> str:
    """Abbreviations are spelt out in their own script, before the letters change."""
    small = unicodedata.normalize("NFC", text).casefold()
    return re.sub(r"[^\W\d_]+", lambda found: ABBREVIATIONS.get(found[0], found[0]), small)


def _long(word: str, *, last: bool) -> str:
    if word == "st":
        return "street" if last else "saint"
    return ABBREVIATIONS.get(word, word)


def _bare(letter: str) -> str:
    """A Latin letter without its accents; every other letter whole."""
    if letter.isascii():
        return letter
    parts = unicodedata.normalize("NFD", letter)
    return parts[0] if parts[0].isascii() and parts[0].isalpha() else letter
