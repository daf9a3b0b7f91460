"""The frame of every page of the console: rooms by permit, who is here, the same page in another language."""

from contextlib import suppress

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.translation import get_language, gettext

from quartier.core.accounts import queries
from quartier.core.accounts.roles import ROLES
from quartier.surface.console import rooms
from quartier.surface.languages import languages
from quartier.ui.shell import NavItem, Shell


def build(request: HttpRequest) -> Shell:
    """The shell of this request."""
    visit = request.visit
    return Shell(
        place=_office(request),
        home="/console/",
        nav=tuple(_rooms(request)),
        languages=tuple(languages(request)),
        actor=_actor(request),
        sign_out=reverse("account_logout"),
        command_url=reverse("console:find"),
        foot=(
            NavItem(label=gettext("My account"), url=reverse("sign_in:home")),
            NavItem(label=gettext("Roles in plain words"), url=reverse("console:roles")),
        ),
        demo=settings.QUARTIER_DEMO,
        as_of=visit.now,
    )


def _rooms(request: HttpRequest) -> list[NavItem]:
    places = []
    for room in rooms.open_to(request.visit):
        with suppress(NoReverseMatch):
            places.append((str(room.label), reverse(room.url)))
    around = [url for _, url in places if request.path.startswith(url)]
    here = max(around, key=len, default="")
    if here == "/console/" != request.path:
        here = ""
    return [NavItem(label=label, url=url, current=url == here) for label, url in places]


def _office(request: HttpRequest) -> str:
    visit = request.visit
    own = queries.organisation(visit.organisation) if visit.organisation is not None else None
    names = own.names if own else {}
    return names.get((get_language() or "en")[:2], next(iter(names.values()), ""))


def _actor(request: HttpRequest) -> str | None:
    """Name and first role, as colleagues say it."""
    name = str(request.user) if request.user.is_authenticated else ""
    roles = [ROLES[code].name.say(get_language() or "en") for code in request.visit.roles if code in ROLES]
    return ", ".join(part for part in (name, *roles[:1]) if part) or None
