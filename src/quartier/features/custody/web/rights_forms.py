"""The form of one sitting about rights: an answer for each right that is asked about, and how all of it was told."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from quartier.features.custody.rights import Answer
from quartier.features.custody.rules import reading
from quartier.features.custody.rules.acts.act import Field, fits
from quartier.features.custody.rules.acts.catalogue import ACTS
from quartier.features.custody.rules.asking import ASK_AGAIN, Asked
from quartier.features.custody.web import clock, signing
from quartier.features.custody.web.frame import tongue
from quartier.features.custody.web.quick_forms import ClockField
from quartier.ui.forms.base import Form

LINE, TEXT = 300, 2000
TELLING = ("language", "ways", "understood", "notice")
TOLD = "rights_told"


class RightsForm(Form):
    """`read`: language in which it is read with the person. A right that is not answered is not written."""

    def __init__(
        self, *args: Any, asked: Sequence[Asked], read: str, pack: str, now: datetime, **more: Any
    ) -> None:
        super().__init__(*args, **more)
        self.asked = [one for one in asked if one.right.asked]
        self.read, self.pack, self.now = read, pack, now
        self.first = not any(one.line.told for one in asked)
        for one in self.asked:
            self._right(one)
        self.fields["tell"] = forms.BooleanField(
            label=_("Rights were told now"), required=False, initial=self.first
        )
        for code in TELLING:
            self.fields[code] = made(ACTS[TOLD].field(code), pack)
        self.fields["language"].initial = reading.OWN_NAMES[read]
        self.fields["present"] = made(ACTS[TOLD].field("present"), pack)
        signing.add(self, ACTS[TOLD])
        self._times()

    def _right(self, one: Asked) -> None:
        id, language = one.right.id, self.read
        name = one.right.names[language]
        self.fields[f"answer_{id}"] = forms.ChoiceField(
            label=name,
            required=False,
            choices=[(code, words.say(language)) for code, words in reading.ANSWERS.items()],
            widget=forms.RadioSelect,
        )
        act, codes = reading.WISHES.get(id, ("", ()))
        for code in codes:
            self.fields[f"wish_{id}_{code}"] = made(ACTS[act].field(code), self.pack)
        self.fields[f"reason_{id}"] = forms.CharField(
            label=_("The reason, if the person gives one"),
            help_text=_("Ask once. Nobody has to answer."),
            required=False,
            max_length=TEXT,
            widget=forms.TextInput({"autocomplete": "off"}),
        )
        self.fields[f"again_{id}"] = ClockField(
            label=_("Ask again at"),
            help_text=_("Left empty: in two hours, or in one where the person could not answer."),
            required=False,
        )

    def _times(self) -> None:
        self.fields["at"] = ClockField(
            label=_("When it was"), help_text=_("Left empty: now."), required=False
        )
        self.fields["late_reason"] = line(_("Why it is recorded later"))

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        answers = [one for one in self.asked if data.get(f"answer_{one.right.id}")]
        if not answers and not data.get("tell"):
            raise forms.ValidationError(_("Write an answer, or say that rights were told."))
        for one in answers:
            named = reading.NAMED.get(one.right.id)
            wants = data[f"answer_{one.right.id}"] == "wants" and one.line.answer != "wants"
            if wants and named and not data.get(f"wish_{one.right.id}_{named}"):
                self.add_error(f"wish_{one.right.id}_{named}", gettext("Write whom to tell"))
        return data

    def answers(self) -> list[Answer]:
        """What was answered, right by right."""
        data = self.cleaned_data
        return [
            Answer(
                right=id,
                answer=data[f"answer_{id}"],
                reason=data[f"reason_{id}"],
                ask_again_at=self._again(id),
                wish=self._wish(id),
            )
            for id in (one.right.id for one in self.asked)
            if data[f"answer_{id}"]
        ]

    def _again(self, id: str) -> datetime | None:
        later = self.cleaned_data[f"answer_{id}"] in ASK_AGAIN
        return clock.coming(self.cleaned_data[f"again_{id}"], now=self.now) if later else None

    def _wish(self, id: str) -> dict[str, Any]:
        _act, codes = reading.WISHES.get(id, ("", ()))
        wants = self.cleaned_data[f"answer_{id}"] == "wants"
        found = {code: self.cleaned_data[f"wish_{id}_{code}"] for code in codes} if wants else {}
        return {code: value for code, value in found.items() if value}

    def told(self) -> dict[str, Any] | None:
        """What the act of telling says; None where only answers were taken down."""
        data = self.cleaned_data
        return {code: data[code] for code in TELLING} if data["tell"] else None

    def occurred_at(self) -> datetime:
        return clock.past(self.cleaned_data["at"], now=self.now)


def line(label: Any) -> forms.CharField:
    return forms.CharField(
        label=label, required=False, max_length=LINE, widget=forms.TextInput({"autocomplete": "off"})
    )


def made(field: Field, pack: str) -> forms.Field:
    """One question of an act as a field that nobody has to fill."""
    label, hint = field.words.say(tongue()), field.hint.say(tongue()) if field.hint else ""
    options = [(one.code, one.words.say(tongue())) for one in field.options if fits(one.packs, pack)]
    if field.kind == "choices":
        widget = forms.CheckboxSelectMultiple
        return forms.MultipleChoiceField(
            label=label, help_text=hint, choices=options, required=False, widget=widget
        )
    if field.kind == "choice":
        return forms.ChoiceField(
            label=label, help_text=hint, choices=options, required=False, widget=forms.RadioSelect
        )
    found = line(label)
    found.help_text = hint
    return found
