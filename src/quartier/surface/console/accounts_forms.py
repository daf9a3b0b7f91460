"""Forms of the pages of accounts."""

from datetime import UTC, datetime, time
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from quartier.core.accounts.permits import PERMITS
from quartier.core.accounts.roles import ROLES
from quartier.surface.console import role_words
from quartier.ui.forms.base import Form
from quartier.ui.forms.fields import DateField


class Give(Form):
    """Who, which role, where, how much, until when, why."""

    address = forms.CharField(
        label=_("E-mail address or telephone number of the person"),
        help_text=_(
            "The account must be there already. Colleagues without one are entered under Colleagues."
        ),
        max_length=254,
    )
    role = forms.ChoiceField(label=_("Role"))
    area = forms.TypedChoiceField(
        label=_("Area"),
        coerce=int,
        empty_value=None,
        help_text=_("The role holds there and in every area within it."),
    )
    organisation = forms.TypedChoiceField(label=_("Records of"), coerce=int, empty_value=None, required=False)
    compartments = forms.MultipleChoiceField(
        label=_("Parts of records that it opens"), widget=forms.CheckboxSelectMultiple, required=False
    )
    secrecy = forms.TypedChoiceField(label=_("Up to which level"), coerce=int)
    until = DateField(
        label=_("Last day"), required=False, help_text=_("Leave it empty only for a lasting post.")
    )
    reason = forms.CharField(
        label=_("Why"), max_length=300, help_text=_("For example: replaces a colleague on the Station beat")
    )

    def __init__(
        self,
        *args: Any,
        roles: list[str],
        areas: list[tuple[Any, str]],
        bodies: list[tuple[Any, str]],
        **more: Any,
    ) -> None:
        super().__init__(*args, **more)
        self.fields["role"].choices = [("", ""), *((code, role_words.name(code)) for code in roles)]
        self.fields["area"].choices = areas
        self.fields["organisation"].choices = bodies
        self.fields["compartments"].choices = list(role_words.COMPARTMENTS.items())
        self.fields["secrecy"].choices = list(enumerate(role_words.LEVELS))
        self.fields["compartments"].initial, self.fields["secrecy"].initial = ["general"], 1

    def ends(self) -> datetime | None:
        """The end of the last day; the giver's day is taken as UTC's, which errs by hours and never by a day."""
        day = self.cleaned_data["until"]
        return datetime.combine(day, time(23, 59, 59), tzinfo=UTC) if day else None


class Why(Form):
    """A reason, for what cannot be undone."""

    reason = forms.CharField(label=_("Why"), max_length=300)


class Colleague(Form):
    """An account for a colleague, or for a program."""

    name = forms.CharField(label=_("Name, as colleagues say it"), max_length=120)
    email = forms.EmailField(label=_("E-mail address"), required=False)
    phone = forms.CharField(label=_("Mobile telephone number"), required=False, max_length=20)
    language = forms.ChoiceField(
        label=_("Language"), choices=[("uk", "Українська"), ("fr", "Français"), ("en", "English")]
    )
    organisation = forms.TypedChoiceField(label=_("Organisation"), coerce=int)
    kind = forms.ChoiceField(
        label=_("What it is"),
        choices=[("person", _("A person who signs in")), ("service", _("A program that uses a key"))],
        widget=forms.RadioSelect,
        initial="person",
    )

    def __init__(self, *args: Any, bodies: list[tuple[Any, str]], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["organisation"].choices = bodies


class Key(Form):
    """A key: for which program, what it may do, until when."""

    account = forms.ChoiceField(label=_("Program"))
    label = forms.CharField(label=_("What the key is for"), max_length=120)
    permits = forms.MultipleChoiceField(label=_("What it may do"), widget=forms.CheckboxSelectMultiple)
    until = DateField(label=_("Last day"), help_text=_("Within a year. Make a new key before it ends."))

    def __init__(self, *args: Any, programs: list[tuple[Any, str]], **more: Any) -> None:
        super().__init__(*args, **more)
        language = get_language() or "en"
        self.fields["account"].choices = programs
        self.fields["permits"].choices = [
            (code, permit.words.say(language)) for code, permit in PERMITS.items() if code != "console.open"
        ]

    def ends(self) -> datetime:
        return datetime.combine(self.cleaned_data["until"], time(23, 59, 59), tzinfo=UTC)


def givable(codes: Any) -> list[str]:
    """Roles that holders of `codes` may give, by their names in the reader's language."""
    found = {given for code in codes if code in ROLES for given in ROLES[code].gives}
    return sorted(found, key=role_words.name)
