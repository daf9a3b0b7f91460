"""Addresses."""

from django.urls import URLPattern, URLResolver, path

from quartier.surface.ogc import views

app_name = "ogc"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.landing, name="landing"),
    path("conformance", views.conformance, name="conformance"),
    path("api", views.api, name="api"),
    path("collections", views.collections, name="collections"),
    path("collections/<str:id>", views.collection, name="collection"),
    path("collections/<str:id>/items", views.items, name="items"),
    path("collections/<str:id>/items/<str:feature_id>", views.item, name="item"),
]
