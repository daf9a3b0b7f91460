"""Addresses of custody: staff below the console. Nothing of it is public but the schema of an exported record.

The order counts: a page of its own for an act stands before the form that every other act has.
"""

from django.urls import URLPattern, URLResolver, include, path
from django.utils.translation import gettext_lazy as _

from quartier.features.custody.web import (
    act_urls,
    arrest_urls,
    begun,
    board_urls,
    book_urls,
    complaint_urls,
    medical_urls,
    oversight_urls,
    record_urls,
    rights_urls,
    waiting,
)
from quartier.ui.rooms import Room

ROOM = Room(code="custody", label=_("Custody"), url="custody:board", permit="custody.read", order=20)
# Side doors for whoever does not see the board of a suite: Room(…, unless="custody.read").
MORE_ROOMS: tuple[Room, ...] = (
    Room(
        code="custody_complaints",
        label=_("Complaints"),
        url="custody:complaints",
        permit="custody.complaints",
        order=20,
        unless="custody.read",
    ),
    Room(
        code="custody_medical",
        label=_("Medical room"),
        url="custody:medical",
        permit="custody.medical",
        order=20,
        unless="custody.read",
    ),
    Room(
        code="custody_arrests",
        label=_("My arrests"),
        url="custody:arrests",
        permit="custody.arrest",
        order=20,
        unless="custody.read",
    ),
)
PAGES: list[URLPattern | URLResolver] = [
    *complaint_urls.urlpatterns,
    *medical_urls.urlpatterns,
    *record_urls.urlpatterns,
    *arrest_urls.urlpatterns,
    *book_urls.urlpatterns,
    *board_urls.urlpatterns,
    *oversight_urls.urlpatterns,
    *rights_urls.urlpatterns,
    *act_urls.urlpatterns,
]
public: list[URLPattern | URLResolver] = []
staff: list[URLPattern | URLResolver] = [path("", include((PAGES, "custody")))]
open: list[URLPattern | URLResolver] = [
    path("schemas/custody-record/1.json", begun.schema, name="custody_schema"),
]
board = waiting.board
find = waiting.find
