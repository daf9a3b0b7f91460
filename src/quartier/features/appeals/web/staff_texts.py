"""Texts for answers: the list, writing one, taking one off."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from quartier.features.appeals import texts
from quartier.features.appeals.queries import HANDLE
from quartier.features.appeals.rules import wording
from quartier.features.appeals.texts import TextView
from quartier.features.appeals.web import staff_frame, staff_reading
from quartier.features.appeals.web.staff_acts import tried
from quartier.features.appeals.web.staff_filters import category_choices
from quartier.features.appeals.web.staff_forms import languages
from quartier.features.appeals.web.staff_frame import permitted, tongue
from quartier.ui.forms.base import Form, form_page
from quartier.ui.forms.fields import CountedText
from quartier.ui.parts import Cell, Column, Table
from quartier.ui.tags.texts import table_moment

TITLES = {"uk": _("Title in Ukrainian"), "fr": _("Title in French"), "en": _("Title in English")}
WORDS = {"uk": _("Text in Ukrainian"), "fr": _("Text in French"), "en": _("Text in English")}


class TextForm(Form):
    """A text in the languages one has; one of them at least."""

    category = forms.ChoiceField(label=_("For which category"), required=False)

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["category"].choices = category_choices(empty=gettext("for all"))
        for code in languages():
            self.fields[f"title_{code}"] = forms.CharField(
                label=TITLES[code], required=False, widget=forms.TextInput({"lang": code})
            )
            self.fields[f"words_{code}"] = forms.CharField(
                label=WORDS[code], required=False, widget=CountedText(wording.TEXT, rows=6)
            )
            self.fields[f"words_{code}"].widget.attrs["lang"] = code

    def by_language(self, name: str) -> dict[str, str]:
        return {code: self.cleaned_data[f"{name}_{code}"] for code in languages()}


@permitted(HANDLE)
def listing(request: HttpRequest) -> HttpResponse:
    """The texts of one's own organisation."""
    found = texts.texts_of(request.visit.organisation or 0)
    labels = [gettext("Text"), gettext("Category"), gettext("Languages"), gettext("Since")]
    rows = [
        [
            Cell(text=one.title(tongue()), url=reverse("appeals_staff:text", args=[one.code])),
            staff_reading.category_name(one.category) if one.category else gettext("for all"),
            ", ".join(sorted(one.words)),
            Cell(text=table_moment(one.at), at=one.at),
        ]
        for one in found
    ]
    table = Table(
        caption=gettext("Texts for answers"),
        columns=[Column(label=one) for one in labels],
        rows=rows,
        hide_caption=True,
    )
    return render(
        request, "appeals_staff/texts.html", staff_frame.context(request, "texts") | {"table": table}
    )


@permitted(HANDLE)
def write(request: HttpRequest, code: str = "") -> HttpResponse:
    """Write a text, or a new wording of one."""
    visit = request.visit
    held = texts.text(visit.organisation or 0, code) if code else None
    form = TextForm(request.POST if request.method == "POST" else None, initial=_initial(held))
    if form.is_valid() and tried(form, lambda: _kept(form, code, visit)):
        return redirect("appeals_staff:texts")
    context = staff_frame.context(request, "texts") | {"code": code, "gaps": _gaps()}
    return form_page(request, "appeals_staff/text.html", form, context)


def _kept(form: TextForm, code: str, visit: Any) -> str:
    return texts.keep(
        code=code,
        category=form.cleaned_data["category"],
        titles=form.by_language("title"),
        words=form.by_language("words"),
        by=visit,
        at=visit.now,
    )


def _initial(held: TextView | None) -> dict[str, Any]:
    if held is None:
        return {}
    found: dict[str, Any] = {"category": held.category}
    found |= {f"title_{code}": text for code, text in held.titles.items()}
    return found | {f"words_{code}": text for code, text in held.words.items()}


def _gaps() -> list[dict[str, str]]:
    said = {
        "number": gettext("number of the request"),
        "title": gettext("its title"),
        "body": gettext("who answers"),
        "arrived": gettext("day on which it arrived"),
        "due": gettext("last day for the answer"),
        "name": gettext("name of the person"),
    }
    return [{"gap": f"{{{code}}}", "says": said[code]} for code in wording.GAPS]


@require_POST
@permitted(HANDLE)
def end(request: HttpRequest, code: str) -> HttpResponse:
    """Take a text off the list."""
    texts.end(code=code, by=request.visit, at=request.visit.now)
    return redirect("appeals_staff:texts")
