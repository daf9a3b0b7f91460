"""Whether two texts say nearly the same, from hashes of which no word can be read. Pure."""

import unicodedata
import zlib

SKETCH, RUN, LEAST = 24, 5, 20


def sketch(text: str) -> list[int]:
    """The smallest hashes of all runs of five letters: texts that share most of their words share most of these.

    At most 24 numbers of 32 bits; empty for less than twenty letters. Case, spaces, digits and marks do not count.

    >>> sketch("Buy wood now, call 111 today!") == sketch("buy wood NOW call 222, today"), sketch("No")
    (True, [])
    """
    folded = unicodedata.normalize("NFKC", text).casefold()
    letters = "".join(letter for letter in folded if letter.isalpha())
    if len(letters) < LEAST:
        return []
    runs = {zlib.crc32(letters[at : at + RUN].encode()) - 2**31 for at in range(len(letters) - RUN + 1)}
    return sorted(runs)[:SKETCH]
