"""Addresses below a language."""

from django.urls import URLPattern, URLResolver, path

from quartier.surface.portal import (
    home,
    ledger,
    map,
    moderation,
    pages,
    promises,
    promises_follow,
    territory,
)

urlpatterns: list[URLPattern | URLResolver] = [
    path("", home.home, name="portal-home"),
    path("map/", map.near_me, name="portal-map"),
    path("map/data.csv", map.data, name="portal-map-data"),
    path("my-area/", territory.find, name="portal-my-area"),
    path("my-area/<slug:slug>/", territory.show, name="portal-area"),
    path("promises/", promises.listing, name="portal-promises"),
    path("promises/account/", promises.account, name="portal-promises-account"),
    path("promises/<slug:tag>/", promises.show, name="portal-promise"),
    path("promises/<slug:tag>/follow/", promises_follow.follow, name="portal-promise-follow"),
    path("promises/<slug:tag>/follow/code/", promises_follow.code, name="portal-promise-code"),
    path("promises/<slug:tag>/follow/end/", promises_follow.unfollow, name="portal-promise-unfollow"),
    path("promises/<slug:tag>/say/", promises_follow.say, name="portal-promise-say"),
    path("moderation/", moderation.moderation, name="portal-moderation"),
    path("ledger/", ledger.ledger, name="portal-ledger"),
    path("about/", pages.about, name="portal-about"),
    path("about/accessibility/", pages.accessibility, name="portal-accessibility"),
    path("about/privacy/", pages.privacy, name="portal-privacy"),
    path("about/open-data/", pages.open_data, name="portal-open-data"),
    path("about/pages/", pages.sitemap, name="portal-sitemap"),
]
