"""Files at an address: public pictures for everybody, files of a record for whoever sees that record."""

from http import HTTPStatus

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from quartier.core.files import queries
from quartier.core.files.queries import Opened
from quartier.core.kit.errors import NotFound

# A week: what was taken back is then gone from the memory of browsers too.
PUBLIC = "public, max-age=604800, immutable"
PRIVATE = "private, no-store"
# Whatever the bytes are, they run nothing and load nothing.
HARMLESS = "default-src 'none'; sandbox"


@require_safe
def public(request: HttpRequest, tag: str) -> HttpResponse:
    return _public(tag, small=False)


@require_safe
def small(request: HttpRequest, tag: str) -> HttpResponse:
    return _public(tag, small=True)


@require_safe
def own(request: HttpRequest, tag: str) -> HttpResponse:
    """The clean copy in the page; with `?original` what came in, to be saved and opened elsewhere."""
    original = "original" in request.GET
    try:
        found = queries.open_file(request.visit, tag, original=original)
    except NotFound:
        raise Http404 from None
    shown = found.media.startswith("image/") and not original
    return _answer(found, cache=PRIVATE, save=not shown)


def _public(tag: str, *, small: bool) -> HttpResponse:
    try:
        found = queries.open_public(tag, small=small)
    except NotFound:
        raise Http404 from None
    if found is None:
        return HttpResponse(
            _("This picture was taken back."),
            status=HTTPStatus.GONE,
            content_type="text/plain; charset=utf-8",
        )
    return _answer(found, cache=PUBLIC, save=False)


def _answer(found: Opened, *, cache: str, save: bool) -> HttpResponse:
    """At most ten megabytes, so at once; no file stays open when somebody goes away."""
    answer = HttpResponse(found.path.read_bytes(), content_type=found.media)
    answer["Content-Disposition"] = str(content_disposition_header(save, found.name))
    answer["Cache-Control"] = cache
    answer["Content-Security-Policy"] = HARMLESS
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cross-Origin-Resource-Policy"] = "same-origin"
    return answer
