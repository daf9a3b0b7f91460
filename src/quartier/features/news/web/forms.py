"""Forms of the staff's pages."""

from collections.abc import Sequence
from datetime import UTC, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from quartier.features.news.actions import Written
from quartier.features.news.queries import ItemView
from quartier.features.news.rules import KINDS, TEXT_LENGTH
from quartier.features.news.web import words
from quartier.ui.forms.base import Form
from quartier.ui.forms.fields import CountedText, DateField

LABELS = {
    "title": {"uk": _("Title in Ukrainian"), "fr": _("Title in French"), "en": _("Title in English")},
    "text": {"uk": _("Text in Ukrainian"), "fr": _("Text in French"), "en": _("Text in English")},
}


class NewsForm(Form):
    """A text in all languages of the installation. What is not written stays empty."""

    kind = forms.ChoiceField(label=_("What it is"), choices=[(code, words.KINDS[code]) for code in KINDS])
    area = forms.ChoiceField(label=_("Where it matters"))
    expires = DateField(
        label=_("Holds until the end of"), required=False, help_text=_("An alert must say it.")
    )
    version = forms.IntegerField(widget=forms.HiddenInput, initial=1)

    def __init__(self, *args: Any, areas: Sequence[tuple[int, str]], zone: ZoneInfo, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.zone = zone
        self.fields["area"].choices = areas
        for language, _name in settings.LANGUAGES:
            self.fields[f"title_{language}"] = forms.CharField(
                label=LABELS["title"][language], required=False, widget=forms.TextInput({"lang": language})
            )
            self.fields[f"text_{language}"] = forms.CharField(
                label=LABELS["text"][language], required=False, widget=CountedText(TEXT_LENGTH)
            )
            self.fields[f"text_{language}"].widget.attrs["lang"] = language

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
            expires_at=datetime.combine(day, time(23, 59), tzinfo=self.zone).astimezone(UTC) if day else None,
        )


def initial_of(item: ItemView, zone: ZoneInfo) -> dict[str, Any]:
    """What the form shows of a text that is there."""
    values: dict[str, Any] = {"kind": item.kind, "area": item.area, "version": item.version}
    values["expires"] = item.expires_at.astimezone(zone).date() if item.expires_at else None
    for code, _name in settings.LANGUAGES:
        values[f"title_{code}"] = item.titles.get(code, "")
        values[f"text_{code}"] = item.texts.get(code, "")
    return values


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
