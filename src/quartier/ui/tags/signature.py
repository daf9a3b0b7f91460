"""The parts that carry the character: promise line, limit line, proof stamp; and what stands on a record."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import segno
from django.template import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString

from quartier.ui import lines
from quartier.ui.parts import Gate, Witnesses
from quartier.ui.tags.library import fill, register


@register.simple_tag(takes_context=True)
def promise_line(
    context: Context,
    made: date,
    due: date,
    today: date,
    ended: date | None = None,
    withdrawn: bool = False,
    claimed: bool = False,
) -> SafeString:
    """Made, due, kept or late, to the scale of time. The list below the drawing is the content."""
    line = lines.promise_line(
        made=made, due=due, today=today, ended=ended, withdrawn=withdrawn, claimed=claimed
    )
    return fill(context, "promise_line", line=line, shift=_shift(line.state_at))


@register.simple_tag(takes_context=True)
def limit_line(context: Context, gates: Sequence[Gate], now: float, now_label: str) -> SafeString:
    """Gates of a limit and now; `at` of gates and `now` in one unit from the start. No gates: limit unknown."""
    line = lines.limit_line(gates=[gate.at for gate in gates], now=now)
    places = [
        {"gate": gate, "x": x, "shift": _shift(x), "anchor": "end" if x > 96 else "middle"}
        for gate, x in zip(gates, line.gates, strict=True)
    ]
    return fill(context, "limit_line", line=line, places=places, gates=gates, now_label=now_label)


def _shift(x: float) -> int:
    """A 16-pixel shape stands on its place, but never over the edge."""
    return -16 if x > 98 else 0 if x < 2 else -8


@register.simple_tag(takes_context=True)
def stamp(
    context: Context, title: str, digits: str, witnesses: Witnesses | None = None, id: str = "stamp"
) -> SafeString:
    """Proof stamp. `digits`: the first 16 hexadecimal digits of the fingerprint."""
    plain = digits.replace(" ", "").lower()
    blocks = [(c * 7 + (c > 3) * 3, r * 7 + (r > 3) * 3) for c, r in lines.print_blocks(plain)]
    groups = " ".join(plain[at : at + 4] for at in range(0, 16, 4))
    marks = [n < witnesses.signed for n in range(witnesses.of)] if witnesses else []
    return fill(
        context, "stamp", title=title, groups=groups, blocks=blocks, witnesses=witnesses, marks=marks, id=id
    )


@register.simple_tag
def qr(text: str, label: str) -> SafeString:
    """QR code, black on white in every theme, with the four quiet modules; put the code in letters beside it."""
    code = segno.make(text, error="m", micro=False)
    size = code.symbol_size(border=4)[0]
    runs = "".join(
        f"M{start} {y}.5h{end - start}"
        for y, row in enumerate(code.matrix_iter(border=4))
        for start, end in _runs(row)
    )
    return format_html(
        '<svg class="qr" viewBox="0 0 {0} {0}" role="img" aria-label="{1}" shape-rendering="crispEdges">'
        '<rect class="ground" width="{0}" height="{0}"/><path d="{2}"/></svg>',
        size,
        label,
        runs,
    )


def _runs(row: Any) -> list[tuple[int, int]]:
    """Stretches of dark modules in a row, as (start, end)."""
    found, start = [], None
    for at, dark in enumerate([*row, 0]):
        if dark and start is None:
            start = at
        elif not dark and start is not None:
            found.append((start, at))
            start = None
    return found


@register.simple_tag(takes_context=True)
def access_notice(context: Context, text: object, url: str = "") -> SafeString:
    """Under the title of a record above the public level: that this look was logged, and where to see who looked."""
    return fill(context, "access_notice", text=text, url=url)


@register.simple_block_tag(takes_context=True)
def record_head(
    context: Context, content: str, title: str, number: str = "", note: object = ""
) -> SafeString:
    """Head of a record: its title (the page's h1), its number, a line of facts; the block is the stamp beside it."""
    return fill(context, "record_head", content=content, title=title, number=number, note=note)


@register.simple_tag(takes_context=True)
def progress(context: Context, value: float, max: float, label: str) -> SafeString:
    """How far something has come; the label says it in words."""
    return fill(context, "progress", value=value, max=max, label=label)


@register.simple_tag(takes_context=True)
def share(context: Context, parts: Sequence[Any], label: str) -> SafeString:
    """A whole in its parts, to scale; parts with `value` and `state`. The counts beside it are the content."""
    total = sum(part["value"] for part in parts) or 1
    drawn, at = [], 0.0
    for part in parts:
        width = 100 * part["value"] / total
        drawn.append({"state": part["state"], "x": round(at, 3), "width": round(width, 3)})
        at += width
    return fill(context, "share", parts=drawn, label=label)
