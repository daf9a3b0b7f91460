"""Addresses of the gallery. Public: it holds nothing but the design system."""

from django.urls import path

from quartier.ui import gallery

app_name = "ui"
urlpatterns = [
    path("", gallery.index, name="gallery"),
    path("<slug:slug>/", gallery.component, name="component"),
]
