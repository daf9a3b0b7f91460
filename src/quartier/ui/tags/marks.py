"""Shapes, words and tags of states."""

from django.utils.html import format_html
from django.utils.safestring import SafeString

from quartier.ui.shapes import LOGO_STREET, LOGO_WALLS, MARKS
from quartier.ui.tags.library import register


@register.simple_tag
def shapes() -> SafeString:
    """The symbols, once a page; the shells place it."""
    symbols = "".join(
        f'<symbol id="m-{name}" viewBox="0 0 16 16"><path fill-rule="evenodd" d="{path}"/></symbol>'
        for name, path in MARKS.items()
    )
    logo = (
        f'<symbol id="m-logo" viewBox="0 0 32 32"><path d="{LOGO_WALLS}"/>'
        f'<path class="street" d="{LOGO_STREET}"/></symbol>'
    )
    few = (
        '<pattern id="few" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
        '<path class="hatch" d="M0 0v6"/></pattern>'
    )
    return SafeString(
        '<svg width="0" height="0" aria-hidden="true" focusable="false">'
        f"{symbols}{logo}<defs>{few}</defs></svg>"
    )


@register.simple_tag
def mark(state: str) -> SafeString:
    """The shape of a state: late soon kept open hold sealed none. Always beside a word."""
    if state not in MARKS:
        raise ValueError(f"no such state: {state!r}")
    return format_html('<svg class="g" aria-hidden="true"><use href="#m-{}"/></svg>', state)


@register.simple_tag
def word(state: str, text: object) -> SafeString:
    """State within running text: shape, then word, then colour."""
    return format_html('<span class="word" data-state="{}">{}{}</span>', state, mark(state), text)


@register.simple_tag
def tag(state: str, text: object) -> SafeString:
    """State as a small block on its own wash."""
    return format_html('<span class="tag" data-state="{}">{}{}</span>', state, mark(state), text)


@register.simple_tag
def logo() -> SafeString:
    return SafeString('<svg class="logo" aria-hidden="true"><use href="#m-logo"/></svg>')
