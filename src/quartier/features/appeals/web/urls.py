"""Addresses of appeals: public below a language, staff below the console, open without a language."""

from typing import Any

from django.urls import URLPattern, URLResolver, include, path
from django.utils.translation import gettext_lazy as _

from quartier.features.appeals.web import embed, public_read, staff_urls
from quartier.features.appeals.web import staff as console
from quartier.features.appeals.web.open311_urls import OPEN311
from quartier.features.appeals.web.public_urls import PUBLIC

ROOM = staff_urls.ROOM
portal_nav: list[tuple[str, Any]] = [("appeals:list", _("Requests"))]
home_parts: list[Any] = [public_read.on_home]
public: list[URLPattern | URLResolver] = [
    path("appeals/embed/", embed.code, name="appeals_embed_code"),
    path("", include((PUBLIC, "appeals"))),
]
staff: list[URLPattern | URLResolver] = staff_urls.urlpatterns
open: list[URLPattern | URLResolver] = [
    path("", include((OPEN311, "appeals_open"))),
    path("", include(([path("embed/appeals/", embed.frame, name="frame")], "appeals_embed"))),
]
board = console.board
find = console.find
