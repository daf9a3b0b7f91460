"""The one library that all tag modules register with."""

from typing import Any

from django import template
from django.utils.safestring import SafeString, mark_safe

register = template.Library()


def fill(context: template.Context, name: str, /, **values: Any) -> SafeString:
    """Render a part's template inside the page's context (language, request), with `values` on top."""
    part = context.template.engine.get_template(f"ui/parts/{name}.html")
    with context.push(**values):
        return mark_safe(part.render(context))
