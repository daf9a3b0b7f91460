"""Navigation around the matter: crumbs, tabs, pagination, filters, leaving quickly."""

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from django.template import Context
from django.urls import reverse
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from quartier.ui.tags.library import fill, register


@register.simple_tag(takes_context=True)
def crumbs(context: Context, items: Sequence[Any], label: str = "") -> SafeString:
    """Where am I: items with `label` and `url`; the last one, without url, is this page."""
    return fill(context, "crumbs", items=items, label=label)


@register.simple_tag(takes_context=True)
def tabs(context: Context, items: Sequence[Any], label: str) -> SafeString:
    """Tabs are links: items with `label`, `url`, `current`."""
    return fill(context, "tabs", items=items, label=label)


@register.simple_tag(takes_context=True)
def filters(context: Context, items: Sequence[Any], label: str) -> SafeString:
    """Filter links: items with `label`, `url`, `current`, `state` (optional)."""
    return fill(context, "filters", items=items, label=label)


@register.simple_tag(takes_context=True)
def pagination(context: Context, page: Any, url: str, label: str = "") -> SafeString:
    """Pages of a Django `Page`. `url` ends where the page number is appended: "?q=lamp&page="."""
    span = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    return fill(context, "pagination", page=page, span=list(span), url=url, label=label)


@register.simple_tag(takes_context=True)
def exit_page(context: Context, url: str) -> SafeString:
    """Leave this page quickly; needs no script, and with it also three presses of Shift."""
    return fill(context, "exit", url=url)


@register.simple_tag(takes_context=True)
def here(context: Context, name: str, *args: Any, **query: Any) -> str:
    """Address of a page by its name, with what `shell.keep` carries on; `query` is added, empty values are not."""
    shell = context.get("shell")
    pairs = dict(shell.keep if shell else ()) | query
    text = urlencode({key: value for key, value in pairs.items() if value not in (None, "")})
    return reverse(name, args=args) + (f"?{text}" if text else "")


@register.simple_tag(takes_context=True)
def kept_fields(context: Context) -> SafeString:
    """What `shell.keep` carries on, as hidden fields of a form that asks by GET."""
    shell = context.get("shell")
    return format_html_join("", '<input type="hidden" name="{}" value="{}">', shell.keep if shell else ())
