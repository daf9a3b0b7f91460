"""The ledger for everybody: how it stands, who witnessed it, where it has gaps, how to check it without us."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render

from quartier.core.ledger import packs, queries
from quartier.core.ledger.site import site
from quartier.surface import ledger_files, ledger_state, ledger_verifiers, ledger_words
from quartier.surface.portal.place import place_of
from quartier.surface.turns import Turns
from quartier.surface.zipped import attachment, zipped

PACKS = Turns(2)


def ledger(request: HttpRequest) -> HttpResponse:
    """The page of the ledger."""
    place_of(request)  # its clock is the page's
    at, asked = request.visit.now, ledger_files.asked()
    found, standing = ledger_state.gaps(at=at), ledger_state.standing(asked, at=at)
    context = {
        "standing": standing,
        "quorum": ledger_state.quorum(asked),
        "witnesses": ledger_state.witnesses(asked, at=at),
        "gap_table": ledger_state.gap_table(found, at=at),
        "strip": ledger_state.strip(found, at=at),
        "verifiers": ledger_verifiers.table(asked),
        "commands": _commands(standing.head.size) if standing.head else (),
        "pack": standing.head is not None and ledger_files.signs_packs(),
        "policy": asked,
        "limits": ledger_words.of_ledger(),
    }
    return render(request, "portal/ledger/page.html", context)


def _commands(size: int) -> tuple[str, ...]:
    """What to type, in a folder that holds both files."""
    pack = f"pack-{size}"
    return (
        "sha256sum verify.py",
        f"unzip {pack}.zip",
        f"python3 -I verify.py {pack}",
        f"python3 -I verify.py {pack} --since OLDER-PACK",
    )


def pack(request: HttpRequest) -> HttpResponseBase:
    """The structure of the ledger, for anybody: no entry is opened, and no table is asked while it is sent."""
    head = queries.newest()
    if head is None or not ledger_files.signs_packs():
        raise Http404
    files = packs.files(
        site=site(),
        choice=packs.Choice(scope="structure"),
        envelopes=lambda *_places: (),
        published=head,
        at=request.visit.now,
    )
    chunks = PACKS.take(zipped(files, folder=f"pack-{head.size}"))
    if chunks is None:
        return HttpResponse(status=503, headers={"Retry-After": "60"})
    return attachment(chunks, f"pack-{head.size}.zip")


def policy(request: HttpRequest) -> HttpResponse:
    """Whose signatures count, as the file that verifiers read."""
    asked = ledger_files.asked()
    if asked is None:
        raise Http404
    return HttpResponse(asked.text, content_type="text/plain; charset=utf-8")


def verifier(request: HttpRequest, name: str) -> HttpResponse:
    """One of the two programs. The page among them is a file to keep: it works without us, and not here."""
    asked = ledger_files.asked()
    if asked is None:
        raise Http404
    one = next(one for one in ledger_verifiers.verifiers(asked) if one.name == name)
    response = HttpResponse(one.body, content_type=ledger_verifiers.TYPES[name])
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
