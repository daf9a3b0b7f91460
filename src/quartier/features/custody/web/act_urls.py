"""Addresses of the forms of acts. They come last: a page of its own for an act goes before them."""

from django.urls import path

from quartier.features.custody.web import act_page

urlpatterns = [
    path("custody/drafts/<uuid:about>/<slug:act>/data/", act_page.draft, name="draft"),
    path("custody/stays/<uuid:id>/<slug:act>/", act_page.stay_act, name="act"),
    path("custody/suites/<slug:code>/<slug:act>/", act_page.suite_act, name="suite_act"),
]
