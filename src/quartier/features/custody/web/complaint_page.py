"""A complaint about treatment, in the person's own words: written down, sent past those it is about, and out of sight."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache

from quartier.core.accounts import queries as accounts
from quartier.core.registry.visits import Visit
from quartier.features.custody import complaining, queries
from quartier.features.custody.complaining import Concerned
from quartier.features.custody.rules.acts.act import Act
from quartier.features.custody.web import act_book, act_page, signing
from quartier.features.custody.web.act_book import Book
from quartier.features.custody.web.act_fields import Several
from quartier.features.custody.web.act_forms import ActForm

MADE, SUITE = "complaint_made", "suite"


@never_cache
def page(request: HttpRequest, id: UUID) -> HttpResponse:
    """Take a complaint. Afterwards whoever wrote it down does not see it any more."""
    book = act_book.of_stay(request.visit, id)
    if "done" in request.GET:
        return render(request, "custody/act/complained.html", {"book": book})
    people = _people(request.visit, id)

    def form(*args: Any, **more: Any) -> ActForm:
        return Asked(*args, people=people, **more)

    done = reverse("custody:complain", args=[id]) + "?done=1"
    return act_page.page(request, book, MADE, kind=form, write=_complain, done=done)


class Asked(ActForm):
    """Besides what the act asks: which of those who wrote in this record it is about, or the suite as a whole."""

    def __init__(self, *args: Any, people: list[tuple[str, str]], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["about"] = Several(
            label=_("Is it about one of these"),
            help_text=_(
                "They are not told, and never see it. Where it is about the whole suite, a higher body hears it."
            ),
            choices=[*people, (SUITE, _("the suite as a whole"))],
            required=False,
        )

    @property
    def groups(self) -> list[dict[str, Any]]:
        return [*super().groups, {"field": self["about"], "when": ""}]


def _people(visit: Visit, stay: UUID) -> list[tuple[str, str]]:
    """Those who wrote in this record, by name."""
    ids = dict.fromkeys(one.by for one in queries.entries_of(visit, stay) if one.by)
    known = [(id, accounts.account(id)) for id in ids if id != visit.account]
    return [(str(id), found.name) for id, found in known if found]


def _complain(request: HttpRequest, book: Book, act: Act, form: ActForm) -> None:
    data, visit, said = form.cleaned_data, request.visit, dict(form.said.values)
    named = [one for one in data.get("about", []) if one != SUITE]
    concerned = [Concerned(account=UUID(one)) for one in named]
    if SUITE in data.get("about", []):
        concerned.append(Concerned(organisation=book.suite.organisation))
    complaining.complain(
        stay=book.about,
        told=said.pop("told", ""),
        in_whose_presence=said.pop("present", []),
        concerned=concerned,
        values=said,
        occurred_at=form.said.occurred_at,
        late_reason=data.get("late_reason") or "",
        signed=signing.read(data, act),
        by=visit,
        at=visit.now,
    )
