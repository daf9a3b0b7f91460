"""The gate of the console: nobody passes who may not, whatever a page forgot."""

from collections.abc import Callable
from functools import partial, wraps
from typing import Any
from zoneinfo import ZoneInfo

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from quartier.core.accounts import queries as accounts
from quartier.core.kit.errors import NotAllowed
from quartier.core.territory import queries as territory
from quartier.surface import refusals
from quartier.surface.console import looking, purpose

PREFIX, PERMIT = "/console/", "console.open"


class Gate:
    """Middleware inside the entry: visitors sign in first, everybody else needs the permit to be here.

    Pages of features know nothing of the console's modules: what they note of a look, and what it is for, they reach by
    `request.look(ids, page)` and `request.purposes()`.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.path.startswith(PREFIX):
            return self.get_response(request)
        if not request.visit.may(PERMIT):
            if request.visit.account is None:
                return redirect_to_login(request.get_full_path())
            return refusals.forbidden(request)
        request.look = partial(looking.look, request)
        request.purposes = partial(purpose.context, request)
        with timezone.override(zone_of(request.visit)):
            return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        return refusals.answer(request, exception)


def zone_of(visit: Any) -> ZoneInfo | None:
    """The clock on the wall of one's own office; the installation's where somebody has none."""
    own = accounts.organisation(visit.organisation) if visit.organisation is not None else None
    return territory.area(id=own.area_id, with_geometry=False).zone if own and own.area_id else None


def permitted(permit: str) -> Callable[[Callable[..., HttpResponse]], Callable[..., HttpResponse]]:
    """A view that needs a permit: `@permitted("incidents.import")`."""

    def around(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if not request.visit.may(permit):
                raise NotAllowed("not_permitted", permit=permit)
            return view(request, *args, **kwargs)

        return guarded

    return around
