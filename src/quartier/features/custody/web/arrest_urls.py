"""Addresses of the arresting officer's pages."""

from django.urls import URLPattern, URLResolver, path

from quartier.features.custody.web import arrest_list, arrest_new, arrest_one

urlpatterns: list[URLPattern | URLResolver] = [
    path("custody/arrests/", arrest_list.listing, name="arrests"),
    path("custody/arrests/new/", arrest_new.new, name="arrest_new"),
    path("custody/arrests/<uuid:id>/", arrest_one.one, name="arrest"),
    path("custody/arrests/<uuid:id>/<slug:act>/", arrest_one.act, name="arrest_act"),
]
