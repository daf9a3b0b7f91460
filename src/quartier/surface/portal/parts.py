"""What features bring to the portal: links of the navigation and pieces of the first page.

A feature's `web/urls.py` may have `portal_nav` (name of an address, label) and `home_parts` (functions from request and
place to a piece of the first page). The surface asks for them by name of the feature; features know nothing of it.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import import_module
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _


@dataclass(frozen=True, slots=True)
class Entry:
    """One link of the navigation: name of the address, label in the reader's language."""

    name: str
    label: str


def navigation(*, signed_in: bool = False) -> list[Entry]:
    """The portal's own pages, then those of the features, then one's account; only what this installation has."""
    own = [
        Entry("portal-map", _("What happens near me")),
        Entry("portal-my-area", _("My area")),
        Entry("portal-promises", _("Promises")),
    ]
    features = [Entry(name, str(label)) for part in _features("portal_nav") for name, label in part]
    account = Entry("sign_in:home", _("My account")) if signed_in else Entry("account_login", _("Sign in"))
    entries = [*own, *features, account]
    return [entry for entry in entries if _is_there(entry.name)]


def of_home(request: HttpRequest, place: Any) -> list[str]:
    """The pieces that features set on the first page, drawn."""
    makers: list[Callable[[HttpRequest, Any], str]] = [
        maker for part in _features("home_parts") for maker in part
    ]
    return [text for maker in makers if (text := maker(request, place))]


def _features(attribute: str) -> Iterator[Any]:
    for feature in settings.QUARTIER_FEATURES:
        module = import_module(f"quartier.features.{feature}.web.urls")
        yield getattr(module, attribute, ())


def _is_there(name: str) -> bool:
    try:
        reverse(name)
    except NoReverseMatch:
        return False
    return True
