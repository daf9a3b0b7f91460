"""Addresses of one record and its papers."""

from django.urls import path

from quartier.features.custody.web import record

urlpatterns = [
    path("custody/stays/<uuid:id>/", record.stay, name="stay"),
    path("custody/stays/<uuid:id>/record.pdf", record.stay_pdf, name="stay_pdf"),
]
