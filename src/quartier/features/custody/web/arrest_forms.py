"""The form of the street: one page on a telephone, its words those of the acts that it becomes."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from quartier.features.custody.rules.acts.act import fits
from quartier.features.custody.rules.grounds import article_of
from quartier.features.custody.web.quick_forms import LONGEST, ClockField, Typed, YesNo, asked, words, yes_no


class ArrestForm(Typed):
    """Only what the duty needs is needed: when, where, on what ground, whether force was used. The rest can follow."""

    WHAT = (
        "suite",
        "moment",
        "place",
        "ground",
        "suspicion",
        "facts",
        "necessity",
        "reason_told",
        "at_station",
    )
    WHO = ("given", "family", "born", "child", "language")
    FORCE = ("means", "hands", "why", "force_from", "force_until", "injured", "aid", "effect")
    RIGHTS = ("rights", "rights_at", "understood")
    SEARCH = ("search_reason", "found")

    def __init__(self, *args: Any, suites: list[tuple[str, str]], late: bool = False, **more: Any) -> None:
        super().__init__(*args, **more)
        if len(suites) > 1:
            self.fields["suite"] = forms.ChoiceField(
                label=_("To which suite"), choices=suites, widget=forms.RadioSelect
            )
        self._what()
        self._who()
        self._force()
        self.text("words", "first_words", "words")
        self.several("rights", "rights_told_orally", "told")
        self.fields["rights_at"] = ClockField(label=_("Rights told at"), required=False)
        self.choice("understood", "rights_told_orally", "understood")
        self._search()
        if late:
            self._late()

    def _what(self) -> None:
        self.fields["moment"] = ClockField(
            label=_("When liberty was lost"),
            help_text=_("The moment from which the person could not leave, not the moment of writing."),
        )
        self.line("place", "deprived_of_liberty", "place", required=True)
        self.fields["place"].widget.attrs |= {"list": "streets", "autocomplete": "off"}
        self.choice("ground", "deprived_of_liberty", "ground", required=True)
        self.fields["ground"].choices = [
            (code, f"{label} ({article})" if (article := article_of(code, self.pack)) else label)
            for code, label in self.fields["ground"].choices
        ]
        self.line("suspicion", "deprived_of_liberty", "suspicion")
        self.text("facts", "deprived_of_liberty", "facts")
        if fits(asked("deprived_of_liberty", "necessity").packs, self.pack):
            self.several("necessity", "deprived_of_liberty", "necessity")
        self.fields["reason_told"] = YesNo(label=words("deprived_of_liberty", "reason_told"), required=False)
        if fits(asked("deprived_of_liberty", "at_station").packs, self.pack):
            self.fields["at_station"] = YesNo(
                label=words("deprived_of_liberty", "at_station"), required=False
            )

    def _who(self) -> None:
        self.fields["given"] = forms.CharField(label=_("Given name"), required=False, max_length=100)
        self.fields["family"] = forms.CharField(label=_("Family name"), required=False, max_length=100)
        self.fields["born"] = forms.RegexField(
            r"^(19|20)\d\d$",
            label=_("Year of birth"),
            required=False,
            max_length=4,
            widget=forms.TextInput({"inputmode": "numeric", "class": "short", "autocomplete": "off"}),
            error_messages={"invalid": _("Enter the year like this: 1994")},
        )
        self.fields["child"] = forms.ChoiceField(
            label=_("Under 18"),
            help_text=_("In doubt a person counts as a child until the age is known."),
            choices=[*reversed(yes_no()), ("doubt", _("in doubt"))],
            required=False,
            widget=forms.RadioSelect,
        )
        self.fields["language"] = forms.CharField(
            label=_("Language that the person understands"), required=False, max_length=60
        )

    def _force(self) -> None:
        self.fields["force"] = YesNo(
            label=_("Was force used, handcuffs too?"),
            error_messages={"required": _("Say whether force was used: yes or no.")},
        )
        self.several("means", "force_used", "means")
        self.choice("hands", "force_used", "hands")
        self.text("why", "force_used", "why", rows=2)
        self.fields["force_from"] = ClockField(label=_("Force from"), required=False)
        self.fields["force_until"] = ClockField(label=_("Force until"), required=False)
        self.choice("injured", "force_used", "injured")
        self.choice("aid", "force_used", "aid")
        self.text("effect", "force_used", "effect", rows=2)

    def _search(self) -> None:
        self.line("search_reason", "street_search", "reason")
        self.fields["found"] = forms.CharField(
            label=_("What was found and taken"),
            help_text=_("One thing a line."),
            required=False,
            max_length=LONGEST,
            widget=forms.Textarea({"rows": 3}),
        )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("force") and not data.get("means"):
            self.add_error("means", _("Say by what means, for example: handcuffs."))
        if data.get("force") and not data.get("injured"):
            self.add_error("injured", _("Say whether injuries were seen; none seen is an answer."))
        return data

    what = property(lambda self: self.bound(self.WHAT))
    who = property(lambda self: self.bound(self.WHO))
    by_force = property(lambda self: self.bound(self.FORCE))
    oral = property(lambda self: self.bound(self.RIGHTS))
    searched = property(lambda self: self.bound(self.SEARCH))
    late = property(lambda self: self.bound(("late_reason", "late_asked")))
    who_open = property(lambda self: self.touched(self.WHO))
    said_open = property(lambda self: self.touched(("words",)))
    oral_open = property(lambda self: self.touched(self.RIGHTS))
    searched_open = property(lambda self: self.touched(self.SEARCH))
