"""Mending an entry: the same questions with the old answers, and why. Both entries are shown, the newest counts."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache

from quartier.core.kit.errors import Invalid, NotAllowed, NotFound, Problem, Refusal
from quartier.features.custody import correcting, queries
from quartier.features.custody.rules.acts.act import Act, Field
from quartier.features.custody.views import EntryView
from quartier.features.custody.web import act_book, act_words, record_html, record_story
from quartier.features.custody.web.act_book import Book
from quartier.features.custody.web.act_fields import Line, tongue
from quartier.features.custody.web.act_forms import PREFIX, ActForm
from quartier.ui.forms.base import form_page


class CorrectionForm(ActForm):
    """An act's questions with what the old entry says. What is sealed from this reader is not asked, and stays."""

    def __init__(self, *args: Any, entry: EntryView, **more: Any) -> None:
        self.entry = entry
        super().__init__(*args, initial=initial(entry, more["act"]), **more)
        self.fields["reason"] = Line(
            label=_("Why it is corrected"), help_text=_("Both entries stay in the record, with this reason.")
        )
        self.fields["voids"] = forms.BooleanField(
            label=_("It never happened, or not to this person"), required=False
        )

    def questions(self) -> list[Field]:
        return [one for one in super().questions() if not (one.sealed and self.entry.sealed)]

    def lay(self, problems: Iterable[Problem]) -> None:
        """What is not asked here was checked when it was first written."""
        known = {*self.fields, *(name.removeprefix(PREFIX) for name in self.fields)}
        super().lay(one for one in problems if one.field.partition(".")[0] in known)

    def changed_values(self) -> dict[str, Any]:
        """Only what differs from the old entry; an empty text takes an answer away."""
        old, new = self.entry.told, self.said.values
        asked = [one.code for one in self.questions()]
        found = {code: new.get(code, "") for code in asked if new.get(code) != old.get(code)}
        return {code: value for code, value in found.items() if value != "" or code in old}

    def moment(self) -> datetime | None:
        """The time that was typed; None keeps the old one."""
        return self.said.occurred_at if (self.cleaned_data.get("occurred_at") or "").strip() else None


def initial(entry: EntryView, act: Act) -> dict[str, Any]:
    """The old answers as the fields show them."""
    kinds = {one.code: one for one in act.fields}
    found: dict[str, Any] = {
        f"{PREFIX}{code}": _typed(kinds[code], value) for code, value in entry.told.items() if code in kinds
    }
    return found | {"occurred_at": _moment(entry.occurred_at), "done_by": entry.done_by}


def _typed(field: Field, value: Any) -> Any:
    if field.kind == "instant":
        return _moment(datetime.fromisoformat(str(value)))
    if field.kind == "items":
        rows = {one.code: one for one in field.rows}
        return [_row(rows, one) for one in value if isinstance(one, Mapping)]
    return value


def _row(rows: Mapping[str, Field], one: Mapping[str, Any]) -> dict[str, Any]:
    return {code: _typed(rows[code], each) if code in rows else each for code, each in one.items()}


def _moment(at: datetime) -> str:
    """As it can be typed: 19.11.2026 14:05."""
    return f"{timezone.localtime(at):%d.%m.%Y %H:%M}"


@never_cache
def page(request: HttpRequest, id: UUID, entry: UUID) -> HttpResponse:
    """The old entry above, the form below; a refusal stands on the page and nothing typed is lost."""
    book = act_book.of_stay(request.visit, id)
    old = _entry(request, id, entry)
    act = act_book.act_of(request.visit, book, old.act)
    request.look([book.about], "custody correction")
    with timezone.override(book.zone):
        form = CorrectionForm(
            request.POST if request.method == "POST" else None,
            act=act,
            frame=act_book.frame(request.visit, book, act, now=request.visit.now),
            entry=old,
        )
        if request.method == "POST" and form.is_valid() and _corrected(request, form):
            return redirect(_back(request, id, book))
        return form_page(request, "custody/correction.html", form, _context(request, book, act, old, form))


def _entry(request: HttpRequest, stay: UUID, id: UUID) -> EntryView:
    """The entry, for whoever reads the record or, as a doctor, its medical part. Raises NotFound."""
    found = queries.entries_of(request.visit, stay)
    if not found:
        part = queries.part_for(request.visit, stay, "medical")
        found = queries.entries_in_part(request.visit, part.id) if part.id else []
    for one in found:
        if one.id == id and one.counts:
            return one
    raise NotFound("no_such_record")


def _corrected(request: HttpRequest, form: CorrectionForm) -> bool:
    data = form.cleaned_data
    try:
        correcting.correct(
            entry=form.entry.id,
            values=form.changed_values(),
            occurred_at=form.moment(),
            done_by=data.get("done_by"),
            reason=data.get("reason") or "",
            voids=bool(data.get("voids")),
            by=request.visit,
            at=request.visit.now,
        )
    except Invalid as refusal:
        form.lay(refusal.problems)
        return not form.errors and _unsaid(form, refusal)
    except (NotAllowed, NotFound):
        raise
    except Refusal as refusal:
        form.add_error(None, act_words.sentence(refusal))
        return False
    return True


def _unsaid(form: CorrectionForm, refusal: Invalid) -> bool:
    """A refusal about something that is not asked here must be said all the same."""
    form.add_error(None, act_words.sentence(refusal))
    return False


def _back(request: HttpRequest, id: UUID, book: Book) -> str:
    doctor = request.visit.may("custody.medical") and not request.visit.may("custody.read")
    return reverse("custody:patient", args=[id]) if doctor else book.back


def _context(
    request: HttpRequest, book: Book, act: Act, old: EntryView, form: CorrectionForm
) -> dict[str, Any]:
    row = record_story.rows([old], pack=book.pack, pauses=False)[0]
    return {
        "book": book,
        "title": gettext("Correct No. %(number)s") % {"number": old.number},
        "old": row,
        "crumbs": [
            {"label": f"{book.label} {book.number}".strip(), "url": _back(request, book.about, book)},
            {"label": act.do.say(tongue()), "url": ""},
        ],
        "old_html": record_html.lines(row.lines),
    }
