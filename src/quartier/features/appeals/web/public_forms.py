"""The questions of lodging, a form a step. Each asks only what is used, and says why beside the question."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from quartier.core.messages.rules import addresses
from quartier.features.appeals.rules.checks import NAME, SPOT, TEXT, TITLE
from quartier.features.appeals.web.carried import Draft
from quartier.ui.forms.base import Form
from quartier.ui.forms.fields import CodeInput, CountedText

# Whoever types a number without its country lives here, most likely.
DIALLED = {"UA": "+380", "BE": "+32", "FR": "+33", "GB": "+44"}
Choices = Sequence[tuple[str, Any]]


class StepForm(Form):
    """One step: `into` lays what was typed on the draft, also where it could not be taken yet."""

    keeps: tuple[str, ...] = ()

    def into(self, draft: Draft) -> Draft:
        self.is_valid()
        typed = {name: self.cleaned_data.get(name, self.data.get(name, "")) for name in self.keeps}
        return draft.but(
            **{name: value.strip() if isinstance(value, str) else value for name, value in typed.items()}
        )


class WhatForm(StepForm):
    """What it is about, and what the person wants to say."""

    keeps = ("category", "title", "text", "about_officer", "concerned")

    category = forms.ChoiceField(
        label=_("What is it about?"), error_messages={"required": _("Choose what it is about")}
    )
    title = forms.CharField(
        label=_("In a few words"),
        max_length=TITLE,
        help_text=_("For example: no light at the bus stop"),
        error_messages={"required": _("Say in a few words what is wrong")},
    )
    text = forms.CharField(
        label=_("What happened, and what you ask for"),
        max_length=TEXT,
        widget=CountedText(TEXT),
        help_text=_("When, how often, what should be done. Write as you speak."),
        error_messages={"required": _("Write what happened")},
    )
    about_officer = forms.BooleanField(label=_("This is about what a police officer did"), required=False)
    concerned = forms.CharField(
        label=_("Which officer, as far as you know"),
        required=False,
        max_length=200,
        help_text=_("Name, number, car or what they looked like. You need not know it."),
    )

    def __init__(self, *args: Any, categories: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["category"].choices = [("", _("Choose")), *categories]


class WhereForm(StepForm):
    """Where it is: a hit of the search, an area of the list, a tap on the map, or words alone."""

    keeps = ("q", "spot", "area")

    q = forms.CharField(required=False, max_length=200, label=_("Street, house number or landmark"))
    hit = forms.ChoiceField(label=_("We found"), required=False, widget=forms.RadioSelect)
    area = forms.ChoiceField(label=_("Or choose the area"), required=False)
    spot = forms.CharField(
        label=_("Describe the spot"),
        required=False,
        max_length=SPOT,
        help_text=_("The nearest house, a stop, which side of the street."),
    )
    point = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, hits: Choices, areas: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["hit"].choices = hits
        self.fields["hit"].required = not self.is_bound  # one of them is needed, and which is no matter
        self.fields["area"].choices = [("", _("Not chosen")), *areas]

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if not self.errors and not any(data.get(name) for name in ("hit", "area", "point", "spot")):
            self.add_error("q", _("Search for the place, choose the area or describe the spot"))
        return data


class PhotosForm(StepForm):
    """A picture at a time, each with what it shows for those who do not see it."""

    file = forms.FileField(
        label=_("Photo or document"),
        required=False,
        widget=forms.ClearableFileInput({"accept": "image/*,application/pdf"}),
        help_text=_("JPEG, PNG, WebP or PDF, up to 10 MB. Place, time and device are taken out of the file."),
    )
    description = forms.CharField(
        label=_("What it shows"),
        required=False,
        max_length=300,
        help_text=_("One sentence, for people who do not see the picture."),
    )


class WhoForm(StepForm):
    """Who asks, and where the answer goes. Fields that the place does not ask for are left out."""

    keeps = ("way", "name", "residence", "email", "phone")

    way = forms.ChoiceField(
        label=_("How should the answer reach you?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose how the answer reaches you")},
    )
    email = forms.CharField(
        label=_("E-mail"), required=False, max_length=254, widget=forms.EmailInput({"autocomplete": "email"})
    )
    phone = forms.CharField(
        label=_("Mobile number"),
        required=False,
        max_length=30,
        widget=forms.TextInput({"autocomplete": "tel", "inputmode": "tel", "type": "tel"}),
        help_text=_("With the country in front, like this: +380 50 000 00 00"),
    )
    name = forms.CharField(
        label=_("Your name"),
        required=False,
        max_length=NAME,
        widget=forms.TextInput({"autocomplete": "name"}),
    )
    residence = forms.CharField(
        label=_("Where you live"),
        required=False,
        max_length=SPOT,
        widget=forms.TextInput({"autocomplete": "street-address"}),
    )

    asked = {
        "email": _("Enter an e-mail address like this: name@example.org"),
        "phone": _("Enter a mobile number like this: +380 50 000 00 00"),
        "name": _("Give your first name and surname"),
        "residence": _("Give the address where you live"),
    }

    def __init__(self, *args: Any, ways: Choices, named: bool, country: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.named, self.country = named, country
        self.fields["way"].choices = ways
        self.initial["way"] = self.initial.get("way") or ways[0][0]
        if not named:
            del self.fields["residence"]
        # What the chosen way needs is not called optional; before a choice, nothing that may be needed is.
        way = self.data.get("way") if self.is_bound else None
        for name in ("email", "phone"):
            self.fields[name].required = way in (None, name)
            self.fields[name].error_messages["required"] = self.asked[name]
        for name in ("name", "residence") if named else ():
            self.fields[name].required = way != "none"
            self.fields[name].error_messages["required"] = self.asked[name]

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        way = data.get("way")
        if way == "email" and data.get("email"):
            self._tidy("email", "email", data["email"])
        if way == "phone" and data.get("phone"):
            self._tidy("phone", "sms", dialled(data["phone"], self.country))
        return data

    def _tidy(self, name: str, channel: str, value: str) -> None:
        """The address as it is written to; typed wrongly, it stays as it was typed."""
        tidy = addresses.tidy(channel=channel, value=value)
        if tidy is None:
            self.add_error(name, self.asked[name])
        else:
            self.cleaned_data[name] = tidy


def dialled(text: str, country: str) -> str:
    """A number typed as at home, with the country in front.

    >>> dialled("050 000 00 00", "UA"), dialled("+33 6 00 00 00 00", "BE")
    ('+38050 000 00 00', '+33 6 00 00 00 00')
    """
    plain = text.strip()
    prefix = DIALLED.get(country.upper(), "")
    if prefix and plain.startswith("0") and not plain.startswith("00"):
        return prefix + plain[1:]
    return plain


class CodeForm(StepForm):
    """The code that came by e-mail or SMS."""

    code = forms.CharField(
        label=_("Code of six digits"),
        required=False,
        widget=CodeInput({"maxlength": 12}),
    )


class CheckForm(StepForm):
    """What the public will read, in the person's own hands."""

    keeps = ("publish", "public_title", "public_text")

    publish = forms.TypedChoiceField(
        label=_("Who may read it?"),
        coerce=lambda value: value == "yes",
        choices=[
            ("yes", _("Everybody: the text below, the place and the dates. Never your name.")),
            ("no", _("Only the office that answers. The public sees nothing of it.")),
        ],
        widget=forms.RadioSelect,
        required=False,
        empty_value=False,
    )
    public_title = forms.CharField(label=_("Heading for the public"), required=False, max_length=TITLE)
    public_text = forms.CharField(
        label=_("Text for the public"),
        required=False,
        max_length=TEXT,
        widget=CountedText(TEXT),
        help_text=_("Take out what nobody else should know. The office reads your own text in full."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        needed = not self.is_bound or self.data.get("publish") == "yes"
        asked = {
            "public_title": _("Give a heading for the public"),
            "public_text": _("Give a text for the public"),
        }
        for name, words in asked.items():
            self.fields[name].required = needed
            self.fields[name].error_messages["required"] = words


class WaitForm(Form):
    """The code of something that waits for its turn."""

    code = forms.CharField(
        label=_("Code of your place in the queue"),
        widget=forms.TextInput({"class": "code-in", "autocomplete": "off"}),
    )


class DoorForm(Form):
    """The code from a receipt: it opens one request, without an account."""

    code = forms.CharField(
        label=_("Access code"),
        help_text=_("16 letters and digits, from your receipt. Gaps and capitals do not matter."),
        widget=forms.TextInput(
            {"class": "code-in", "autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}
        ),
        error_messages={"required": _("Enter the code from your receipt")},
    )


class SayForm(Form):
    """A few words to the office: what was asked for, why it is not solved, why it should be shown."""

    words = forms.CharField(max_length=TEXT, widget=forms.Textarea({"rows": 5}))

    def __init__(self, *args: Any, label: Any, asked: Any, hint: Any = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["words"]
        field.label, field.help_text = label, hint
        field.error_messages["required"] = asked


SCALE = [("", _("No answer")), *((f"{number}", f"{number}") for number in range(1, 6))]


class SurveyForm(Form):
    """Was it solved, were you treated fairly. Everything but the first may stay empty."""

    solved = forms.ChoiceField(
        label=_("Is it solved?"),
        choices=[("yes", _("Solved")), ("partly", _("Solved in part")), ("no", _("Not solved"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Say whether it is solved")},
    )
    heard = forms.ChoiceField(
        label=_("I could say what mattered to me"),
        help_text=_("1: not at all. 5: wholly."),
        choices=SCALE,
        required=False,
    )
    respected = forms.ChoiceField(label=_("I was treated with respect"), choices=SCALE, required=False)
    neutral = forms.ChoiceField(label=_("The decision followed the facts"), choices=SCALE, required=False)
    explained = forms.ChoiceField(label=_("The reasons were explained to me"), choices=SCALE, required=False)


class FollowForm(Form):
    """Where word of each step goes, for whoever has no account."""

    way = forms.ChoiceField(
        label=_("How should we tell you?"),
        choices=[("email", _("By e-mail")), ("phone", _("By SMS"))],
        initial="email",
        widget=forms.RadioSelect,
    )
    email = forms.CharField(
        label=_("E-mail"), required=False, max_length=254, widget=forms.EmailInput({"autocomplete": "email"})
    )
    phone = forms.CharField(
        label=_("Mobile number"),
        required=False,
        max_length=30,
        widget=forms.TextInput({"autocomplete": "tel", "inputmode": "tel", "type": "tel"}),
    )

    def __init__(self, *args: Any, country: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.country = country

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        way = data.get("way", "email")
        value = data.get("email", "") if way == "email" else dialled(data.get("phone", ""), self.country)
        tidy = addresses.tidy(channel="email" if way == "email" else "sms", value=value)
        if tidy is None:
            wrong = {
                "email": _("Enter an e-mail address like this: name@example.org"),
                "phone": _("Enter a mobile number like this: +380 50 000 00 00"),
            }
            self.add_error(way, wrong[way])
        return data | {"value": tidy, "channel": "email" if way == "email" else "sms"}
