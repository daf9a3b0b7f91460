"""Lines of runs as HTML: the same content that paper is set from."""

from collections.abc import Sequence

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from quartier.ui.documents.parts import Line, Lines, Run
from quartier.ui.tags.marks import word


def line(one: Line) -> SafeString:
    """One line of runs."""
    runs = [one] if isinstance(one, str | Run) else list(one)
    return format_html_join("", "{}", ((_run(run),) for run in runs))


def lines(many: Sequence[Line]) -> SafeString:
    """The first line is the entry, the others stand below it."""
    below = format_html_join("", '<br><span class="small">{}</span>', ((line(one),) for one in many[1:]))
    return format_html("{}{}", line(many[0]), below)


def cell(value: Lines) -> SafeString:
    """A cell: one line, or several below each other."""
    if isinstance(value, str | Run) or all(isinstance(one, str | Run) for one in value):
        return line(value)  # type: ignore[arg-type]
    return format_html_join("", "{}<br>", ((line(one),) for one in value))


def _run(run: str | Run) -> SafeString:
    if isinstance(run, str):
        return format_html("{}", run)
    text: object = format_html('<span lang="{}">{}</span>', run.lang, run.text) if run.lang else run.text
    if run.mono:
        text = format_html("<code>{}</code>", text)
    if run.state:
        return word(run.state, text)
    if run.strong:
        return format_html("<strong>{}</strong>", text)
    if run.soft:
        return format_html('<span class="soft">{}</span>', text)
    return format_html("{}", text)
