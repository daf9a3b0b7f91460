"""A little SVG: elements as text, escaped, with short numbers."""

from collections.abc import Iterable
from html import escape


def short(value: object) -> str:
    """Attribute text; a float with at most two decimals."""
    if isinstance(value, float):
        text = f"{value:.2f}".rstrip("0").rstrip(".")
        return "0" if text == "-0" else text
    return escape(str(value))


def element(name: str, *inside: str, **attributes: object) -> str:
    """`class_` and `text_anchor` become `class` and `text-anchor`; None leaves an attribute out."""
    written = "".join(
        f' {key.rstrip("_").replace("_", "-") if key != "viewBox" else key}="{short(value)}"'
        for key, value in attributes.items()
        if value is not None
    )
    return f"<{name}{written}>{''.join(inside)}</{name}>" if inside else f"<{name}{written}/>"


def text(content: object, x: float, y: float, **attributes: object) -> str:
    return element("text", escape(str(content)), x=x, y=y, **attributes)


def group(parts: Iterable[str], **attributes: object) -> str:
    return element("g", *parts, **attributes)


def drawing(
    *, id: str, title: str, desc: str, width: float, height: float, kind: str, parts: Iterable[str]
) -> str:
    """The chart itself: an image with a name and a description."""
    return element(
        "svg",
        element("title", escape(title), id=f"{id}-title"),
        element("desc", escape(desc), id=f"{id}-desc") if desc else "",
        *parts,
        class_=f"chart {kind}",
        viewBox=f"0 0 {short(float(width))} {short(float(height))}",
        role="img",
        aria_labelledby=f"{id}-title",
        aria_describedby=f"{id}-desc" if desc else None,
    )
