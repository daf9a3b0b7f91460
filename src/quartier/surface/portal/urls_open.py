"""Addresses that are the same in every language: receipts, feeds, robots."""

from django.urls import URLPattern, URLResolver

urlpatterns: list[URLPattern | URLResolver] = []
