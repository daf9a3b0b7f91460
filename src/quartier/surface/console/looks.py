"""Who looked at what in one's organisation, and what for."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from quartier.core.accounts import queries as accounts
from quartier.core.registry import queries
from quartier.core.registry.purposes import BY_CODE
from quartier.surface.console.gate import permitted
from quartier.ui.parts import Cell, Column, Table
from quartier.ui.rooms import Room
from quartier.ui.tags.texts import table_moment

ROOM = Room(code="looks", label=_("Looks"), url="console:looks", permit="registry.looks", order=80)
A_PAGE = 50


@permitted("registry.looks")
def looks(request: HttpRequest) -> HttpResponse:
    """Newest first; `before` goes back in time."""
    before = request.GET.get("before", "")
    rows = queries.looks_of_my_organisation(
        request.visit, before=int(before) if before.isdigit() else None, at_most=A_PAGE
    )
    older = rows[-1]["id"] if len(rows) == A_PAGE else None
    return render(request, "console/looks.html", {"looks": _table(rows), "older": older})


def _table(rows: list[dict[str, Any]]) -> Table:
    """Who, when, why, which page, how many records; never what stands in them."""
    language = get_language() or "en"
    names = {one: accounts.account(one) for one in {row["account"] for row in rows} if one}
    columns = [gettext("When"), gettext("Who"), gettext("What for"), gettext("Page"), gettext("Records")]
    return Table(
        caption=gettext("Looks, newest first"),
        columns=[Column(label=label, numeric=label == columns[-1]) for label in columns],
        rows=[
            [
                Cell(text=table_moment(row["at"]), at=row["at"]),
                names[row["account"]].name if names.get(row["account"]) else gettext("a program"),
                " ".join(part for part in (_purpose(row["purpose"], language), row["reason"]) if part),
                row["page"],
                len(row["subjects"]),
            ]
            for row in rows
        ],
        hide_caption=True,
    )


def _purpose(code: str, language: str) -> str:
    return BY_CODE[code].say(language) if code in BY_CODE else code


urlpatterns = [path("looks/", looks, name="looks")]
