"""The frame of the pages of one's own account: the portal's, with the languages in the query."""

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext

from quartier.surface.languages import languages
from quartier.ui.shell import NavItem, Shell


def build(request: HttpRequest) -> Shell:
    """The shell of this request."""
    nav = []
    if request.visit.account:
        nav.append(
            NavItem(
                label=gettext("My account"),
                url=reverse("sign_in:home"),
                current=request.path == reverse("sign_in:home"),
            )
        )
    if request.visit.may("console.open"):
        nav.append(NavItem(label=gettext("Console"), url="/console/"))
    return Shell(
        place="",
        home="/",
        nav=tuple(nav),
        languages=tuple(languages(request)),
        demo=settings.QUARTIER_DEMO,
        as_of=request.visit.now,
    )
