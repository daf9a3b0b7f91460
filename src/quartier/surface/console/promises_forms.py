"""Forms of promises: writing one down, and each thing that can happen to it."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from quartier.core.promises.actions import Said
from quartier.core.promises.rules import OFFICE_LENGTH, TEXT_LENGTH, WORDS_LENGTH
from quartier.ui.forms.base import Form
from quartier.ui.forms.fields import CountedText, DateField

TONGUES = {"uk": _("Ukrainian"), "fr": _("French"), "en": _("English")}
TRANSLATIONS = {
    "uk": _("Translation into Ukrainian"),
    "fr": _("Translation into French"),
    "en": _("Translation into English"),
}
WORDS = {"uk": _("In Ukrainian"), "fr": _("In French"), "en": _("In English")}


class PromiseForm(Form):
    """What was said, by which office, for where, until which day. The words are never edited afterwards."""

    text = forms.CharField(
        label=_("The promise, word for word"),
        widget=CountedText(TEXT_LENGTH),
        help_text=_("As it was said. It can be corrected later, never changed."),
    )
    language = forms.ChoiceField(label=_("Said in"))
    office = forms.CharField(
        label=_("Office that said it"),
        max_length=OFFICE_LENGTH,
        help_text=_("For example: head of public works. No name of a person."),
    )
    area = forms.ChoiceField(label=_("Where it is to be kept"))
    made_on = DateField(label=_("Said on"))
    due_on = DateField(label=_("Due on"), help_text=_("It holds until the end of this day."))

    def __init__(self, *args: Any, areas: Sequence[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["area"].choices = areas
        self.fields["language"].choices = [(code, TONGUES[code]) for code, _name in settings.LANGUAGES]
        for code, _name in settings.LANGUAGES:
            self.fields[f"translation_{code}"] = forms.CharField(
                label=TRANSLATIONS[code], required=False, widget=forms.Textarea({"rows": 2, "lang": code})
            )

    def said(self) -> Said:
        """What was typed, as the action takes it."""
        data = self.cleaned_data
        return Said(
            area=int(data["area"]),
            office=data["office"],
            language=data["language"],
            text=data["text"],
            made_on=data["made_on"],
            due_on=data["due_on"],
            translations={code: data[f"translation_{code}"] for code, _name in settings.LANGUAGES},
        )


class WordsForm(Form):
    """The words of a step, in the languages one has; one of them at least."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for code, _name in settings.LANGUAGES:
            self.fields[f"words_{code}"] = forms.CharField(
                label=WORDS[code],
                required=False,
                max_length=WORDS_LENGTH,
                widget=forms.Textarea({"rows": 3, "lang": code}),
            )

    def words(self) -> dict[str, str]:
        return {code: self.cleaned_data.get(f"words_{code}", "") for code, _name in settings.LANGUAGES}


class PostponeForm(WordsForm):
    """A later day, with the reason."""

    due_on = DateField(label=_("New date"))


class CorrectForm(Form):
    """The words as they ought to have been written down."""

    text = forms.CharField(label=_("The words as they were really said"), widget=CountedText(TEXT_LENGTH))
