"""Addresses of news: public below a language, staff below the console, open without a language."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.urls import URLPattern, URLResolver, include, path, reverse
from django.utils.translation import gettext_lazy as _

from quartier.features.news import queries
from quartier.features.news.web import alerts, follow, picture
from quartier.features.news.web import public as pages
from quartier.features.news.web import staff as console
from quartier.ui.rooms import Hit, Room, Task

ROOM = Room(code="news", label=_("News"), url="news_staff:list", permit="news.write", order=60)
portal_nav = [("news:list", _("News"))]
home_parts = [pages.on_home]

_public = [
    path("news/", pages.listing, name="list"),
    path("news/follow/", follow.follow, name="follow"),
    path("news/<slug:tag>/", pages.item, name="item"),
]
_staff = [
    path("news/", console.listing, name="list"),
    path("news/write/", console.write, name="write"),
    path("news/<uuid:id>/", console.item, name="item"),
    path("news/<uuid:id>/edit/", console.edit, name="edit"),
    path("news/<uuid:id>/picture/", picture.picture, name="picture"),
    path("news/<uuid:id>/picture/drop/", picture.drop, name="drop_picture"),
    path("news/<uuid:id>/offer/", console.offer, name="offer"),
    path("news/<uuid:id>/publish/", console.publish, name="publish"),
    path("news/<uuid:id>/send-back/", console.send_back, name="send_back"),
    path("news/<uuid:id>/withdraw/", console.withdraw, name="withdraw"),
]
_open = [
    path("feeds/news.atom", pages.feed, name="feed"),
    path("feeds/alerts.atom", alerts.feed, name="alerts"),
    path("feeds/alerts/<slug:tag>.xml", alerts.document, name="cap"),
]

public: list[URLPattern | URLResolver] = [path("", include((_public, "news")))]
staff: list[URLPattern | URLResolver] = [path("", include((_staff, "news_staff")))]
open: list[URLPattern | URLResolver] = [path("", include((_open, "news_open")))]


def board(visit: Any) -> Iterator[Task]:
    """Texts that wait for a second person, for those who may decide."""
    if not visit.may("publication.decide"):
        return
    for item in queries.items_for(visit):
        if item.state == "waiting":
            title = next((text for text in item.titles.values() if text), item.tag)
            yield Task(
                label=title, url=reverse("news_staff:item", args=[item.id]), note=str(_("to be let out"))
            )


def find(visit: Any, text: str) -> Iterable[Hit]:
    """Texts whose title holds what was typed."""
    folded = text.casefold()
    for item in queries.items_for(visit):
        for title in item.titles.values():
            if folded in title.casefold():
                yield Hit(label=title, url=reverse("news_staff:item", args=[item.id]))
                break
