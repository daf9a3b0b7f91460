"""Addresses that are the same in every language: the door, robots."""

from django.urls import URLPattern, URLResolver, path

from quartier.surface.portal import pages

urlpatterns: list[URLPattern | URLResolver] = [
    path("", pages.door, name="portal-door"),
    path("robots.txt", pages.robots, name="portal-robots"),
]
