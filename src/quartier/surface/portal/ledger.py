"""The ledger for everybody: how it stands, who witnessed it, where it has gaps, how to check it without us."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from quartier.surface import ledger_files, ledger_state, ledger_words
from quartier.surface.portal.place import place_of


def ledger(request: HttpRequest) -> HttpResponse:
    """The page of the ledger."""
    place_of(request)  # its clock is the page's
    at, asked = request.visit.now, ledger_files.asked()
    found = ledger_state.gaps(at=at)
    context = {
        "standing": ledger_state.standing(asked, at=at),
        "quorum": ledger_state.quorum(asked),
        "witnesses": ledger_state.witnesses(asked, at=at),
        "gap_table": ledger_state.gap_table(found, at=at),
        "strip": ledger_state.strip(found, at=at),
        "policy": asked,
        "limits": ledger_words.of_ledger(),
    }
    return render(request, "portal/ledger/page.html", context)


def policy(request: HttpRequest) -> HttpResponse:
    """Whose signatures count, as the file that verifiers read."""
    asked = ledger_files.asked()
    if asked is None:
        raise Http404
    return HttpResponse(asked.text, content_type="text/plain; charset=utf-8")
