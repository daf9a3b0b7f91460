"""Addresses for residents, below a language."""

from django.urls import path

from quartier.features.appeals.web import (
    public_figures,
    public_follow,
    public_lodge,
    public_mine,
    public_read,
    public_wait,
)

PUBLIC = [
    path("appeals/", public_read.page, name="list"),
    path("appeals/new/", public_lodge.new, name="new"),
    path("appeals/waiting/", public_wait.waiting, name="waiting"),
    path("appeals/figures/", public_figures.figures, name="figures"),
    path("appeals/mine/", public_mine.mine, name="mine"),
    path("appeals/mine/new/", public_mine.arrive, name="arrive"),
    path("appeals/mine/<slug:tag>/", public_mine.own, name="own"),
    path("appeals/mine/<slug:tag>/receipt/", public_mine.receipt, name="receipt"),
    path("appeals/<slug:tag>/", public_read.show, name="show"),
    path("appeals/<slug:tag>/follow/", public_follow.follow, name="follow"),
]
