"""Addresses of the demo: its own five, then everything that production has."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import path

from quartier.surface import urls as house

from . import pages

urlpatterns = [
    path("demo/", pages.choose_language, name="demo"),
    path("demo/sign-in/<str:token>", pages.sign_in, name="demo_sign_in"),
    path("demo/receipt/", pages.receipt, name="demo_receipt"),
    *i18n_patterns(
        path("demo/", pages.personas, name="demo_personas"),
        path("demo/<slug:kind>/<slug:name>/", pages.found, name="demo_found"),
    ),
    *house.urlpatterns,
]
handler403, handler404, handler500 = house.handler403, house.handler404, house.handler500
