"""Addresses of custody: staff below the console. Nothing of it is public."""

from django.urls import URLPattern, URLResolver

public: list[URLPattern | URLResolver] = []
staff: list[URLPattern | URLResolver] = []
open: list[URLPattern | URLResolver] = []
