"""Lists and tables of values."""

from collections.abc import Sequence
from typing import Any

from django.template import Context
from django.utils.safestring import SafeString

from quartier.ui.parts import Cell, Group, Table
from quartier.ui.tags.library import fill, register


@register.simple_tag(takes_context=True)
def table(context: Context, table: Table) -> SafeString:
    """A `parts.Table`; folds into short records on phones."""
    rows = [
        {"group": row.label} if isinstance(row, Group) else {"cells": _cells(table, row)}
        for row in table.rows
    ]
    return fill(context, "table", table=table, rows=rows, width=len(table.columns))


def _cells(table: Table, row: Sequence[object]) -> list[dict[str, Any]]:
    if len(row) != len(table.columns):
        raise ValueError(f"{len(row)} values under {len(table.columns)} headings in {table.caption!r}")
    return [
        {"column": column, "value": value if isinstance(value, Cell) else Cell(text=value)}
        for column, value in zip(table.columns, row, strict=True)
    ]


@register.simple_tag(takes_context=True)
def timeline(context: Context, events: Sequence[Any]) -> SafeString:
    """`parts.Event`s in the order told; the shape of a state replaces the ring."""
    return fill(context, "timeline", events=events)


@register.simple_tag(takes_context=True)
def said(context: Context, rows: Sequence[Any]) -> SafeString:
    """What was said to people: rows with `at`, `title` and `parts` (shape, word, number of people)."""
    return fill(context, "said", rows=rows)


@register.simple_tag(takes_context=True)
def dated(context: Context, items: Sequence[Any]) -> SafeString:
    """Dated list: items with `at`, `label`, `url`, `note` (optional)."""
    return fill(context, "dated", items=items)


@register.simple_tag(takes_context=True)
def acts(context: Context, items: Sequence[Any], label: str) -> SafeString:
    """The acts of the loop: items with `label`, `url` (optional), `note`."""
    return fill(context, "acts", items=items, label=label)


@register.simple_tag(takes_context=True)
def tasks(context: Context, items: Sequence[Any]) -> SafeString:
    """What can be done here: items with `label`, `url`, `note`, `state` and `word` (optional). Rows, not cards."""
    return fill(context, "tasks", items=items)


@register.simple_tag(takes_context=True)
def counts(context: Context, items: Sequence[Any]) -> SafeString:
    """Figures at the top: items with `value`, `label`, `state` (optional)."""
    return fill(context, "counts", items=items)


@register.simple_tag(takes_context=True)
def quality(context: Context, rows: Sequence[Any]) -> SafeString:
    """What the figures are worth: rows with `name`, `text`, `state` and `word` (optional)."""
    return fill(context, "quality", rows=rows)


@register.simple_tag(takes_context=True)
def says(context: Context, items: Sequence[Any]) -> SafeString:
    """In plain words: items with `head` and `text`."""
    return fill(context, "says", items=items)


@register.simple_tag(takes_context=True)
def key(context: Context, steps: Sequence[Any], label: str, down: bool = False) -> SafeString:
    """Key of a map or chart: steps with `mark` (the class of the fill: q1…q5, qn) and `label`."""
    return fill(context, "key", steps=steps, label=label, down=down)
