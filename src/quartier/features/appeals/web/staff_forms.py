"""Forms of the clerk's acts: each asks for what its step needs, and nothing else."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from quartier.features.appeals import words
from quartier.features.appeals.rules.checks import WORDS
from quartier.features.appeals.rules.outcomes import CLOSINGS, FORWARDINGS, OUTCOMES
from quartier.features.appeals.web import staff_words
from quartier.ui.forms.base import Form
from quartier.ui.forms.fields import CountedText, DateField

PUBLIC = {
    "uk": _("Answer for everybody, in Ukrainian"),
    "fr": _("Answer for everybody, in French"),
    "en": _("Answer for everybody, in English"),
}
PROMISE = {
    "uk": _("The promise in Ukrainian"),
    "fr": _("The promise in French"),
    "en": _("The promise in English"),
}


def tongue() -> str:
    return (get_language() or "en").split("-")[0]


def languages() -> list[str]:
    return [code for code, _name in settings.LANGUAGES]


class ActForm(Form):
    """What every act knows: the language in which the person wrote, and what may be chosen."""

    def __init__(
        self, *args: Any, language: str, choices: dict[str, Sequence[tuple[Any, str]]], **more: Any
    ) -> None:
        super().__init__(*args, **more)
        self.language = language
        for name, options in choices.items():
            if name in self.fields:
                self.fields[name].choices = options
        if "words" in self.fields:
            self.fields["words"].widget.attrs["lang"] = language


def words_field(label: Any, hint: Any = "", *, required: bool = True) -> forms.CharField:
    return forms.CharField(label=label, help_text=hint, widget=CountedText(WORDS, rows=8), required=required)


class NoteForm(ActForm):
    """Words for colleagues only."""

    words = words_field(
        _("Note"), _("Colleagues of your organisation read it. The person and the public do not.")
    )


class AssignForm(ActForm):
    """Who prepares the answer. Whoever the request is about is not on the list."""

    account = forms.ChoiceField(label=_("Who prepares the answer"), widget=forms.RadioSelect)


class ForwardForm(ActForm):
    """To one body or several; what is ours may stay."""

    to = forms.MultipleChoiceField(label=_("Send on to"), widget=forms.CheckboxSelectMultiple)
    reason = forms.ChoiceField(label=_("Why"), widget=forms.RadioSelect)
    words = words_field(
        _("What the person is told besides"), _("In the language of the person."), required=False
    )
    keep = forms.BooleanField(label=_("We answer a part of it ourselves"), required=False)

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["reason"].choices = [(one.code, one.say(tongue())) for one in FORWARDINGS.values()]


class AskForm(ActForm):
    """A question to the person, and until when we wait."""

    words = words_field(
        _("What we need to know"), _("In the language of the person. One question in one sentence.")
    )
    until = DateField(label=_("We wait until the end of"))


class AnswerForm(ActForm):
    """The answer to the person; what of it everybody may read; a promise, if one is given."""

    template = forms.CharField(widget=forms.HiddenInput, max_length=40, required=False)
    outcome = forms.ChoiceField(label=_("How it turned out"), widget=forms.RadioSelect)
    words = words_field(
        _("Answer to the person"),
        _("The result first, then the reason with its article, then how to challenge it."),
    )

    def __init__(self, *args: Any, shown: bool = False, promises: bool = False, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["outcome"].choices = [(one.code, one.say(tongue())) for one in OUTCOMES.values()]
        for code in languages() if shown else ():
            self.fields[f"public_{code}"] = forms.CharField(
                label=PUBLIC[code],
                help_text=_("No name, no address of the person.") if code == self.language else "",
                widget=forms.Textarea({"rows": 4, "lang": code}),
                required=False,
            )
        if promises:
            self._promise()

    def _promise(self) -> None:
        self.fields["promise"] = forms.CharField(
            label=_("Promise, word for word"),
            help_text=_(
                "Only if you promise something. A second person lets it out; then time is counted in public."
            ),
            widget=forms.Textarea({"rows": 3, "lang": self.language}),
            required=False,
        )
        self.fields["promise_office"] = forms.CharField(
            label=_("Office that promises"),
            help_text=_("For example: head of public works. No name of a person."),
            max_length=120,
            required=False,
        )
        self.fields["promise_due"] = DateField(label=_("Promised until the end of"), required=False)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("promise"):
            for name in ("promise_office", "promise_due"):
                if not data.get(name) and name not in self.errors:
                    self.add_error(name, gettext("A promise needs it."))
        return data

    def public_words(self) -> dict[str, str]:
        found = {code: self.cleaned_data.get(f"public_{code}", "").strip() for code in languages()}
        return {code: text for code, text in found.items() if text}


class ExtendForm(ActForm):
    """A later day, and why; the person is told."""

    until = DateField(label=_("New last day"))
    words = words_field(_("Why it takes longer"), _("In the language of the person."))


class ReasonForm(ActForm):
    """Why, in words that the person reads."""

    words = words_field(_("Why"), _("In the language of the person."))


class EscalateForm(ReasonForm):
    """To whom it is raised."""

    to = forms.ChoiceField(label=_("To which body"), widget=forms.RadioSelect)
    field_order = ("to", "words")


class CloseForm(ActForm):
    """Left without consideration: only on a ground of the law, and the person is told."""

    reason = forms.ChoiceField(label=_("Ground"), widget=forms.RadioSelect)
    words = words_field(
        _("What the person is told besides"), _("In the language of the person."), required=False
    )

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["reason"].choices = [(one.code, _with_article(one)) for one in CLOSINGS.values()]


def _with_article(one: Any) -> str:
    said = str(one.say(tongue()))
    return f"{said} ({one.article})" if one.article else said


class JoinForm(ActForm):
    """Which earlier request asks for the same."""

    other = forms.ChoiceField(
        label=_("Which earlier request asks for the same"), widget=forms.RadioSelect, required=False
    )
    number = forms.CharField(label=_("Or its number"), max_length=40, required=False)

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        if not self.fields["other"].choices:
            del self.fields["other"]
            self.fields["number"].label = _("Number of the earlier request")

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not data.get("other") and not data.get("number"):
            self.add_error("number", gettext("Choose a request, or write its number."))
        return data


class PlainForm(ActForm):
    """An act that asks for nothing more."""


class GivenForm(ActForm):
    """What the person told on the telephone or at the desk."""

    words = words_field(_("What the person told"), _("As they said it."))


class WeighForm(ActForm):
    """What the rules of the term ask about this request: each fact of its rule pack."""

    def __init__(self, *args: Any, facts: Sequence[tuple[str, str, Any]] = (), **more: Any) -> None:
        super().__init__(*args, **more)
        options = [
            ("", gettext("not known")),
            ("yes", gettext("that is so")),
            ("no", gettext("that is not so")),
        ]
        for code, label, value in facts:
            self.fields[f"fact_{code}"] = forms.ChoiceField(
                label=label, choices=options, widget=forms.RadioSelect, required=False
            )
            self.initial[f"fact_{code}"] = {True: "yes", False: "no"}.get(value, "")

    def facts(self) -> dict[str, bool | None]:
        said = {"yes": True, "no": False}
        return {
            name.removeprefix("fact_"): said.get(value)
            for name, value in self.cleaned_data.items()
            if name.startswith("fact_")
        }


class EnterForm(Form):
    """What a caller, a visitor or a letter says, entered by a clerk."""

    channel = forms.ChoiceField(
        label=_("How it came"),
        choices=[(code, words.CHANNELS[code]) for code in ("phone", "visit", "letter")],
        widget=forms.RadioSelect,
        initial="phone",
    )
    category = forms.ChoiceField(label=_("Category"))
    title = forms.CharField(label=_("In a few words"), max_length=160)
    text = forms.CharField(
        label=_("What the person says"),
        help_text=_("As they said or wrote it. Do not smooth it."),
        widget=CountedText(8_000, rows=8),
    )
    language = forms.ChoiceField(label=_("Language of the person"))
    spot = forms.CharField(
        label=_("Where"), help_text=_("Street and number, or a landmark."), max_length=300, required=False
    )
    arrived_on = DateField(
        label=_("Arrived on"),
        help_text=_("Its terms count from this day. Today, if you leave it."),
        required=False,
    )
    written_on = DateField(label=_("Written on, if the letter says so"), required=False)
    scan = forms.FileField(
        label=_("Scan or photo"), help_text=_("PDF, JPEG, PNG or WebP, up to 10 MB."), required=False
    )
    scan_key = forms.CharField(widget=forms.HiddenInput, max_length=60, required=False)
    scan_description = forms.CharField(
        label=_("What the scan shows, in one sentence"), max_length=300, required=False
    )
    name = forms.CharField(label=_("Name of the person"), max_length=120, required=False)
    residence = forms.CharField(label=_("Where the person lives"), max_length=300, required=False)
    email = forms.EmailField(label=_("E-mail address"), required=False)
    phone = forms.CharField(label=_("Telephone"), max_length=40, required=False)
    way = forms.ChoiceField(
        label=_("How the person wants to hear from us"), widget=forms.RadioSelect, required=False
    )
    about_officer = forms.BooleanField(label=_("It is about what an officer or official did"), required=False)
    concerned = forms.CharField(
        label=_("Whom it is about"),
        help_text=_("Name or number, as the person gives it. They never get to handle it."),
        max_length=200,
        required=False,
    )
    publish = forms.BooleanField(
        label=_("The person wants a public version, without their name"), required=False
    )
    public_title = forms.CharField(label=_("Public title"), max_length=160, required=False)
    public_text = forms.CharField(
        label=_("Public text"),
        help_text=_(
            "Read it to the person: this is what everybody can see. Leave it empty to propose the text above."
        ),
        widget=forms.Textarea({"rows": 4}),
        required=False,
    )

    def __init__(self, *args: Any, categories: Sequence[tuple[str, str]], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["category"].choices = categories
        self.fields["language"].choices = [(code, staff_words.LANGUAGES[code]) for code in languages()]
        self.fields["way"].choices = list(staff_words.WAYS.items())

    def _group(self, *names: str) -> list[Any]:
        return [self[name] for name in names]

    @property
    def what(self) -> list[Any]:
        """The matter itself, in the order in which one asks for it."""
        first = ("channel", "category", "title", "text", "language", "spot", "arrived_on", "written_on")
        return self._group(*first, "scan", "scan_description")

    @property
    def who(self) -> list[Any]:
        return self._group("name", "residence", "email", "phone", "way")

    @property
    def whom(self) -> list[Any]:
        return self._group("about_officer", "concerned")

    @property
    def shown(self) -> list[Any]:
        return self._group("publish", "public_title", "public_text")

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        needed = {"email": "email", "sms": "phone", "phone": "phone", "letter": "residence"}.get(
            data.get("way") or ""
        )
        if needed and not data.get(needed) and needed not in self.errors:
            self.add_error(needed, gettext("Without it nothing can be sent this way."))
        if data.get("way") == "letter" and not data.get("name") and "name" not in self.errors:
            self.add_error("name", gettext("A letter needs a name on it."))
        if data.get("scan_key") and not data.get("scan_description"):
            self.add_error(
                "scan_description", gettext("Say what it shows: somebody who cannot see it asks for it.")
            )
        return data
