"""Catalogues on disk: sorted, unwrapped, without dates or line numbers, so that branches rarely collide."""

from collections.abc import Iterable
from functools import cache
from pathlib import Path

import django
import polib

from tools.translations.extract import Key, Message

LANGUAGES = ("uk", "fr")  # English is what stands in the code


def path_of(package: Path, language: str) -> Path:
    return package / "locale" / language / "LC_MESSAGES" / "django.po"


@cache
def plural_rule(language: str) -> str:
    """Django's own rule for a language: catalogues with another one are kept apart by gettext."""
    own = Path(django.__file__).parent / "conf" / "locale" / language / "LC_MESSAGES" / "django.po"
    return str(polib.pofile(str(own)).metadata["Plural-Forms"])


def plural_forms(language: str) -> int:
    return int(plural_rule(language).split("nplurals=")[1].split(";")[0])


def entries(path: Path) -> list[polib.POEntry]:
    """What stands in a file, dead entries aside; nothing if there is no file."""
    if not path.exists():
        return []
    return [entry for entry in polib.pofile(str(path)) if not entry.obsolete]


def merged(
    path: Path, language: str, messages: dict[Key, Message], elsewhere: Iterable[polib.POEntry] = ()
) -> polib.POFile:
    """The catalogue as it should be: every message once, with the translation that it had here, or else elsewhere."""
    known: dict[Key, polib.POEntry] = {}
    for entry in [*entries(path), *elsewhere]:
        best = known.get((entry.msgctxt, entry.msgid))
        if best is None or (entry.translated() and not best.translated()):
            known[entry.msgctxt, entry.msgid] = entry
    catalogue = polib.POFile(wrapwidth=0)
    catalogue.metadata = {
        "Project-Id-Version": "quartier",
        "Language": language,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": plural_rule(language),
    }
    for key in sorted(messages, key=lambda key: (key[1], key[0] or "")):
        catalogue.append(entry_of(messages[key], known.get(key), language))
    return catalogue


def entry_of(message: Message, known: polib.POEntry | None, language: str) -> polib.POEntry:
    entry = polib.POEntry(msgid=message.single, msgctxt=message.context, comment="\n".join(message.comments))
    if known is not None:
        entry.flags = [flag for flag in known.flags if flag == "fuzzy"]
    if message.plural is None:
        entry.msgstr = known.msgstr if known is not None else ""
        return entry
    entry.msgid_plural = message.plural
    kept = dict(known.msgstr_plural) if known is not None else {}
    forms = {index: kept.get(index, "") for index in range(plural_forms(language))}
    if len(forms) == 4:
        forms[3] = forms[3] or forms[1]  # for fractions, which Django never counts with
    entry.msgstr_plural = forms
    return entry


def text_of(catalogue: polib.POFile) -> str:
    return str(catalogue) if str(catalogue).endswith("\n") else f"{catalogue}\n"


def write(path: Path, catalogue: polib.POFile) -> bool:
    """Write a catalogue if that changes anything."""
    text = text_of(catalogue)
    if path.exists() and path.read_text(encoding="utf-8") == text:
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return True


def remove(package: Path) -> list[Path]:
    """Take away the catalogues of a package that says nothing any more."""
    gone = [path for path in (path_of(package, language) for language in LANGUAGES) if path.exists()]
    for path in gone:
        path.unlink()
        path.with_suffix(".mo").unlink(missing_ok=True)
    return gone
