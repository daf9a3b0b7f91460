"""The form that pages use, and how they answer one that could not be taken."""

from collections.abc import Callable, Iterable
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _


class Form(forms.Form):
    """Errors come from us, in the reader's words, not from the browser; an empty answer is asked for by name."""

    use_required_attribute = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            if field.required and field.error_messages.get("required") == REQUIRED:
                field.error_messages["required"] = _("Fill in: %(label)s") % {
                    "label": field.label or name.replace("_", " ")
                }


REQUIRED = forms.Field.default_error_messages["required"]


def status_of(form: forms.BaseForm) -> int:
    """422 for a form that was sent and could not be taken, else 200."""
    return 422 if form.is_bound and form.errors else 200


def form_page(
    request: HttpRequest, template: str, form: forms.BaseForm, context: dict[str, Any] | None = None
) -> HttpResponse:
    """The page of a form: typed text kept, the right status; `form` is in the context."""
    return render(request, template, {"form": form} | (context or {}), status=status_of(form))


def add_problems(form: forms.BaseForm, problems: Iterable[Any], say: Callable[[Any], str]) -> None:
    """Lay what an action refused on the fields it names (`problem.field`); `say` puts each into words."""
    for problem in problems:
        form.add_error(problem.field if problem.field in form.fields else None, say(problem))
