"""Charts and maps in a page."""

import json
from dataclasses import replace
from typing import Any

from django.template import Context
from django.utils.safestring import SafeString, mark_safe

from quartier.ui.maps import draw, live
from quartier.ui.maps.draw import Map
from quartier.ui.tags.library import fill, register

ESCAPES = {ord(">"): "\\u003E", ord("<"): "\\u003C", ord("&"): "\\u0026"}


@register.simple_tag(takes_context=True)
def chart(context: Context, drawing: str, label: str) -> SafeString:
    """A chart's SVG; on phones it scrolls in a named region that takes the focus."""
    return fill(context, "chart", drawing=mark_safe(drawing), label=label)


@register.simple_tag
def map_drawing(map: Map) -> SafeString:
    """The map as it is on paper."""
    return mark_safe(draw.draw(map))


@register.simple_tag(takes_context=True)
def map_view(context: Context, map: Map, source: str = "", label: str = "", whole: bool = True) -> SafeString:
    """A map that can be moved, over the drawn one that stays without script and on paper.

    source: address of more GeoJSON in the shape of `maps.live`; with `whole` False the drawn map's spots are left
    out of the live one, because the source brings them.
    """
    data: Any = live.features(map if whole else replace(map, spots=()))
    return fill(
        context,
        "map_view",
        drawing=mark_safe(draw.draw(map)),
        data=mark_safe(json.dumps(data, ensure_ascii=False, separators=(",", ":")).translate(ESCAPES)),
        source=source,
        label=label or map.title,
    )
