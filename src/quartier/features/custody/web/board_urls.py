"""Addresses of the board, of what is pressed on it, and of the suite's own pages."""

from django.urls import URLPattern, URLResolver, path

from quartier.features.custody.web import board, check, handover, menu, rounds, suite_pages

urlpatterns: list[URLPattern | URLResolver] = [
    path("custody/", board.first, name="board"),
    path("custody/suites/<slug:code>/", board.suite, name="suite"),
    path("custody/suites/<slug:code>/data/", board.data, name="suite_data"),
    path("custody/suites/<slug:code>/paper/", board.paper, name="paper"),
    path("custody/suites/<slug:code>/stays/", suite_pages.stays, name="stays"),
    path("custody/suites/<slug:code>/rounds/", rounds.rounds, name="rounds"),
    path("custody/suites/<slug:code>/log/", suite_pages.log, name="log"),
    path("custody/suites/<slug:code>/handover/", handover.handover, name="handover"),
    path("custody/suites/<slug:code>/head_count/", suite_pages.head_count, name="head_count"),
    path("custody/stays/<uuid:id>/acts/", menu.acts, name="acts"),
    path("custody/stays/<uuid:id>/check/", check.check, name="check"),
]
