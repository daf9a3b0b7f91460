"""Every link inside the documents leads somewhere, and every document can be reached."""

import re
from pathlib import Path

LINK = re.compile(r"(?<!!)\[[^\]]*\]\(([^)\s]+)\)|!\[[^\]]*\]\(([^)\s]+)\)")
HEADING = re.compile(r"^#{1,6}\s+(.*)$", re.MULTILINE)
FENCE = re.compile(r"^(```|~~~).*?^\1", re.MULTILINE | re.DOTALL)


def anchors(text: str) -> set[str]:
    """The addresses of headings, as forges make them."""
    found = set()
    for title in HEADING.findall(FENCE.sub("", text)):
        plain = re.sub(r"[`*]|\[([^\]]*)\]\([^)]*\)", r"\1", title).lower()
        found.add(re.sub(r"[^\w\- ]", "", plain).strip().replace(" ", "-"))
    return found


def targets(text: str) -> list[str]:
    return [one or two for one, two in LINK.findall(FENCE.sub("", text))]


def broken(pages: list[Path], root: Path) -> list[str]:
    """A line for each link that leads nowhere: to a missing file, outside the house, or to a missing heading."""
    lines = []
    for page in pages:
        text = page.read_text(encoding="utf-8")
        for target in targets(text):
            if re.match(r"[a-z]+:", target):
                continue
            path, _, anchor = target.partition("#")
            file = (page.parent / path).resolve() if path else page
            if not file.exists() or not file.is_relative_to(root):
                lines.append(f"{page.relative_to(root)}: no such file: {target}")
            elif anchor and file.suffix == ".md" and anchor not in anchors(file.read_text(encoding="utf-8")):
                lines.append(f"{page.relative_to(root)}: no such heading: {target}")
    return lines


def unreachable(pages: list[Path], start: Path, root: Path) -> list[str]:
    """A line for each page that no chain of links from `start` leads to."""
    seen, waiting = set(), [start]
    while waiting:
        page = waiting.pop()
        if page in seen or page.suffix != ".md" or not page.exists():
            continue
        seen.add(page)
        for target in targets(page.read_text(encoding="utf-8")):
            waiting.append((page.parent / target.partition("#")[0]).resolve())
    return [f"{page.relative_to(root)}: nothing links to it" for page in pages if page not in seen]
