"""`/r/TAG`: whatever the code on a receipt leads to. It says that a record exists in the ledger, and proves it.

Nothing else may be learnt here: no kind, no number of entries, no content. A code that is unknown, one of a record
without an entry, and one that is no code at all answer alike. The page is in no index, and passes no referrer on.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import wraps

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from quartier.core.kit.ids import read_tag
from quartier.core.ledger import queries
from quartier.core.ledger.queries import Existence, Published
from quartier.surface import ledger_files, ledger_words
from quartier.surface.ledger_files import Asked
from quartier.surface.portal.place import place_of
from quartier.ui.parts import Witnesses

View = Callable[..., HttpResponse]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A receipt as its holder may see it. `size` and `names` are of the published state that proves the entry."""

    groups: str
    address: str
    door: str
    file: str
    file_name: str
    origin: str
    digits: str
    index: int
    since: datetime
    size: int
    names: list[tuple[str, datetime]]
    signed: Witnesses | None


def guarded(view: View) -> View:
    """Kept by no cache, found by no search engine, told to no other site."""

    @wraps(view)
    def around(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        response = require_safe(view)(request, *args, **kwargs)
        response["Cache-Control"] = "no-store"
        response["Referrer-Policy"] = "no-referrer"
        response["X-Robots-Tag"] = "noindex, nofollow, noarchive"
        return response

    return around


@guarded
def find(request: HttpRequest) -> HttpResponse:
    """A code that was typed from paper: `?code=`, with gaps, capitals and dashes as they come."""
    typed = request.GET.get("code", "")
    code = read_tag(typed)
    if code:
        return HttpResponseRedirect(reverse("receipt", args=[code]))
    return _nothing(request) if typed else render(request, "portal/receipt/find.html")


@guarded
def show(request: HttpRequest, tag: str) -> HttpResponse:
    """The page of one code."""
    place_of(request)  # its clock is the page's
    code = read_tag(tag)
    entry = _entry(code) if code else None
    if code is None or entry is None:
        return _nothing(request)
    asked = ledger_files.asked()
    head = ledger_files.head_for(entry, asked)
    if head is None:
        return render(request, "portal/receipt/waiting.html", {"groups": grouped(code)})
    shown = _shown(request, code, entry, head, asked)
    return render(
        request, "portal/receipt/page.html", {"receipt": shown, "limits": ledger_words.of_receipt()}
    )


@guarded
def proof(request: HttpRequest, tag: str) -> HttpResponse:
    """The file that proves it: existence only."""
    code = read_tag(tag)
    entry = _entry(code) if code else None
    head = ledger_files.head_for(entry, ledger_files.asked()) if entry else None
    if code is None or entry is None or head is None:
        return _nothing(request)
    response = HttpResponse(ledger_files.receipt(code, entry, head), content_type="application/json")
    response["Content-Disposition"] = f'attachment; filename="{_file_name(code)}"'
    return response


def _entry(code: str) -> Existence | None:
    """The record's first entry: that it exists is all that is shown, so later ones are not counted or told."""
    found = queries.existence(code)
    return found[0] if found else None


def _nothing(request: HttpRequest) -> HttpResponse:
    return render(request, "portal/receipt/unknown.html", status=404)


def _shown(request: HttpRequest, code: str, entry: Existence, head: Published, asked: Asked | None) -> Shown:
    cosigned = asked.cosigned(head.note) if asked else {}
    return Shown(
        groups=grouped(code),
        address=request.build_absolute_uri(reverse("receipt", args=[code])),
        door=request.get_host() + reverse("receipt-find"),
        file=reverse("receipt-proof", args=[code]),
        file_name=_file_name(code),
        origin=settings.LEDGER_ORIGIN,
        digits=entry.leaf.hex()[:16],
        index=entry.index or 0,
        since=max(cosigned.values(), default=head.at),
        size=head.size,
        names=sorted(cosigned.items()),
        signed=Witnesses(signed=len(cosigned), of=len(asked.names)) if asked and asked.names else None,
    )


def grouped(code: str) -> str:
    """The code as it is printed: groups that a person can read out."""
    return " ".join(code[at : at + 4] for at in range(0, len(code), 4))


def _file_name(code: str) -> str:
    return f"receipt-{code}.json"
