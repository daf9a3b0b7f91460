"""The questions of an act as fields of a form. They take what was typed as it is: the act itself says what is wrong."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from quartier.features.custody.rules import values
from quartier.features.custody.rules.acts.act import Field
from quartier.features.custody.rules.said import NO, YES
from quartier.ui.forms.fields import DateField

BLANK_ROWS = 3
MOST_ROWS = 60


def tongue() -> str:
    return (get_language() or "en").split("-")[0]


class Asked:
    """Marked as asked for where the duty or the law wants it, and never refused by the form itself."""

    def validate(self, value: Any) -> None:
        """The act does that."""


class Line(Asked, forms.CharField):
    """One line, or a text."""


class One(Asked, forms.ChoiceField):
    """One of some answers, as large buttons."""

    widget = forms.RadioSelect


class Several(Asked, forms.MultipleChoiceField):
    """Any of some answers."""

    widget = forms.CheckboxSelectMultiple


class Rows(forms.Widget):
    """Rows of things: those that were typed and some blank ones; more of them by a button, or by script."""

    template_name = "custody/act/rows.html"
    use_fieldset = True

    def __init__(self, field: Field, pack: str) -> None:
        super().__init__()
        self.field, self.pack = field, pack

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> list[dict[str, str]]:
        found = []
        for number in range(MOST_ROWS):
            row = {one.code: data.get(f"{name}-{number}-{one.code}", "") for one in self.field.rows}
            if any(each.strip() for each in row.values()):
                found.append(row)
        return found

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        return not self.value_from_datadict(data, files, name)

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        typed = list(value or [])
        lines = [*typed, *({} for _blank in range(BLANK_ROWS))][:MOST_ROWS]
        rows = [
            [self._cell(name, number, one, line) for one in self.field.rows]
            for number, line in enumerate(lines)
        ]
        return super().get_context(name, value, attrs) | {"rows": rows}

    def _cell(self, name: str, number: int, one: Field, line: Mapping[str, Any]) -> dict[str, Any]:
        return {
            "name": f"{name}-{number}-{one.code}",
            "label": one.words.say(tongue()),
            "value": line.get(one.code, ""),
            "kind": one.kind,
            "options": choices(one, self.pack) if one.options else yes_no() if one.kind == "yes_no" else [],
        }


class RowsField(Asked, forms.Field):
    """Rows as dictionaries of what was typed."""


def yes_no() -> list[tuple[str, str]]:
    return [("yes", YES.say(tongue())), ("no", NO.say(tongue()))]


def choices(one: Field, pack: str) -> list[tuple[str, str]]:
    return [(option.code, option.words.say(tongue())) for option in values.offered(one, pack=pack)]


def field_for(one: Field, *, pack: str, cells: Sequence[tuple[str, str]], asked: bool) -> forms.Field:
    """A form's field for a question. asked: the duty or the law wants an answer."""
    common: dict[str, Any] = {
        "label": one.words.say(tongue()),
        "help_text": one.hint.say(tongue()) if one.hint else "",
        "required": asked,
    }
    if one.kind in ("choice", "choices"):
        return (One if one.kind == "choice" else Several)(choices=choices(one, pack), **common)
    if one.kind == "yes_no":
        return One(choices=yes_no(), **common)
    if one.kind == "cell" and cells:
        return One(choices=cells, **common)
    if one.kind == "items":
        return RowsField(widget=Rows(one, pack), **common)
    if one.kind == "date":
        return DateField(**common | {"required": False})
    return Line(widget=_widget(one), **common | {"help_text": common["help_text"] or _hint(one)})


def _widget(one: Field) -> forms.Widget:
    if one.kind == "text":
        return forms.Textarea({"rows": 3})
    attrs = {"autocomplete": "off", "maxlength": str(values.LINE)}
    if one.kind == "number":
        attrs |= {"inputmode": "numeric", "class": "short", "maxlength": "7"}
    if one.kind == "instant":
        attrs |= {"class": "short", "maxlength": "40"}
    return forms.TextInput(attrs)


def _hint(one: Field) -> Any:
    return _("14:05, or 19.11.2026 14:05") if one.kind == "instant" else ""
