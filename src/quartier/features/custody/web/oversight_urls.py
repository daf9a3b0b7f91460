"""Addresses of the doors of a suite and of a supervisor's figures."""

from django.urls import URLPattern, URLResolver, path

from quartier.features.custody.web import doors, figures

urlpatterns: list[URLPattern | URLResolver] = [
    path("custody/door/", doors.door, name="door"),
    path("custody/suites/<slug:code>/doors/", doors.doors, name="doors"),
    path("custody/suites/<slug:code>/doors/<str:cell>/card/", doors.card, name="door_card"),
    path("custody/figures/", figures.figures, name="figures"),
    path("custody/figures/list.csv", figures.file, {"form": "csv"}, name="figures_csv"),
    path("custody/figures/list.xlsx", figures.file, {"form": "xlsx"}, name="figures_xlsx"),
]
