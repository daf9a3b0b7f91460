"""Documents become pages: one template, fonts of our own, no network, and every warning an error."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields, is_dataclass
from functools import cache
from pathlib import Path
from typing import Any

import segno
import typst

from quartier.ui import shapes
from quartier.ui.documents import parts
from quartier.ui.documents.letters import drawable, letters
from quartier.ui.lines import print_blocks

HERE = Path(__file__).resolve().parent
FONTS = HERE / "vendor" / "@expo-google-fonts"
TEXT_FONTS = (
    FONTS / "noto-sans" / "NotoSans_400Regular.ttf",
    FONTS / "noto-sans" / "NotoSans_700Bold.ttf",
)
REGIONS = {"uk": "UA", "fr": "BE", "en": "GB"}
_LINES = {"items", "lines"}  # fields that hold several lines of runs


class DocumentError(RuntimeError):
    """A document that cannot be set, or that a screen reader could not read."""


def render(document: parts.Document) -> bytes:
    """The document as PDF/A-3a and PDF/UA-1. The same document gives the same bytes. Raises DocumentError."""
    inputs = {
        "document": json.dumps(_document(document), ensure_ascii=False),
        "marks": json.dumps(dict(shapes.MARKS)),
    }
    compiler = typst.Compiler(
        HERE / "house.typ",
        root=HERE,
        font_paths=_fonts(),
        ignore_system_fonts=True,
        package_path=HERE / "vendor",  # no packages: what a template needs lies beside it
        package_cache_path=HERE / "vendor",
        sys_inputs=inputs,
    )
    try:
        pages, warnings = compiler.compile_with_warnings(
            format="pdf",
            pdf_standards=["a-3a", "ua-1"],
            timestamp=document.printed.replace(microsecond=0).replace(microsecond=0),
        )
    except typst.TypstError as error:
        raise DocumentError(error.diagnostic) from error
    if warnings:
        raise DocumentError("\n".join(warning.diagnostic for warning in warnings))
    return bytes(pages)  # type: ignore[arg-type]


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=False,
        font_paths=[FONTS],
    )


@cache
def _known() -> frozenset[int]:
    """Letters that every weight of the text has; the other families fall back to it."""
    return frozenset.intersection(*(letters(path) for path in TEXT_FONTS))


def _document(document: parts.Document) -> dict[str, Any]:
    language = document.language.split("-")[0]
    return {
        "title": _text(document.title),
        "language": language,
        "region": REGIONS[language],
        "about": _text(document.about or document.title),
        "place": _text(document.place),
        "wide": document.wide,
        "logo": _logo(),
        "foot": _line(document.foot),
        "blocks": [_block(one) for one in document.blocks],
        "attachments": [
            {
                "name": one.name,
                "content": one.content.decode(),
                "media": one.media,
                "about": _text(one.about),
            }
            for one in document.attachments
        ],
    }


def _block(block: Any) -> dict[str, Any]:
    extra = _extra(block) | {"kind": type(block).__name__.lower()}
    names = [one.name for one in fields(block) if one.name not in extra]
    return {name: _plain(name, getattr(block, name)) for name in names} | extra


def _extra(block: Any) -> dict[str, Any]:
    """What is worked out here and not in the template: tables in one shape, codes and pictures as SVG."""
    if isinstance(block, parts.Grid):
        return {"rows": [_row(row) for row in block.rows]}
    if isinstance(block, parts.Paragraph | parts.Notice):
        return {"text": _line(block.text)}
    if isinstance(block, parts.Facts | parts.Signatures):
        name = "value" if isinstance(block, parts.Facts) else "note"
        second: Callable[[Any], Any] = _line if name == "value" else _text
        return {"rows": [{"label": _text(label), name: second(value)} for label, value in block.rows]}
    if isinstance(block, parts.Proof):
        return {"svg": _code(block.address)}
    if isinstance(block, parts.Drawing):
        return {"svg": block.svg}
    return {}


def _row(row: Sequence[parts.Lines] | parts.Group) -> dict[str, Any]:
    if isinstance(row, parts.Group):
        return {"group": _text(row.label), "cells": []}
    return {"group": "", "cells": [_lines(cell) for cell in row]}


def _plain(name: str, value: Any) -> Any:
    if isinstance(value, parts.Stamp):
        return _stamp(value)
    if name in _LINES:
        return [_line(one) for one in value]
    if is_dataclass(value) and not isinstance(value, type):
        return {one.name: _plain(one.name, getattr(value, one.name)) for one in fields(value)}
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, Sequence):
        return [_plain("", one) for one in value]
    return value


def _stamp(stamp: parts.Stamp) -> dict[str, Any]:
    digits = stamp.digits.replace(" ", "").lower()
    blocks = [[c * 7 + (c > 3) * 3, r * 7 + (r > 3) * 3] for c, r in print_blocks(digits)]
    groups = " ".join(digits[at : at + 4] for at in range(0, 16, 4))
    return {
        "title": _text(stamp.title),
        "digits": groups,
        "note": _text(stamp.note),
        "signed": stamp.signed,
        "of": stamp.of,
        "blocks": blocks,
    }


def _lines(value: parts.Lines) -> list[list[dict[str, Any]]]:
    """A cell: text with line breaks, a line of runs, or lines of runs."""
    if not isinstance(value, str | parts.Run) and any(not isinstance(one, str | parts.Run) for one in value):
        return [_line(one) for one in value]
    return [_line(value)]


def _line(value: Any) -> list[dict[str, Any]]:
    found = [value] if isinstance(value, str | parts.Run) else list(value)
    return [_run(one) for one in found]


def _run(one: str | parts.Run) -> dict[str, Any]:
    run = parts.Run(text=one) if isinstance(one, str) else one
    shown: Mapping[str, Any] = {each.name: getattr(run, each.name) for each in fields(run)}
    return {**shown, "text": _text(run.text)}


def _text(text: str) -> str:
    return drawable(str(text), known=_known())


def _code(address: str) -> str:
    return str(segno.make(address, error="m", micro=False).svg_inline(scale=4, border=4, light="#fff"))


def _logo() -> str:
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><path fill-rule="evenodd" d="'
        + shapes.LOGO_WALLS
        + '"/><path fill="none" stroke="#1f3c88" stroke-width="4" d="'
        + shapes.LOGO_STREET
        + '"/></svg>'
    )
