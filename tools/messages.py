"""Keep the translations: extract, normalise, compile, check. Needs none of gettext's programs.

    python tools/messages.py             bring every catalogue up to date with the code
    python tools/messages.py --check     say what is missing, stale, broken, not to be said; exit 1 if so
    python tools/messages.py --compile   write the .mo files that are missing or old
    python tools/messages.py --missing   list what waits for a translator

The text in the code is English and serves as the key. A package's catalogues lie in its own `locale` folder.
"""

import argparse
import sys
from pathlib import Path

HOUSE = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(HOUSE / "src"), str(HOUSE)]

from quartier.surface import catalogues
from tools.translations import checks, extract, store


def update(root: Path) -> list[str]:
    """Write every catalogue anew; one line for each that changed."""
    lines = []
    found, problems = extract.house(root)
    everywhere = {  # read before anything is written: a text that moves to another package takes its translation along
        language: [e for each in extract.packages(root) for e in store.entries(store.path_of(each, language))]
        for language in store.LANGUAGES
    }
    for package, messages in sorted(found.items()):
        for language in store.LANGUAGES:
            path = store.path_of(package, language)
            if store.write(path, store.merged(path, language, messages, everywhere[language])):
                lines.append(f"{path.relative_to(root)}: {len(messages)} messages")
    for package in extract.packages(root):
        if package not in found:
            lines.extend(f"{path.relative_to(root)}: removed" for path in store.remove(package))
    return lines + problems


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    choice = parser.add_mutually_exclusive_group()
    choice.add_argument("--check", action="store_true", help="change nothing; exit 1 if anything is wrong")
    choice.add_argument("--compile", action="store_true", help="write the .mo files that are missing or old")
    choice.add_argument("--missing", action="store_true", help="list what waits for a translator")
    parser.add_argument("under", nargs="?", default="", help="only catalogues whose path contains this")
    options = parser.parse_args()
    if options.compile:
        lines = [str(path.relative_to(HOUSE)) for path in catalogues.compile_stale()]
    elif options.check or options.missing:
        lines = checks.house(HOUSE, only_missing=options.missing)
    else:
        lines = update(HOUSE)
    lines = [line for line in lines if options.under in line]
    print("\n".join(lines) or "translations: nothing to do")
    return 1 if options.check and lines else 0


if __name__ == "__main__":
    sys.exit(main())
