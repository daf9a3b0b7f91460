"""Addresses of news: public below a language, staff below the console, open without a language."""

from django.urls import URLPattern, URLResolver

public: list[URLPattern | URLResolver] = []
staff: list[URLPattern | URLResolver] = []
open: list[URLPattern | URLResolver] = []
