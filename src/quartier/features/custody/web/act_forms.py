"""The form of any act: its questions, when it happened, why only now, who else did it. Nothing that was typed is lost."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import gettext_lazy as _

from quartier.core.kit.errors import Problem
from quartier.features.custody.rules import moments, times, values
from quartier.features.custody.rules.acts.act import Act, Field, fits
from quartier.features.custody.rules.values import Wanted
from quartier.features.custody.web import act_words, signing
from quartier.features.custody.web.act_fields import Line, field_for
from quartier.ui.forms.base import Form

PREFIX = "v-"
PICTURES = frozenset({"body"})  # a picture has a page of its own


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """What a form must know of the book that it writes in. `cells`: codes and names of rooms to choose from."""

    pack: str
    zone: ZoneInfo
    now: datetime
    late_after: timedelta = times.LATE_AFTER
    cells: Sequence[tuple[str, str]] = ()
    wanted: Sequence[Wanted] = ()
    signs: bool = True


@dataclass(slots=True)
class Said:
    """What a form says, ready to be recorded."""

    values: dict[str, Any] = field(default_factory=dict)
    occurred_at: datetime | None = None


class ActForm(Form):
    """An act as a form; the fields are named `v-` and the code of the question."""

    def __init__(self, *args: Any, act: Act, frame: Frame, **more: Any) -> None:
        self.act, self.frame, self.said = act, frame, Said()
        super().__init__(*args, **more)
        law = {each.field.code: each for each in frame.wanted}
        for one in self.questions():
            made = field_for(one, pack=frame.pack, cells=frame.cells, asked=one.needed or one.code in law)
            if one.code in law:
                made.help_text = act_words.law_asks(str(made.help_text), law[one.code])
            self.fields[f"{PREFIX}{one.code}"] = made
        self._times()
        signing.add(self, act)

    def questions(self) -> list[Field]:
        return [
            one for one in self.act.fields if fits(one.packs, self.frame.pack) and one.kind not in PICTURES
        ]

    def _times(self) -> None:
        short = forms.TextInput({"class": "short", "autocomplete": "off", "maxlength": "40"})
        self.fields["occurred_at"] = Line(
            label=_("When it happened"),
            help_text=_("Empty means now. 14:05, or 19.11.2026 14:05. Both times stay in the record."),
            required=False,
            widget=short,
        )
        self.fields["late_reason"] = Line(
            label=_("Why it is written only now"),
            help_text=_("Without a reason the entry is taken all the same, and marked."),
            required=False,
        )
        self.fields["done_by"] = Line(label=_("Who did it, if not you"), required=False)
        self.fields["asked_why"] = forms.CharField(widget=forms.HiddenInput, required=False)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        self.said = Said(
            occurred_at=self._moment(data.get("occurred_at") or "", "occurred_at") or self.frame.now
        )
        given = {one.code: self._given(one, data.get(f"{PREFIX}{one.code}")) for one in self.questions()}
        checked = values.check(self.act, given, pack=self.frame.pack)
        self.said.values = checked.values
        self.lay(checked.problems)
        return data

    def _given(self, one: Field, typed: Any) -> Any:
        """What was typed, with times as moments; a time that cannot be read is told at its own field."""
        name = f"{PREFIX}{one.code}"
        if one.kind == "instant":
            return self._moment(typed or "", name, ahead=one.ahead)
        if one.kind == "items":
            return [self._row(one, row, name) for row in typed or []]
        return typed

    def _row(self, one: Field, row: Mapping[str, Any], name: str) -> dict[str, Any]:
        kinds = {each.code: each for each in one.rows}
        return {
            code: self._moment(typed, name, ahead=kinds[code].ahead)
            if kinds[code].kind == "instant"
            else typed
            for code, typed in row.items()
        }

    def _moment(self, typed: str, name: str, *, ahead: bool = False) -> datetime | None:
        if not typed.strip():
            return None
        try:
            return moments.read(typed, now=self.frame.now, zone=self.frame.zone, ahead=ahead)
        except moments.NoMoment:
            self.add_error(name, _("Write the time like this: 14:05, or 19.11.2026 14:05"))
            return None

    def lay(self, problems: Iterable[Problem]) -> None:
        """What the act or the record refused, at the fields that it names, each of them once."""
        for problem in problems:
            head, _dot, rest = problem.field.partition(".")
            name = f"{PREFIX}{head}" if f"{PREFIX}{head}" in self.fields else head
            words = act_words.say(problem, self.fields[name].label if name in self.fields else "", row=rest)
            if name not in self.fields:
                self.add_error(None, words)
            elif words not in self.errors.get(name, []):
                self.add_error(name, words)

    def asks_why(self) -> bool:
        """Whether it is late without a reason and nobody was asked yet: then the page asks once, and once only."""
        at = self.said.occurred_at
        if at is None or self.frame.now - at <= self.frame.late_after or self.data.get("asked_why"):
            return False
        if self.cleaned_data.get("late_reason"):
            return False
        copied: Any = self.data.copy()  # type: ignore[attr-defined]  # a QueryDict
        copied["asked_why"] = "1"
        self.data = copied
        self.add_error(
            "late_reason", _("It happened some time ago. Say why it is written only now, or send again.")
        )
        return True

    @property
    def groups(self) -> list[dict[str, Any]]:
        """The questions for the page; `when`: shown only where another one is answered so."""
        return [
            {
                "field": self[f"{PREFIX}{one.code}"],
                "when": f"{PREFIX}{one.when[0]}={one.when[1]}" if one.when else "",
            }
            for one in self.questions()
        ]

    @property
    def times_open(self) -> bool:
        names = ("occurred_at", "late_reason", "done_by")
        return any(self[name].value() or self[name].errors for name in names)
