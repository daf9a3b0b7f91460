"""Addresses of the probes. The middleware answers them first; they stand here so that they can be listed."""

from django.urls import path

from . import probes

urlpatterns = [
    path("health", probes.health, name="health"),
    path("ready", probes.ready, name="ready"),
    path("metrics", probes.metrics, name="metrics"),
]
