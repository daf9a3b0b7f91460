"""Promises as open data: JSON with the whole history, CSV with a line each, and the schema of that table."""

import csv
import io
import json
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from quartier.core.accounts import queries as accounts
from quartier.core.kit.errors import NotFound
from quartier.core.promises import queries
from quartier.core.promises.queries import PromiseView
from quartier.core.publication import queries as publication
from quartier.core.territory import queries as territory
from quartier.journeys.publish_promise import standing_promises

STATES = ["late", "open", "postponed", "claimed", "kept", "kept_late", "dropped"]
# Frictionless table schema: name, type, what it says, constraints.
FIELDS: tuple[tuple[str, str, str, dict[str, Any]], ...] = (
    ("tag", "string", "Tag of the promise; stays.", {"required": True, "unique": True}),
    ("url", "string", "Its page.", {"required": True}),
    ("place", "string", "Slug of the place.", {"required": True}),
    ("area", "string", "Slug of the area where it is to be kept.", {"required": True}),
    ("organisation", "string", "Slug of the organisation that owes it.", {"required": True}),
    ("office", "string", "The office that said it.", {"required": True}),
    ("language", "string", "Language in which it was said.", {"required": True}),
    ("text", "string", "The words as they were said.", {"required": True}),
    ("corrected_text", "string", "The words as they were corrected last; empty if never.", {}),
    ("made_on", "date", "The day on which it was said.", {"required": True}),
    ("first_due_on", "date", "The day until whose end it was promised.", {"required": True}),
    ("due_on", "date", "The day that holds now.", {"required": True}),
    ("postponed", "integer", "How often a later day was named.", {"required": True, "minimum": 0}),
    (
        "state",
        "string",
        "Computed at the moment of the download, in the time zone of the place.",
        {"required": True, "enum": STATES},
    ),
    (
        "days_late",
        "integer",
        "Days after the first due day; empty unless late or kept late.",
        {"minimum": 1},
    ),
    ("claimed_on", "date", "The day on which its owner said that it is kept.", {}),
    ("ended_on", "date", "The day on which it was kept, or withdrawn.", {}),
    ("disputed", "boolean", "Whether the last word on it is a dispute.", {"required": True}),
    ("source", "string", "Tag of the public record that it came from; empty if there is none.", {}),
)


def schema(request: HttpRequest) -> HttpResponse:
    """The table schema of the CSV (Frictionless Data, Table Schema)."""
    fields = [
        {"name": name, "type": kind, "description": text} | ({"constraints": rules} if rules else {})
        for name, kind, text, rules in FIELDS
    ]
    found = {"fields": fields, "primaryKey": "tag", "missingValues": [""]}
    return JsonResponse(found, json_dumps_params={"indent": 1})


def as_json(request: HttpRequest) -> HttpResponse:
    """All promises with their histories; `?place=` narrows to one place."""
    views = _views(request)
    known = _Known(request)
    known.sources(views)
    rows = [
        known.row(view) | {"translations": view.translations, "history": known.history(view)}
        for view in views
    ]
    found = {"as_of": request.visit.now.isoformat(), "schema": known.schema, "promises": rows}
    response = HttpResponse(
        json.dumps(found, ensure_ascii=False, indent=1), content_type="application/json; charset=utf-8"
    )
    response["Link"] = f'<{known.schema}>; rel="describedby"'
    return response


def as_csv(request: HttpRequest) -> HttpResponse:
    """One line a promise (RFC 4180, UTF-8)."""
    known = _Known(request)
    out = io.StringIO()
    writer = csv.DictWriter(out, [name for name, *_more in FIELDS], lineterminator="\r\n")
    writer.writeheader()
    views = _views(request)
    known.sources(views)
    for view in views:
        writer.writerow({name: _plain(value) for name, value in known.row(view).items()})
    response = HttpResponse(out.getvalue(), content_type="text/csv; charset=utf-8; header=present")
    response["Content-Disposition"] = 'attachment; filename="promises.csv"'
    response["Link"] = f'<{known.schema}>; rel="describedby"'
    return response


def _plain(value: Any) -> Any:
    """As the schema reads it: true and false in small letters, nothing for nothing."""
    return "" if value is None else str(value).lower() if isinstance(value, bool) else value


def _views(request: HttpRequest) -> list[PromiseView]:
    slug = request.GET.get("place", "")
    place = None
    if slug:
        try:
            place = territory.area(slug=slug, with_geometry=False).id
        except NotFound as error:
            raise Http404(_("There is no such area.")) from error
    return standing_promises(queries.public(at=request.visit.now, place=place))


class _Known:
    """Slugs of areas and organisations, asked once."""

    def __init__(self, request: HttpRequest) -> None:
        self.request = request
        self.schema = request.build_absolute_uri(reverse("promises-schema"))
        self.bodies = {one.id: one.slug for one in accounts.organisations()}
        self.areas = {one.id: one.slug for one in territory.areas()}
        self.shown: dict[
            str, bool
        ] = {}  # by tag: whether the record that a promise came from stands in public

    def row(self, view: PromiseView) -> dict[str, Any]:
        own = view.standing
        late = own.days if own.state in ("late", "kept_late") else None
        page = reverse("portal-promise", args=[view.tag])
        return {
            "tag": view.tag,
            "url": self.request.build_absolute_uri(page),
            "place": self.areas.get(view.place, ""),
            "area": self.areas.get(view.area, ""),
            "organisation": self.bodies.get(view.organisation, ""),
            "office": view.office,
            "language": view.language,
            "text": view.text,
            "corrected_text": view.newest if view.corrected else None,
            "made_on": view.made_on.isoformat(),
            "first_due_on": own.first_due.isoformat(),
            "due_on": own.due.isoformat(),
            "postponed": own.postponed,
            "state": own.state,
            "days_late": late,
            "claimed_on": own.claimed.isoformat() if own.claimed else None,
            "ended_on": own.ended.isoformat() if own.ended else None,
            "disputed": own.disputed,
            "source": view.source if self.shown.get(view.source) else None,
        }

    def sources(self, views: list[PromiseView]) -> None:
        """Asked once for all rows."""
        notices = publication.notices_of({view.source for view in views if view.source})
        self.shown = {tag: notice.withdrawn_at is None for tag, notice in notices.items()}

    def history(self, view: PromiseView) -> list[dict[str, Any]]:
        return [
            {
                "number": step.number,
                "step": step.step,
                "on": step.on.isoformat(),
                "organisation": self.bodies.get(step.organisation or view.organisation, ""),
                "words": step.words,
                "due_on": step.due_on.isoformat() if step.due_on else None,
                "corrects": step.corrects,
            }
            for step in view.steps
        ]
