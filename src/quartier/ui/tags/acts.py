"""Buttons, search, forms."""

from typing import Any

from django.template import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString

from quartier.ui.tags.library import fill, register


@register.simple_tag
def button(label: str, kind: str = "", name: str = "", value: str = "") -> SafeString:
    """Submit button. kind: "" (one a page), "second", "grave" (leads to a page that asks for a reason), "plain"."""
    return format_html(
        "<button{}{}>{}</button>",
        format_html(' class="{}"', kind) if kind else "",
        format_html(' name="{}" value="{}"', name, value) if name else "",
        label,
    )


@register.simple_tag
def link_button(label: str, url: str, kind: str = "") -> SafeString:
    """A link that starts something."""
    return format_html('<a class="btn{}" href="{}">{}</a>', " " + kind if kind else "", url, label)


@register.simple_tag(takes_context=True)
def search_field(
    context: Context, name: str, label: str, value: str = "", hint: str = "", button: str = "", id: str = ""
) -> SafeString:
    """Search field with its button; stands in a `<form role="search">`."""
    return fill(
        context,
        "search_field",
        name=name,
        label=label,
        value=value,
        hint=hint,
        button=button,
        id=id or f"id_{name}",
    )


@register.simple_tag(takes_context=True)
def error_summary(context: Context, form: Any) -> SafeString:
    """What to mend, on top of the page; takes the focus, links to the fields. Nothing when nothing is wrong."""
    problems = [
        {"text": text, "target": _target(form[name]) if name in form.fields else ""}
        for name, texts in form.errors.items()
        for text in texts
    ]
    return fill(context, "error_summary", problems=problems) if problems else SafeString("")


def _target(field: Any) -> str:
    """The first thing one can type in: a group of radios or a date has no id of its own."""
    return field.id_for_label or f"{field.auto_id}_0"


@register.filter
def is_checkbox(widget_type: str) -> bool:
    """One box to tick: its words stand after it."""
    return widget_type in {"checkbox", "nullboolean"}
