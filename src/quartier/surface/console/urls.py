"""Addresses under /console/: those of every page module, in one name space."""

from django.urls import URLPattern, URLResolver, include, path

from quartier.surface.console import home, rooms

pages = [one for one in rooms.modules() if one.__name__.startswith("quartier.surface.console.")]
ours: list[URLPattern | URLResolver] = [
    pattern for module in dict.fromkeys((home, *pages)) for pattern in module.urlpatterns
]
urlpatterns = [path("", include((ours, "console")))]
