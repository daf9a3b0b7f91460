"""Short forms made of acts: one or several on a page, in the words of the acts, with one time for all of them.

An act of which nothing is typed is not recorded; of one that is begun, what it needs is asked for.
"""

import re
from collections.abc import Iterable, Sequence
from datetime import datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import gettext_lazy as _

from quartier.features.custody.rules import arresting, said
from quartier.features.custody.rules.acts.act import Field, fits
from quartier.features.custody.rules.acts.catalogue import ACTS
from quartier.features.custody.web.act_fields import tongue
from quartier.ui.forms.base import REQUIRED, Form
from quartier.ui.forms.fields import DateField

LONGEST = 20_000


def asked(act: str, code: str) -> Field:
    return ACTS[act].field(code)


def words(act: str, code: str) -> str:
    """The question as the act asks it."""
    return asked(act, code).words.say(tongue())


def hint(act: str, code: str) -> str:
    said = asked(act, code).hint
    return said.say(tongue()) if said else ""


def options(act: str, code: str, pack: str) -> list[tuple[str, str]]:
    """The answers that this pack knows."""
    return [(one.code, one.words.say(tongue())) for one in asked(act, code).options if fits(one.packs, pack)]


class ClockField(forms.CharField):
    """A time of the day as anybody types it: 19:40, 1940, 19.40, 9:05. Gives a `time`, None where nothing was typed."""

    default_error_messages = {"invalid": _("Enter the time like this: 19:40")}

    def __init__(self, **more: Any) -> None:
        attrs = {"inputmode": "numeric", "autocomplete": "off", "class": "short", "maxlength": "5"}
        super().__init__(widget=forms.TextInput(attrs), **more)

    def clean(self, value: Any) -> Any:
        typed = super().clean(value)
        if not typed:
            return None
        digits = typed.replace(".", ":").replace(" ", "")
        hours, _colon, minutes = digits.partition(":") if ":" in digits else (digits[:-2], "", digits[-2:])
        try:
            if not (hours + minutes).isascii() or len(minutes) != 2:
                raise ValueError
            return time(int(hours), int(minutes))
        except ValueError:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid") from None


def yes_no() -> list[tuple[str, str]]:
    return [("yes", said.YES.say(tongue())), ("no", said.NO.say(tongue()))]


class YesNo(forms.ChoiceField):
    """Two answers side by side; gives True, False, or None where none was given."""

    def __init__(self, **more: Any) -> None:
        more.setdefault("widget", forms.RadioSelect)
        super().__init__(choices=yes_no(), **more)

    def clean(self, value: Any) -> Any:
        return {"yes": True, "no": False}.get(super().clean(value))


class Typed(Form):
    """What the forms of the street share: the suite's pack and zone, the moment in which the page was asked for."""

    def __init__(self, *args: Any, pack: str, zone: ZoneInfo, now: datetime, **more: Any) -> None:
        self.pack, self.zone, self.now = pack, zone, now
        super().__init__(*args, **more)

    def full_clean(self) -> None:
        """An empty answer is asked for by the name of its question."""
        for name, field in self.fields.items():
            if field.required and field.error_messages.get("required") == REQUIRED:
                field.error_messages["required"] = _("Fill in: %(label)s") % {"label": field.label or name}
        super().full_clean()

    def moment(self, name: str) -> datetime | None:
        """The moment that a typed time means: the last one that is not ahead."""
        typed = self.cleaned_data.get(name)
        return arresting.latest(typed, now=self.now, zone=self.zone) if typed is not None else None

    def after(self, name: str, start: datetime) -> datetime | None:
        """The same for an end, which is never before its start."""
        found = self.moment(name)
        return max(found, start) if found is not None else None

    def line(self, name: str, act: str, code: str, *, required: bool = False, longest: int = 200) -> None:
        self.fields[name] = forms.CharField(
            label=words(act, code), help_text=hint(act, code), required=required, max_length=longest
        )

    def text(self, name: str, act: str, code: str, *, rows: int = 3) -> None:
        self.fields[name] = forms.CharField(
            label=words(act, code),
            help_text=hint(act, code),
            required=False,
            max_length=LONGEST,
            widget=forms.Textarea({"rows": rows}),
        )

    def choice(self, name: str, act: str, code: str, *, required: bool = False) -> None:
        self.fields[name] = forms.ChoiceField(
            label=words(act, code),
            choices=options(act, code, self.pack),
            required=required,
            widget=forms.RadioSelect,
        )

    def several(self, name: str, act: str, code: str) -> None:
        self.fields[name] = forms.MultipleChoiceField(
            label=words(act, code),
            choices=options(act, code, self.pack),
            required=False,
            widget=forms.CheckboxSelectMultiple,
        )

    def _late(self) -> None:
        """Asked once, after the time showed that it is late; never a reason to refuse."""
        self.fields["late_reason"] = forms.CharField(
            label=_("Why it is written only now"),
            help_text=_(
                "Both times stay in the record, and the reason beside them. Without one the entry is marked."
            ),
            required=False,
            max_length=400,
            widget=forms.Textarea({"rows": 2}),
        )
        self.fields["late_asked"] = forms.CharField(widget=forms.HiddenInput, initial="1", required=False)

    def ask_why(self) -> None:
        """Let the page ask why it is written only now, everything typed kept."""
        self._late()
        self.data = self.data.copy()
        self.data["late_asked"] = "1"
        self.add_error(
            "late_reason", _("It happened more than 15 minutes ago. Say why it is written only now.")
        )

    def bound(self, names: Iterable[str]) -> list[Any]:
        return [self[name] for name in names if name in self.fields]

    def touched(self, names: Iterable[str]) -> bool:
        """Whether something was typed there, or is wrong: then that part of the page lies open."""
        return any(self[name].value() or self[name].errors for name in names if name in self.fields)


