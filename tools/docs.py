"""The documents: write the reference pages that come from what runs, check all of them, build them as HTML.

    python tools/docs.py           write the generated pages, then build everything into build/docs
    python tools/docs.py --check   change nothing in docs/; exit 1 if a page is old, a link is dead, something is not told

Sources are Markdown that reads well as it stands; whatever is wrong is an error.
"""

import argparse
import html
import os
import re
import shutil
import sys
import tempfile
from pathlib import Path

HOUSE = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(HOUSE / "src"), str(HOUSE)]

from tools.documents import links, pages, told

DOCS = HOUSE / "docs"
BUILD = HOUSE / "build" / "docs"
FRAME = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>{title} · Quartier</title><link rel="stylesheet" href="{up}page.css"></head>
<body><nav><a href="{up}index.html">Quartier</a></nav><main>
{body}</main></body></html>
"""
STYLE = """body { margin: 0 auto; max-width: 72rem; padding: 1rem; font: 1.05rem/1.6 system-ui, sans-serif; }
main { max-width: 46rem; } table { border-collapse: collapse; font-size: 0.9rem; } img { max-width: 100%; }
td, th { border-block-end: 1px solid #8886; padding: 0.3rem 0.6rem; text-align: start; vertical-align: top; }
pre { overflow-x: auto; padding: 0.8rem; background: #8881; } :root { color-scheme: light dark; }
"""


def prepare() -> None:
    """Load the house without touching anything of it: a folder of its own, English, no database."""
    os.environ["QUARTIER_DATA"] = tempfile.mkdtemp(prefix="quartier-docs-")
    os.environ["QUARTIER_LANGUAGE"] = "en"
    os.environ["DJANGO_SETTINGS_MODULE"] = "quartier.surface.settings.test"
    import django
    from django.utils import translation

    django.setup()
    translation.activate("en")


def own_pages() -> list[Path]:
    top = [path for path in HOUSE.glob("*.md")]
    return sorted(top + [path for path in DOCS.rglob("*.md")])


def old_pages(write: bool) -> list[str]:
    """The generated pages that are not current; written if asked for."""
    lines = []
    for name, text in pages.all_pages().items():
        path = pages.REFERENCE / name
        if path.exists() and path.read_text(encoding="utf-8") == text:
            continue
        if write:
            path.write_text(text, encoding="utf-8")
        else:
            lines.append(f"docs/reference/{name}: not current: run tools/docs.py")
    return lines


def build() -> None:
    """HTML of every page, links between pages included. No script, no font, nothing from elsewhere."""
    from markdown_it import MarkdownIt

    shutil.rmtree(BUILD, ignore_errors=True)
    shutil.copytree(DOCS, BUILD, ignore=shutil.ignore_patterns("*.md"))
    (BUILD / "page.css").write_text(STYLE, encoding="utf-8")
    markdown = MarkdownIt("commonmark", {"html": True}).enable("table")
    for source in sorted(DOCS.rglob("*.md")):
        name = source.relative_to(DOCS)
        body = re.sub(
            r'(href="(?![a-z]+:)[^"#]*)\.md(#[^"]*)?"', r'\1.html\2"', markdown.render(source.read_text())
        )
        title = re.search(r"^# (.+)$", source.read_text(), re.MULTILINE)
        if title is None:
            raise SystemExit(f"{name}: no title")
        text = FRAME.format(title=html.escape(title[1]), up="../" * (len(name.parts) - 1), body=body)
        target = (BUILD / name).with_suffix(".html")
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument(
        "--check", action="store_true", help="change nothing in docs/; exit 1 if anything is wrong"
    )
    check = parser.parse_args().check
    prepare()
    lines = old_pages(write=not check)
    lines += links.broken(own_pages(), HOUSE)
    lines += links.unreachable(
        [path for path in own_pages() if DOCS in path.parents], DOCS / "index.md", HOUSE
    )
    lines += told.missing(HOUSE)
    build()
    print("\n".join(lines) or f"documents: {len(own_pages())} pages, all of them current")
    return 1 if lines else 0


if __name__ == "__main__":
    sys.exit(main())
