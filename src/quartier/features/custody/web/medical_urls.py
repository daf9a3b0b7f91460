"""Addresses of the medical room. The body map is a page of its own, before the form that other acts have."""

from django.urls import path

from quartier.features.custody.web import body_page, medical

urlpatterns = [
    path("custody/medical/", medical.room, name="medical"),
    path("custody/medical/<uuid:id>/", medical.patient, name="patient"),
    path("custody/stays/<uuid:id>/body_map/", body_page.page, name="body_map"),
]
