"""Pages that only the demo has: the list of personas, and the short cut through which one becomes one of them."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_safe

from quartier.core.kit.errors import NotFound
from quartier.surface.settings.env import LANGUAGES

from . import entering, finding, on_the_table, running, short_cut, world
from . import personas as people


@require_safe
def choose_language(request: HttpRequest) -> HttpResponse:
    return redirect(f"/{language()}/demo/")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def personas(request: HttpRequest) -> HttpResponse:
    """The people one can be. A button signs in at once: nothing here is anybody's."""
    chosen = world.persona(request.POST.get("persona", "")) if request.method == "POST" else None
    if chosen is not None:
        return entering.enter(request, chosen, language=language())
    return render(request, "demo/personas.html", {"homes": people.by_home(language())})


@never_cache
@require_GET
def sign_in(request: HttpRequest, token: str) -> HttpResponse:
    """A one-time link made by `quartier demo sign-in`."""
    chosen = world.persona(short_cut.take(running.links(running.data()), token) or "")
    if chosen is None:
        return render(request, "demo/link_used.html", status=410)
    return entering.enter(request, chosen, language=chosen["language"])


@never_cache
@require_safe
def receipt(request: HttpRequest) -> HttpResponse:
    """Scan the receipt that lies on the table: on to the page that its code leads to."""
    path = on_the_table.receipt()
    if not path.exists():
        raise Http404
    asked = request.GET.urlencode()
    return redirect(f"/r/{path.read_text(encoding='ascii').strip()}" + (f"?{asked}" if asked else ""))


@never_cache
@require_safe
def found(request: HttpRequest, kind: str, name: str) -> HttpResponse:
    """On to a record of the town, as whoever is here sees it."""
    try:
        return redirect(finding.address(kind, name, by=request.visit, language=language()))
    except NotFound:
        raise Http404 from None


def language() -> str:
    code = (get_language() or "")[:2]
    return code if code in LANGUAGES else "en"
