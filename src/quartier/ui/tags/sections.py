"""Blocks that hold matter: ruled section, notice, empty state, figure, facts."""

from typing import Any

from django.template import Context
from django.utils.safestring import SafeString

from quartier.ui.tags.library import fill, register


@register.simple_block_tag(takes_context=True)
def section(
    context: Context,
    content: str,
    heading: str,
    note: object = "",
    id: str = "",
    level: int = 2,
    margin: Any = "",
) -> SafeString:
    """Ruled section: heading in the margin, matter beside it. `note`: a sentence or two under the heading."""
    return fill(
        context, "section", content=content, heading=heading, note=note, id=id, level=level, margin=margin
    )


@register.simple_block_tag(takes_context=True)
def notice(
    context: Context, content: str, state: str = "", title: object = "", alert: bool = False
) -> SafeString:
    """A notice that stays. `state` gives shape and colour; `alert` announces what just went wrong."""
    return fill(context, "notice", content=content, state=state, title=title, alert=alert)


@register.simple_block_tag(takes_context=True)
def empty(context: Context, content: str, title: str) -> SafeString:
    """An empty list teaches: what would stand here, and where it comes from."""
    return fill(context, "empty", content=content, title=title)


@register.simple_block_tag(takes_context=True)
def details(context: Context, content: str, summary: str, open: bool = False) -> SafeString:
    """Native disclosure."""
    return fill(context, "details", content=content, summary=summary, open=open)


@register.simple_block_tag(takes_context=True)
def dialog(context: Context, content: str, id: str, title: str, shown: bool = False) -> SafeString:
    """Native dialog, never for a legal act (that gets a page). `shown` lays it open in the page."""
    return fill(context, "dialog", content=content, id=id, title=title, shown=shown)


@register.simple_block_tag(takes_context=True)
def facts(context: Context, content: str) -> SafeString:
    """List of facts; inside it `{% fact "Term" %}value{% endfact %}`."""
    return fill(context, "facts", content=content)


@register.simple_block_tag(takes_context=True)
def fact(context: Context, content: str, term: str) -> SafeString:
    return fill(context, "fact", content=content, term=term)


@register.simple_block_tag(takes_context=True)
def figure(
    context: Context, content: str, heading: str = "", reading: object = "", note: object = "", level: int = 3
) -> SafeString:
    """Heading, then the reading in one sentence, then the drawing and its table, then the source."""
    return fill(context, "figure", content=content, heading=heading, reading=reading, note=note, level=level)
