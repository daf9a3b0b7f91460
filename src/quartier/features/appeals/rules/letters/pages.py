"""A letter written as a web page, as a person would read it: paragraphs, lists, rows, and where a link leads."""

import re
from html.parser import HTMLParser

SILENT = {"script", "style", "head", "title", "template", "noscript", "object", "svg"}
BREAKS = {"br", "hr", "tr", "li", "dt", "dd", "option"}
BLOCKS = {
    "p",
    "div",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "ul",
    "ol",
    "table",
    "blockquote",
    "pre",
    "section",
    "article",
}
NO_END = {"br", "hr", "img", "meta", "link", "input", "col", "area", "base", "embed", "source", "wbr"}
HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0(?![.\d])", re.IGNORECASE)


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.said: list[str] = []
        self.silent: list[str] = []  # elements that are open within one that nobody sees
        self.links: list[tuple[str, int]] = []
        self.kept = 0  # depth of text whose line breaks are meant

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self.silent:
            if tag not in NO_END:
                self.silent.append(tag)
            return
        values = {name: value or "" for name, value in attrs}
        if (tag in SILENT or HIDDEN.search(values.get("style", ""))) and tag not in NO_END:
            self.silent.append(tag)
            return
        self._space(tag)
        if tag == "a":
            self.links.append((values.get("href", "").strip(), len(self.said)))
        if tag == "img" and values.get("alt", "").strip():
            self.said.append(f"[{values['alt'].strip()}]")
        self.kept += tag == "pre"

    def _space(self, tag: str) -> None:
        if tag in BLOCKS:
            self.said.append("\n\n")
        elif tag in BREAKS:
            self.said.append("\n- " if tag == "li" else "\n")
        elif tag in ("td", "th"):
            self.said.append(" ")

    def handle_endtag(self, tag: str) -> None:
        if self.silent:
            # A page that closes what it never opened must not swallow what follows.
            if tag in self.silent:
                while self.silent.pop() != tag:
                    pass
            return
        if tag == "a" and self.links:
            self._leads(*self.links.pop())
        if tag in BLOCKS:
            self.said.append("\n\n")
        self.kept -= tag == "pre" and self.kept > 0

    def _leads(self, address: str, since: int) -> None:
        """The address of a link, where its words are not that address already."""
        words = "".join(self.said[since:]).strip()
        bare = address.removeprefix("mailto:").removeprefix("tel:")
        if address.startswith(("http://", "https://", "mailto:", "tel:")) and bare.rstrip("/") not in words:
            self.said.append(f" <{bare}>")

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self.said.append(data if self.kept else re.sub(r"\s+", " ", data.replace("\xa0", " ")))


def plain(page: str) -> str:
    """The words of a page. Never raises: what is no proper page is read as far as it goes."""
    reader = _Page()
    reader.feed(page)
    reader.close()
    text = "".join(reader.said)
    lines = [re.sub(r"[ \t]+", " ", line).strip() for line in text.split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()
