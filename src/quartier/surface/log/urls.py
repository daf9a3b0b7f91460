"""Addresses of the published ledger. The middleware answers them first; they stand here so that they can be listed."""

from django.urls import path

from . import serving

urlpatterns = [
    path("checkpoint", serving.serve, {"name": serving.CHECKPOINT}, name="checkpoint"),
    path("<path:name>", serving.serve, name="tile"),
]
