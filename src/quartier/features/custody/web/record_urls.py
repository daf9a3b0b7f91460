"""Addresses of one record and its papers."""

from django.urls import path

from quartier.features.custody.web import correction, record

urlpatterns = [
    path("custody/stays/<uuid:id>/", record.stay, name="stay"),
    path("custody/stays/<uuid:id>/record.pdf", record.stay_pdf, name="stay_pdf"),
    path("custody/stays/<uuid:id>/correct/<uuid:entry>/", correction.page, name="correct"),
]
