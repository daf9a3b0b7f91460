"""Forms of moderators: changing a proposal, asking for a refusal, reading it a second time, deciding an objection."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from quartier.core.files.queries import FileView
from quartier.core.publication.rules import moderation as rules
from quartier.core.publication.submissions import SubmissionView
from quartier.journeys.let_out_submission import Chosen
from quartier.surface.console.moderation_pictures import NotCells, read_cells
from quartier.ui.forms.base import Form
from quartier.ui.forms.fields import CountedText

TITLES = {"uk": _("Title in Ukrainian"), "fr": _("Title in French"), "en": _("Title in English")}
TEXTS = {"uk": _("Text in Ukrainian"), "fr": _("Text in French"), "en": _("Text in English")}
SEEN = {
    "uk": _("What can be seen, in Ukrainian"),
    "fr": _("What can be seen, in French"),
    "en": _("What can be seen, in English"),
}


def reasons(use: str) -> list[tuple[str, str]]:
    language = get_language() or "en"
    return [("", "—"), *((one.code, one.say(language)) for one in rules.REASONS if one.use == use)]


class ReasonForm(Form):
    """A reason from the list, and words of one's own that the author reads."""

    use = rules.REFUSALS
    reason = forms.ChoiceField(label=_("Reason"))
    words = forms.CharField(
        label=_("In your words, for the author"),
        required=False,
        widget=CountedText(rules.WORDS_LENGTH, rows=3),
        help_text=_("Say what could be changed so that it could be shown. No names."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].choices = reasons(self.use)


class EditForm(ReasonForm):
    """The whole proposal in each language. A language that is left empty is not shown."""

    use = rules.EDITS

    def __init__(self, *args: Any, view: SubmissionView, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        said = {code: TITLES[code] for code, _name in settings.LANGUAGES}
        for code in sorted(said, key=lambda one: one != view.language):
            own = code == view.language
            self.fields[f"title_{code}"] = forms.CharField(
                label=TITLES[code],
                required=own,
                initial=view.titles.get(code, ""),
                widget=forms.TextInput({"lang": code}),
            )
            self.fields[f"text_{code}"] = forms.CharField(
                label=TEXTS[code],
                required=own,
                initial=view.texts.get(code, ""),
                widget=CountedText(rules.TEXT_LENGTH, rows=5),
            )
        self.order_fields([name for name in self.fields if name not in ("reason", "words")])

    def proposal(self) -> dict[str, dict[str, str]]:
        data = self.cleaned_data
        return {
            f"{kind}s": {code: data[f"{kind}_{code}"] for code, _name in settings.LANGUAGES}
            for kind in ("title", "text")
        }


class SecondForm(Form):
    """What the second reader says; needed only where the text is kept open."""

    words = forms.CharField(
        label=_("In your words"),
        required=False,
        widget=CountedText(rules.WORDS_LENGTH, rows=3),
        help_text=_("Needed if you do not agree: why it may be shown after all."),
    )


class DecideForm(Form):
    """The decision on an objection, with its reason."""

    words = forms.CharField(
        label=_("Why you decide so, for the author"), widget=CountedText(rules.WORDS_LENGTH, rows=3)
    )


class LetOutForm(Form):
    """Which pictures go along, what is covered on them, and what can be seen in words."""

    def __init__(
        self, *args: Any, pictures: Sequence[FileView] = (), language: str = "en", **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.pictures = tuple(pictures)
        for one in self.pictures:
            self.fields[f"show_{one.tag}"] = forms.BooleanField(label=_("Show this picture"), required=False)
            self.fields[f"cover_{one.tag}"] = forms.CharField(
                label=_("Cover these cells"),
                required=False,
                max_length=400,
                help_text=_("Faces, plates, house numbers. For example: B3, D5-F6."),
            )
            for code in sorted(
                (code for code, _name in settings.LANGUAGES), key=lambda code: code != language
            ):
                self.fields[f"description_{code}_{one.tag}"] = forms.CharField(
                    label=SEEN[code],
                    required=False,
                    initial=one.description.get(code, ""),
                    widget=forms.Textarea({"rows": 2, "lang": code}),
                )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        for one in self.pictures:
            try:
                read_cells(data.get(f"cover_{one.tag}", ""))
            except NotCells as error:
                said = _("%(part)s is no cell. Letters A to L, numbers 1 to 9; for example: B3, D5-F6.")
                self.add_error(f"cover_{one.tag}", said % {"part": error.args[0][:20]})
        return data

    def covered(self, tag: str) -> frozenset[int]:
        """What is typed so far, also where something else is wrong."""
        try:
            return read_cells(self.data.get(f"cover_{tag}", ""))
        except NotCells:
            return frozenset()

    def fields_of(self, tag: str) -> list[Any]:
        return [self[name] for name in self.fields if name.endswith(tag)]

    def chosen(self) -> list[Chosen]:
        data = self.cleaned_data
        return [
            Chosen(
                tag=one.tag,
                cells=read_cells(data[f"cover_{one.tag}"]),
                descriptions={
                    code: data[f"description_{code}_{one.tag}"] for code, _name in settings.LANGUAGES
                },
            )
            for one in self.pictures
            if data[f"show_{one.tag}"]
        ]
