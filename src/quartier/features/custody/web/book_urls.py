"""Addresses of the booking and of what is decided about one stay."""

from django.urls import URLPattern, URLResolver, path

from quartier.features.custody.web import book, deciding

urlpatterns: list[URLPattern | URLResolver] = [
    path("custody/stays/<uuid:id>/book/", book.book, name="book"),
    *(
        path(f"custody/stays/<uuid:id>/{name}/", deciding.sheet, {"name": name}, name=name)
        for name in deciding.SHEETS
    ),
]
