"""Writing down a complaint about treatment: in the person’s words, past those it is about, out of sight at once."""

from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache

from quartier.core.kit.errors import Invalid, NotAllowed, NotFound, Refusal
from quartier.features.custody import complaining, queries
from quartier.features.custody.complaining import Complained, Concerned
from quartier.features.custody.rules.acts.catalogue import ACTS
from quartier.features.custody.web import act_book, act_words, record_story, signing
from quartier.features.custody.web.act_book import Book
from quartier.features.custody.web.act_fields import tongue
from quartier.features.custody.web.act_forms import ActForm
from quartier.ui.forms.base import form_page

ACT = ACTS["complaint_made"]


class ComplaintForm(ActForm):
    """The act’s questions, and which colleagues it is about: they are never told."""

    def __init__(self, *args: Any, people: list[tuple[str, str]], **more: Any) -> None:
        super().__init__(*args, **more)
        if people:
            self.fields["people"] = forms.MultipleChoiceField(
                label=_("Colleagues it is about"),
                help_text=_(
                    "Those chosen are not told of it and cannot find it. Choose nobody if you do not know."
                ),
                choices=people,
                required=False,
                widget=forms.CheckboxSelectMultiple,
            )


@never_cache
def page(request: HttpRequest, id: UUID) -> HttpResponse:
    """One page: what the person told, whom it is about, who was there, the signature."""
    book = act_book.of_stay(request.visit, id)
    act_book.act_of(request.visit, book, ACT.code)
    request.look([book.about], "custody complaint")
    with timezone.override(book.zone):
        form = ComplaintForm(
            request.POST if request.method == "POST" else None,
            act=ACT,
            frame=act_book.frame(request.visit, book, ACT, now=request.visit.now),
            people=_people(request, id),
        )
        made = _made(request, book, form) if request.method == "POST" and form.is_valid() else None
        if made:
            return redirect("custody:complaint_registered", id=id, tag=made.tag)
        return form_page(request, "custody/complaint/form.html", form, _context(book, form))


def _people(request: HttpRequest, stay: UUID) -> list[tuple[str, str]]:
    """Whoever wrote in this record, as far as this visit may read it."""
    try:
        entries = queries.entries_of(request.visit, stay)
    except (NotFound, NotAllowed):
        return []
    names = record_story.names_of(entry.by for entry in entries)
    return [(str(one), name) for one, name in names.items() if one != request.visit.account]


def _made(request: HttpRequest, book: Book, form: ComplaintForm) -> Complained | None:
    """Write it; None where it was refused, and the form says why."""
    data, said = form.cleaned_data, dict(form.said.values)
    told = str(said.pop("told", ""))
    present = said.pop("present", ())
    try:
        return complaining.complain(
            stay=book.about,
            told=told,
            in_whose_presence=present,
            concerned=[Concerned(account=UUID(one)) for one in data.get("people") or ()],
            values=said,
            occurred_at=form.said.occurred_at,
            late_reason=data.get("late_reason") or "",
            signed=signing.read(data, ACT),
            by=request.visit,
            at=request.visit.now,
        )
    except Invalid as refusal:
        form.lay(refusal.problems)
    except (NotAllowed, NotFound):
        raise
    except Refusal as refusal:
        form.add_error(None, act_words.sentence(refusal))
    return None


def _context(book: Book, form: ComplaintForm) -> dict[str, Any]:
    return {
        "book": book,
        "title": ACT.do.say(tongue()),
        "signs": signing.groups(form, ACT),
        "shared": [form[name] for name in ("sign-held", "sign-present") if name in form.fields],
        "crumbs": [
            {"label": f"{book.label} {book.number}".strip(), "url": book.back},
            {"label": ACT.do.say(tongue()), "url": ""},
        ],
    }


@never_cache
def registered(request: HttpRequest, id: UUID, tag: str) -> HttpResponse:
    """Said once, with the code for the person: whoever wrote it down does not see it any more."""
    book = act_book.of_stay(request.visit, id)
    groups = " ".join(tag[at : at + 4] for at in range(0, len(tag), 4))
    return render(request, "custody/complaint/registered.html", {"book": book, "tag": tag, "groups": groups})
