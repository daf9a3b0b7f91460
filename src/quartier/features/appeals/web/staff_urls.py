"""Addresses of the clerk's room, below the console."""

from django.urls import URLPattern, URLResolver, include, path
from django.utils.translation import gettext_lazy as _

from quartier.features.appeals.queries import HANDLE
from quartier.features.appeals.web import (
    staff,
    staff_acts,
    staff_bulk,
    staff_desk,
    staff_enter,
    staff_import,
    staff_texts,
)
from quartier.ui.rooms import Room

ROOM = Room(code="appeals", label=_("Requests"), url="appeals_staff:queue", permit=HANDLE, order=10)

_pages: list[URLPattern | URLResolver] = [
    path("appeals/", staff.queue, name="queue"),
    path("appeals/search/", staff.search, name="search"),
    path("appeals/list.csv", staff.export, {"form": "csv"}, name="list_csv"),
    path("appeals/list.xlsx", staff.export, {"form": "xlsx"}, name="list_xlsx"),
    path("appeals/bulk/", staff_bulk.bulk, name="bulk"),
    path("appeals/enter/", staff_enter.enter, name="enter"),
    path("appeals/texts/", staff_texts.listing, name="texts"),
    path("appeals/texts/new/", staff_texts.write, name="text_new"),
    path("appeals/texts/<str:code>/", staff_texts.write, name="text"),
    path("appeals/texts/<str:code>/end/", staff_texts.end, name="text_end"),
    path("appeals/desk/", staff_desk.desk, name="desk"),
    path("appeals/figures/", staff_desk.figures, name="figures"),
    path("appeals/import/", staff_import.start, name="import"),
    path("appeals/import/empty.csv", staff_import.example, {"form": "csv"}, name="empty_csv"),
    path("appeals/import/empty.xlsx", staff_import.example, {"form": "xlsx"}, name="empty_xlsx"),
    path("appeals/import/report/", staff_import.report, name="import_report"),
    path("appeals/import/take/", staff_import.take, name="import_take"),
    path("appeals/import/abandon/", staff_import.abandon, name="import_abandon"),
    path("appeals/<uuid:id>/", staff.one, name="one"),
    path("appeals/<uuid:id>/files/<slug:tag>/data/", staff.file, name="file"),
    path("appeals/<uuid:id>/<slug:step>/", staff_acts.act, name="act"),
]
urlpatterns: list[URLPattern | URLResolver] = [path("", include((_pages, "appeals_staff")))]
