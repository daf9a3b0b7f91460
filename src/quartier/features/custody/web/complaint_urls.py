"""Addresses of complaints: writing one down, and the room of those who hear them."""

from django.urls import path

from quartier.features.custody.web import complaint_made, complaints

urlpatterns = [
    path("custody/complaints/", complaints.room, name="complaints"),
    path("custody/complaints/<uuid:id>/", complaints.complaint, name="complaint"),
    path("custody/stays/<uuid:id>/complaint_made/", complaint_made.page, name="complain"),
    path(
        "custody/stays/<uuid:id>/complaint_made/<slug:tag>/",
        complaint_made.registered,
        name="complaint_registered",
    ),
]
