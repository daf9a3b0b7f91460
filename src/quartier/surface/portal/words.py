"""The sentences about figures. Each says what is known, how sure it is, and what it cannot tell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from quartier.ui import formats

if TYPE_CHECKING:
    from quartier.surface.portal.reading import Change, Page, Period, Row


@dataclass(frozen=True, slots=True)
class Said:
    """One thing in plain words: the short of it, then the rest."""

    head: str
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Quality:
    """One line of what the figures are worth."""

    name: str
    text: str
    state: str = ""
    word: str = ""


def span(start: date, end: date, language: str) -> str:
    """A month, or first and last month; the year once where it is the same."""
    first, last = formats.month_year(start, language), formats.month_year(end, language)
    if start == end:
        return first
    if start.year == end.year:
        first = first.removesuffix(str(start.year)).rstrip()
    return f"{first} – {last}"


def headline(value: int | None, period: Period, where: str, kind: str, language: str) -> Said:
    """How many, where, when."""
    when = span(period.start, period.end, language)
    if value is None:
        return Said(
            _("%(where)s, %(when)s: this figure is not shown.") % {"where": where, "when": when},
            _("It is small, or it would give a small one away."),
        )
    count = formats.number(value, language)
    values = {"count": count, "where": where, "when": when}
    if kind:
        return Said(_("%(where)s, %(when)s: %(count)s.") % values, kind)
    text = ngettext(
        "%(where)s, %(when)s: %(count)s incident.", "%(where)s, %(when)s: %(count)s incidents.", value
    )
    return Said(text % values)


def changed(change: Change, language: str) -> Said:
    """What may be said of the difference to an earlier stretch."""
    values = {
        "when": span(change.start, change.end, language),
        "count": formats.number(change.before, language),
        "low": _share(change.low, language),
        "high": _share(change.high, language),
    }
    before = _("Before, %(when)s, it was %(count)s.") % values
    if change.verdict == "few":
        return Said(_("Too few cases to say whether anything changed."), before)
    if change.verdict == "chance":
        bounds = _("The data fit any change from %(low)s to %(high)s.") % values
        return Said(_("Chance may explain the difference."), f"{before} {bounds}")
    bounds = _("The change lies between %(low)s and %(high)s.") % values
    head = _("Fewer than before.") if change.verdict == "fewer" else _("More than before.")
    return Said(head, f"{before} {bounds}")


def _share(value: float, language: str) -> str:
    """A change with its sign: −25 % or +3 %."""
    if value == float("inf"):
        return "∞"
    sign = "+" if round(value, 2) > 0 else ""
    return sign + formats.percent(value, language)


def says(page: Page) -> list[Said]:
    """The reading of the whole page."""
    lines = [headline(page.total, page.period, page.where, page.kind_name, page.language)]
    if page.change:
        lines.append(changed(page.change, page.language))
    elif len(page.periods) > 1:
        lines.append(Said(_("We cannot compare."), _("The figure, or the one before it, is not shown.")))
    if page.area is None and (line := _most(page.rows, page.language)):
        lines.append(line)
    if page.kind_rows and page.kind_rows[0].value is not None:
        first = page.kind_rows[0]
        values = {"kind": first.label, "count": formats.number(first.value, page.language)}
        lines.append(Said(_("Most often: %(kind)s, %(count)s.") % values))
    return lines


def _most(rows: Sequence[Row], language: str) -> Said | None:
    """Which area has the most, if the data can tell; a count is no risk, and that is said."""
    from quartier.science.time import reading

    known = [row for row in rows if row.value is not None]
    if len(known) < 2:
        return None
    first, second = known[0], known[1]
    values = {
        "first": first.label,
        "second": second.label,
        "one": formats.number(first.value, language),
        "two": formats.number(second.value, language),
    }
    caution = _("These are counts. An area with more people and shops has more incidents.")
    if reading(second.value or 0, first.value or 0) == "more":
        return Said(
            _("Most in %(first)s: %(one)s.") % values,
            _("Next: %(second)s, %(two)s.") % values + " " + caution,
        )
    text = _("The data do not tell which of %(first)s (%(one)s) and %(second)s (%(two)s) has more.") % values
    return Said(_("No area stands out."), f"{text} {caution}")


def quality(page: Page) -> list[Quality]:
    """What the figures are worth; the same lines for every series."""
    known, policy = page.release.quality, page.release.policy
    lines = [
        Quality(
            name=_("Not reported"),
            state="soon",
            word=_("Caution"),
            text=_("Not everything is reported. An area that reports more looks worse than it is."),
        ),
        *_measured(known),
        Quality(
            name=_("Small numbers"),
            state="hold",
            word=_("Not shown"),
            text=_("Below %(k)s nothing is shown, nor any figure that would give such a one away.")
            % {"k": policy.k},
        ),
        Quality(name=_("Delay"), text=_delay(policy.delay_days)),
    ]
    if policy.suppressed:
        text = _(
            "Some kinds of incidents are never on a public map, because they would point at a person harmed."
        )
        lines.append(Quality(name=_("Left out"), text=text))
    if policy.wartime:
        text = _("The wartime rule is on here: no points on the map, and figures come later.")
        lines.append(Quality(name=_("Wartime rule"), state="hold", word=_("On"), text=text))
    conclude = _("These figures say nothing about who did it, nor about the people who live there.")
    return [*lines, Quality(name=_("Do not conclude"), text=conclude)]


def _measured(known: dict[str, Any]) -> list[Quality]:
    """Shares that came with the release; each is absent where it could not be told."""
    lines = []
    for code, name, text in (
        ("located", _("Place known"), _("%(share)s%% of the incidents could be placed.")),
        ("timed", _("Time known"), _("%(share)s%% are known to within two hours.")),
    ):
        share = known.get(code)
        if share is not None:
            good = share >= 90
            word = _("Good") if good else _("Caution")
            line = text % {"share": share}
            lines.append(Quality(name=name, state="kept" if good else "soon", word=word, text=line))
    if known.get("origin") == "resident":
        text = _("Only what residents reported. What officers find depends on where they look.")
        lines.append(Quality(name=_("Who reported"), text=text))
    return lines


def _delay(days: int) -> str:
    text = ngettext(
        "A month is let out %(days)s day after its end, or later.",
        "A month is let out %(days)s days after its end, or later.",
        days,
    )
    return text % {"days": days}
