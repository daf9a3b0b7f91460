"""The ledger in the console: how it stands, state by state."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from quartier.core.ledger import queries
from quartier.surface import ledger_files, ledger_state, ledger_verifiers, ledger_words
from quartier.surface.console import ledger_export
from quartier.surface.console.gate import permitted
from quartier.ui.parts import Cell, Column, Table
from quartier.ui.rooms import Room
from quartier.ui.tags.texts import table_moment, table_number

ROOM = Room(code="ledger", label=_("Ledger"), url="console:ledger", permit="ledger.read", order=85)
HEADS = 20


@permitted(ROOM.permit)
def ledger(request: HttpRequest) -> HttpResponse:
    """Heads, witnesses, gaps, and what can be taken away."""
    at, asked = request.visit.now, ledger_files.asked()
    found = ledger_state.gaps(at=at)
    context = {
        "standing": ledger_state.standing(asked, at=at),
        "quorum": ledger_state.quorum(asked),
        "witnesses": ledger_state.witnesses(asked, at=at),
        "heads": _heads(),
        "strip": ledger_state.strip(found, at=at),
        "gap_table": ledger_state.gap_table(found, at=at),
        "checked": ledger_files.last_check(),
        "may_export": request.visit.may(ledger_export.PERMIT),
        "verifiers": ledger_verifiers.table(asked),
        "limits": ledger_words.of_ledger(),
    }
    return render(request, "console/ledger/page.html", context)


def _heads() -> Table:
    """The newest states: also those that still wait for their witnesses."""
    labels = [
        gettext("Signed"),
        gettext("Entries"),
        gettext("Published"),
        gettext("Witnesses"),
        gettext("Fingerprint"),
    ]
    rows = [
        [
            Cell(text=table_moment(head.signed_at), at=head.signed_at),
            table_number(head.size),
            Cell(text=table_moment(head.published_at), at=head.published_at) if head.published_at else "–",
            len(head.witnesses),
            format_html("<code>{}</code>", " ".join(head.root.hex()[at : at + 4] for at in range(0, 16, 4))),
        ]
        for head in queries.heads(HEADS)
    ]
    return Table(
        caption=gettext("Newest states"),
        columns=[Column(label=label, numeric=label in (labels[1], labels[3])) for label in labels],
        rows=rows,
        tight=True,
    )


urlpatterns = [path("ledger/", ledger, name="ledger"), *ledger_export.urlpatterns]
