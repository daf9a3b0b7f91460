"""Fields that Django lacks: a date typed in three parts, a code, a long text with its count."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

BLANK = (None, "")


class DateInParts(forms.MultiWidget):
    """Day, month, year as three short fields. Gives back what was typed, even what is no date."""

    template_name = "ui/forms/date.html"
    use_fieldset = True
    parts = (("d", _("Day"), 2), ("m", _("Month"), 2), ("y", _("Year"), 4))

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        inputs = {
            name: forms.TextInput(attrs={"inputmode": "numeric", "maxlength": size, "autocomplete": "off"})
            for name, _label, size in self.parts
        }
        super().__init__(inputs, attrs)

    def decompress(self, value: date | None) -> list[Any]:
        return [value.day, value.month, value.year] if value else [None, None, None]

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        for subwidget, (part, label, _size) in zip(context["widget"]["subwidgets"], self.parts, strict=True):
            subwidget |= {"part": part, "label": label}
        return context

    def id_for_label(self, id_: str | None) -> str:
        return ""


class DateField(forms.MultiValueField):
    """A date in three parts; `example` is shown in the error (a real date, typed the right way)."""

    widget = DateInParts
    default_error_messages = {
        "invalid": _("Enter the date like this: %(example)s"),
        "incomplete": _("Enter day, month and year, for example %(example)s"),
    }

    def __init__(self, *, example: date | None = None, **options: Any) -> None:
        shown = example or date(2026, 11, 19)
        self.example = f"{shown.day} {shown.month} {shown.year}"
        fields = tuple(forms.IntegerField() for _part in DateInParts.parts)
        super().__init__(fields, require_all_fields=True, **options)

    def clean(self, value: Any) -> date | None:
        typed = [str(part or "").strip() for part in value or ()]
        if not any(typed):
            if self.required:
                raise ValidationError(self.error_messages["required"], code="required")
            return None
        if not all(typed):
            raise self._wrong("incomplete")
        try:
            found = date(*(int(part) for part in reversed(typed)))
        except ValueError:
            raise self._wrong("invalid") from None
        self.run_validators(found)
        return found

    def _wrong(self, code: str) -> ValidationError:
        return ValidationError(self.error_messages[code], code=code, params={"example": self.example})

    def compress(self, data_list: list[Any]) -> Any:  # clean() above gives the value
        return data_list


class CodeInput(forms.TextInput):
    """For a code sent by e-mail or SMS: digits, offered by the phone's keyboard."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        ours = {
            "inputmode": "numeric",
            "autocomplete": "one-time-code",
            "class": "code-in",
            "spellcheck": "false",
        }
        super().__init__(ours | (attrs or {}))


class CountedText(forms.Textarea):
    """A long text. With script it says how many characters are left; nothing typed is ever cut off."""

    template_name = "ui/forms/counted.html"

    def __init__(self, limit: int, rows: int = 6) -> None:
        super().__init__({"rows": rows})
        self.limit = limit

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        context["widget"]["attrs"].pop("maxlength", None)
        return context | {"limit": self.limit}
