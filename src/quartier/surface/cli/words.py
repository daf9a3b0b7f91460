"""The command's own words in the reader's language. Plain gettext: no settings are needed to say `--help`."""

import gettext as library
import os
from functools import cache
from pathlib import Path

from quartier.surface import catalogues

LANGUAGES = ("uk", "fr", "en")


def language() -> str:
    """QUARTIER_LANGUAGE, else the locale of the shell, else English."""
    for name in ("QUARTIER_LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        code = os.environ.get(name, "")[:2].lower()
        if code in LANGUAGES:
            return code
        if code and name != "QUARTIER_LANGUAGE":
            break
    return "en"


@cache
def _catalogue(code: str) -> library.NullTranslations:
    folder = Path(__file__).parent / "locale"
    catalogues.compile_stale(Path(__file__).parent)
    return library.translation(catalogues.DOMAIN, folder, languages=[code], fallback=True)


def gettext(text: str) -> str:
    """The text in the reader's language; named gaps (`%(name)s`) are filled by the caller."""
    return _catalogue(language()).gettext(text)
