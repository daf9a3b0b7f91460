"""The demo's words at the shell, in the language of whoever sits there. Pages use Django's."""

import gettext as library
from functools import cache
from pathlib import Path

from quartier.surface import catalogues
from quartier.surface.cli.words import language


@cache
def _catalogue(code: str) -> library.NullTranslations:
    here = Path(__file__).parent
    catalogues.compile_stale(here)
    return library.translation(catalogues.DOMAIN, here / "locale", languages=[code], fallback=True)


def gettext(text: str) -> str:
    """The text in the reader's language; named gaps are filled by the caller."""
    return _catalogue(language()).gettext(text)