class ActsForm(Typed):
    """One or several acts with one time. Fields are named `act__field`. cells: codes and labels of rooms to choose from."""

    def __init__(
        self,
        *args: Any,
        acts: Sequence[str],
        cells: Sequence[tuple[str, str]] = (),
        late: bool = False,
        **more: Any,
    ) -> None:
        super().__init__(*args, **more)
        self.acts, self.cells = tuple(acts), cells
        if late:
            self._late()
        self.fields["moment"] = ClockField(label=_("When"))
        for act in self.acts:
            for one in ACTS[act].fields:
                if fits(one.packs, self.pack):
                    self._ask(act, one)

    def _ask(self, act: str, one: Field) -> None:
        """A picture of the body has a page of its own."""
        name, label = named(act, one.code), words(act, one.code)
        if one.kind in ("choice", "choices"):
            (self.choice if one.kind == "choice" else self.several)(name, act, one.code)
        elif one.kind in ("text", "items"):
            self.text(name, act, one.code)
        elif one.kind == "cell":
            choices, widget = list(self.cells), forms.RadioSelect
            self.fields[name] = forms.ChoiceField(label=label, choices=choices, required=False, widget=widget)
        elif one.kind in PLAIN:
            self.fields[name] = PLAIN[one.kind](label=label, required=False)
        elif one.kind != "body":
            self.line(name, act, one.code)
        if one.kind == "items":
            self.fields[name].help_text = _("One thing a line, how many first: 2 keys.")

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        for act in self.touched_acts():
            for one in ACTS[act].fields:
                name = named(act, one.code)
                if one.needed and name in self.fields and data.get(name) in EMPTY and name not in self.errors:
                    self.add_error(name, _("Fill in: %(label)s") % {"label": self.fields[name].label})
        if not self.touched_acts() and not self.errors:
            self.add_error(None, _("Nothing was entered. Fill in, or leave it for later."))
        return data

    def touched_acts(self) -> list[str]:
        """Acts of which something was typed; the only act of a page that asks nothing else is always meant."""
        found = [act for act in self.acts if any(name in self.changed_data for name in self.names(act))]
        bare = [act for act in self.acts if not any(one.needed for one in ACTS[act].fields)]
        return found or (bare if len(self.acts) == 1 else [])

    def names(self, act: str) -> list[str]:
        return [name for one in ACTS[act].fields if (name := named(act, one.code)) in self.fields]

    def said(self, act: str) -> dict[str, Any]:
        """What was told of one act, as the act holds it."""
        found: dict[str, Any] = {}
        for one in ACTS[act].fields:
            name = named(act, one.code)
            value = self.cleaned_data.get(name)
            if one.kind == "instant":
                value = self.after(name, self.moment("moment") or self.now)
            if one.kind == "items":
                value = things(value or "", counted=any(row.code == "count" for row in one.rows))
            found[one.code] = value
        return arresting.kept_of(found)

    @property
    def groups(self) -> list[dict[str, Any]]:
        """The acts with their questions, for a page."""
        return [
            {"code": act, "label": ACTS[act].do.say(tongue()), "fields": self.bound(self.names(act))}
            for act in self.acts
        ]


PLAIN: dict[str, Any] = {
    "yes_no": YesNo,
    "instant": ClockField,
    "date": DateField,
    "number": forms.IntegerField,
}
EMPTY = (None, "", [])
COUNTED = re.compile(r"^(\d{1,4})\s*[×x]?\s+(.+)$")


def named(act: str, code: str) -> str:
    return f"{act}__{code}"


def things(typed: str, *, counted: bool = True) -> list[dict[str, Any]]:
    """Things as they are typed, one a line; how many first, where that is asked.

    >>> things("2 keys\\nphone")
    [{'what': 'keys', 'count': 2}, {'what': 'phone'}]
    >>> things("2 keys", counted=False)
    [{'what': '2 keys'}]
    """
    found: list[dict[str, Any]] = []
    for line in filter(None, (one.strip() for one in typed.splitlines())):
        number = COUNTED.match(line) if counted else None
        found.append({"what": number[2], "count": int(number[1])} if number else {"what": line})
    return found
