"""Forms of the staff's pages."""

from collections.abc import Sequence
from datetime import UTC, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from quartier.core.files.rules import grid
from quartier.features.news.actions import Written
from quartier.features.news.queries import ItemView
from quartier.features.news.rules import IMAGE_LENGTH, KINDS, TEXT_LENGTH
from quartier.features.news.themes import INSTRUCTION_LENGTH, THEMES, Hazard
from quartier.features.news.web import words
from quartier.ui.forms.base import Form
from quartier.ui.forms.cover import CoverField
from quartier.ui.forms.fields import CountedText, DateField

SCALES = ("urgency", "severity", "certainty")

LABELS = {
    "title": {"uk": _("Title in Ukrainian"), "fr": _("Title in French"), "en": _("Title in English")},
    "instruction": {
        "uk": _("What to do, in Ukrainian"),
        "fr": _("What to do, in French"),
        "en": _("What to do, in English"),
    },
    "image": {
        "uk": _("What can be seen, in Ukrainian"),
        "fr": _("What can be seen, in French"),
        "en": _("What can be seen, in English"),
    },
    "text": {"uk": _("Text in Ukrainian"), "fr": _("Text in French"), "en": _("Text in English")},
}


class NewsForm(Form):
    """A text in all languages of the installation. What is not written stays empty."""

    kind = forms.ChoiceField(label=_("What it is"), choices=[(code, words.KINDS[code]) for code in KINDS])
    area = forms.ChoiceField(label=_("Where it matters"))
    expires = DateField(
        label=_("Holds until the end of"), required=False, help_text=_("An alert must say it.")
    )
    theme = forms.ChoiceField(
        label=_("Theme"), required=False, help_text=_("People follow alerts and advice by theme.")
    )
    urgency = forms.ChoiceField(
        label=_("An alert: how soon must one act?"), choices=list(words.URGENCIES.items()), required=False
    )
    severity = forms.ChoiceField(
        label=_("An alert: how bad is it?"), choices=list(words.SEVERITIES.items()), required=False
    )
    certainty = forms.ChoiceField(
        label=_("An alert: how sure is it?"), choices=list(words.CERTAINTIES.items()), required=False
    )
    version = forms.IntegerField(widget=forms.HiddenInput, initial=1)

    def __init__(self, *args: Any, areas: Sequence[tuple[int, str]], zone: ZoneInfo, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.zone = zone
        self.fields["area"].choices = areas
        tongue = (get_language() or "en").split("-")[0]
        themes = [(theme.code, theme.say(tongue)) for theme in THEMES.values()]
        self.fields["theme"].choices = [("", _("none of these")), *themes]
        for language, _name in settings.LANGUAGES:
            self.fields[f"title_{language}"] = forms.CharField(
                label=LABELS["title"][language], required=False, widget=forms.TextInput({"lang": language})
            )
            self.fields[f"text_{language}"] = forms.CharField(
                label=LABELS["text"][language], required=False, widget=CountedText(TEXT_LENGTH)
            )
            self.fields[f"text_{language}"].widget.attrs["lang"] = language
            self.fields[f"instruction_{language}"] = forms.CharField(
                label=LABELS["instruction"][language],
                required=False,
                help_text=_("For alerts only."),
                widget=CountedText(INSTRUCTION_LENGTH, rows=2),
            )
            self.fields[f"instruction_{language}"].widget.attrs["lang"] = language

    def written(self) -> Written:
        """What was typed, as the action takes it."""
        data = self.cleaned_data
        codes = [code for code, _name in settings.LANGUAGES]
        day = data["expires"]
        return Written(
            kind=data["kind"],
            area=int(data["area"]),
            titles={code: data[f"title_{code}"].strip() for code in codes},
            texts={code: data[f"text_{code}"].strip() for code in codes},
            theme=data["theme"],
            warning=Hazard(
                **{name: data[name] or "Unknown" for name in SCALES},
                instructions={code: data[f"instruction_{code}"].strip() for code in codes},
            ),
            expires_at=datetime.combine(day, time(23, 59), tzinfo=self.zone).astimezone(UTC) if day else None,
        )


def initial_of(item: ItemView, zone: ZoneInfo) -> dict[str, Any]:
    """What the form shows of a text that is there."""
    values: dict[str, Any] = {"kind": item.kind, "area": item.area, "version": item.version}
    values["expires"] = item.expires_at.astimezone(zone).date() if item.expires_at else None
    values |= {"theme": item.theme} | {name: getattr(item.warning, name) for name in SCALES}
    for code, _name in settings.LANGUAGES:
        values[f"instruction_{code}"] = item.warning.instruction(code)
        values[f"title_{code}"] = item.titles.get(code, "")
        values[f"text_{code}"] = item.texts.get(code, "")
    return values


class PictureForm(Form):
    """A picture, what can be seen in it, and what is covered before it becomes public."""

    photo = forms.FileField(
        label=_("Picture"),
        required=False,
        help_text=_(
            "JPEG, PNG or WebP, at most 10 megabytes. What the camera wrote beside it is taken away."
        ),
        widget=forms.FileInput({"accept": "image/jpeg,image/png,image/webp"}),
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, item: ItemView, size: tuple[int, int] | None, **kwargs: Any) -> None:
        initial = {"version": item.version, "cells": item.cells}
        initial |= {f"image_{code}": text for code, text in item.images.items()}
        super().__init__(*args, initial=initial, **kwargs)
        for language, _name in settings.LANGUAGES:
            self.fields[f"image_{language}"] = forms.CharField(
                label=LABELS["image"][language], required=False, widget=CountedText(IMAGE_LENGTH, rows=2)
            )
            self.fields[f"image_{language}"].widget.attrs["lang"] = language
        if size is not None:
            self.fields["cells"] = CoverField(
                columns=grid.COLUMNS,
                rows=grid.ROWS,
                picture=f"/files/own/{item.picture}",
                size=size,
                alt=next(iter(item.images.values()), ""),
                help_text=_(
                    "Mark faces, number plates and house numbers. What is marked is one flat colour in public."
                ),
            )

    def described(self) -> dict[str, str]:
        return {code: self.cleaned_data[f"image_{code}"] for code, _name in settings.LANGUAGES}


class SendBackForm(Form):
    """Why it goes back to whoever wrote it."""

    reason = forms.CharField(label=_("What is missing"), widget=forms.Textarea({"rows": 3}))


class WithdrawForm(Form):
    """Why it is taken back: residents read this in their language."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        labels = {
            "uk": _("Reason, for residents, in Ukrainian"),
            "fr": _("Reason, for residents, in French"),
            "en": _("Reason, for residents, in English"),
        }
        for code, _name in settings.LANGUAGES:
            self.fields[f"reason_{code}"] = forms.CharField(label=labels[code], required=False)

    def reasons(self) -> dict[str, str]:
        return {name.removeprefix("reason_"): text for name, text in self.cleaned_data.items() if text}
