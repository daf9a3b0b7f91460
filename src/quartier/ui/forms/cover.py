"""Covering parts of a picture: a grid of checkboxes over it. With keyboard, without script, and read out field by field."""

from typing import Any

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _


class CoverGrid(forms.CheckboxSelectMultiple):
    """`picture`: its address; `size` in pixels; `alt`: what can be seen in it, as far as anybody has said."""

    template_name = "ui/forms/cover.html"

    def __init__(self, *, picture: str, size: tuple[int, int], alt: str = "") -> None:
        super().__init__()
        self.picture, self.size, self.alt = picture, size, alt

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        return super().get_context(name, value, attrs) | {
            "picture": self.picture,
            "width": self.size[0],
            "height": self.size[1],
            "alt": self.alt,
        }


class CoverField(forms.TypedMultipleChoiceField):
    """Numbers of the covered cells, row by row from the top left, beginning with 0."""

    def __init__(
        self,
        *,
        columns: int,
        rows: int,
        picture: str,
        size: tuple[int, int],
        alt: str = "",
        label: Any = "",
        help_text: Any = "",
    ) -> None:
        names = [
            (row * columns + column, format_lazy("{} {}, {} {}", _("row"), row + 1, _("column"), column + 1))
            for row in range(rows)
            for column in range(columns)
        ]
        super().__init__(
            choices=names,
            coerce=int,
            required=False,
            label=label or _("What is covered"),
            help_text=help_text,
            widget=CoverGrid(picture=picture, size=size, alt=alt),
        )
