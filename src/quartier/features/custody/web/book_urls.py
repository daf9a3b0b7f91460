"""Addresses of the booking and of what is decided about one stay."""

from django.urls import URLPattern, URLResolver, path

from quartier.features.custody.web import deciding

urlpatterns: list[URLPattern | URLResolver] = [
    path(f"custody/stays/<uuid:id>/{name}/", deciding.sheet, {"name": name}, name=name)
    for name in deciding.SHEETS
]
