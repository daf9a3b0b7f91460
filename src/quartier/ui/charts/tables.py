"""The table that stands beside a chart; the caller gives the words of its head."""

from collections.abc import Sequence

from quartier.ui.charts.values import Bar, Estimate, Moment
from quartier.ui.formats import number, span
from quartier.ui.parts import Cell, Column, Table


def of_bars(bars: Sequence[Bar], *, caption: str, heads: tuple[str, str], language: str) -> Table:
    return Table(
        caption=caption,
        columns=[Column(label=heads[0]), Column(label=heads[1], numeric=True)],
        rows=[(one.label, number(one.value, language, table=True)) for one in bars],
        tight=True,
    )


def of_estimates(
    estimates: Sequence[Estimate],
    *,
    caption: str,
    heads: tuple[str, str, str],
    few: str,
    language: str,
    decimals: int = 1,
) -> Table:
    """Name, estimate, interval; `few` stands where there are too few to tell."""
    rows = [
        (
            one.label,
            number(one.value, language, decimals, table=True),
            span(one.low, one.high, language, decimals),
        )
        if one.known
        else (one.label, "–", Cell(text=few))
        for one in estimates
    ]
    return Table(
        caption=caption,
        columns=[
            Column(label=heads[0]),
            Column(label=heads[1], numeric=True),
            Column(label=heads[2], numeric=True),
        ],
        rows=rows,
        tight=True,
    )


def of_moments(
    moments: Sequence[Moment], *, caption: str, heads: tuple[str, str, str], language: str, decimals: int = 1
) -> Table:
    """Step, value, interval; a dash where nothing is known."""
    rows = [
        (
            one.label,
            "–" if one.value is None else number(one.value, language, decimals, table=True),
            "–" if one.low is None or one.high is None else span(one.low, one.high, language, decimals),
        )
        for one in moments
    ]
    columns = [
        Column(label=heads[0]),
        Column(label=heads[1], numeric=True),
        Column(label=heads[2], numeric=True),
    ]
    return Table(caption=caption, columns=columns, rows=rows, tight=True)
