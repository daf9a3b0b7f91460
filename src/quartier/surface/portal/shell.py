"""What stands around the matter of a public page: place, languages, danger numbers, navigation."""

from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from django.conf import settings
from django.db import DatabaseError
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse, translate_url
from django.utils.translation import get_language_from_path
from django.utils.translation import gettext as _

from quartier.core.registry.backend.base import NobodyEntered
from quartier.core.registry.visits import VisitKind
from quartier.surface.portal import parts
from quartier.surface.portal.place import PARAMETER, kept, language, place_of
from quartier.ui.shell import LanguageLink, NavItem, Shell

LANGUAGE = "language"  # read on pages whose address names none
OWN_NAMES = {"uk": "Українська", "fr": "Français", "en": "English"}
FOOT = (
    "portal-accessibility",
    "portal-open-data",
    "portal-ledger",
    "portal-privacy",
    "portal-about",
    "portal-sitemap",
)


def shell_of(request: HttpRequest, *, exit_url: str = "") -> Shell:
    """The shell of this request. Without a database it is bare, so that an error page can still be drawn."""
    try:
        return _shell(request, exit_url)
    except (DatabaseError, NobodyEntered):
        return Shell(place="", home="/", languages=_languages(request, ""), demo=settings.QUARTIER_DEMO)


def build(request: HttpRequest) -> Shell:
    """What the context processor asks for."""
    return shell_of(request)


def _shell(request: HttpRequest, exit_url: str) -> Shell:
    place = place_of(request)
    keep = kept(request)
    visit = getattr(request, "visit", None)
    return Shell(
        place=place.name(language()) if place else "",
        home=address("portal-home", keep),
        nav=tuple(
            _item(request, entry.name, entry.label, keep)
            for entry in parts.navigation(signed_in=_signed_in(visit))
        ),
        languages=_languages(request, place.slug if place else ""),
        danger=tuple(place.danger_numbers) if place else (),
        foot=tuple(_item(request, name, label, keep) for name, label in _foot()),
        exit_url=exit_url,
        demo=settings.QUARTIER_DEMO,
        as_of=visit.now if visit is not None and settings.QUARTIER_DEMO else None,
        keep=keep,
    )


def _signed_in(visit: Any) -> bool:
    """By an account; a code on paper opens one record and signs nobody in."""
    return visit is not None and visit.kind is VisitKind.ACCOUNT


def address(name: str, keep: tuple[tuple[str, str], ...] = (), *args: object) -> str:
    """Address of a page with what links carry on."""
    return reverse(name, args=args) + (f"?{urlencode(keep)}" if keep else "")


def exists(name: str) -> bool:
    """Whether this installation has that page: nothing links to a page that is not there."""
    try:
        reverse(name)
    except NoReverseMatch:
        return False
    return True


def _foot() -> list[tuple[str, str]]:
    labels = (
        _("Accessibility"),
        _("Open data"),
        _("The ledger"),
        _("Privacy"),
        _("About and source code"),
        _("All pages"),
    )
    return list(zip(FOOT, labels, strict=True))


def _item(request: HttpRequest, name: str, label: str, keep: tuple[tuple[str, str], ...]) -> NavItem:
    url = reverse(name)
    current = request.path == url or (len(url) > len("/xx/") and request.path.startswith(url))
    return NavItem(label=label, url=address(name, keep), current=current)


def _languages(request: HttpRequest, place: str) -> tuple[LanguageLink, ...]:
    """The same page, about the same place, in each language; addresses without one are asked by `?language=`."""
    links = []
    for code, _name in settings.LANGUAGES:
        links.append(
            LanguageLink(
                code=code,
                name=OWN_NAMES[code],
                url=_translated(request, code, place),
                current=code == language(),
            )
        )
    return tuple(links)


def _translated(request: HttpRequest, code: str, place: str) -> str:
    parts_of = urlsplit(request.get_full_path())
    path = translate_url(parts_of.path, code)
    query = {key: values[-1] for key, values in parse_qs(parts_of.query).items() if key != PARAMETER}
    if not get_language_from_path(parts_of.path):
        query[LANGUAGE] = code
    elif place:
        query[PARAMETER] = place
    return path + (f"?{urlencode(query)}" if query else "")
