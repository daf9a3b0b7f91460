"""Addresses for residents, below a language."""

from django.urls import path

from quartier.features.appeals.web import public_lodge, public_mine

PUBLIC = [
    path("appeals/new/", public_lodge.new, name="new"),
    path("appeals/mine/", public_mine.mine, name="mine"),
    path("appeals/mine/new/", public_mine.arrive, name="arrive"),
    path("appeals/mine/<slug:tag>/", public_mine.own, name="own"),
    path("appeals/mine/<slug:tag>/receipt/", public_mine.receipt, name="receipt"),
]
