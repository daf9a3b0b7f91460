"""What happens near me: counts of incidents at safe precision, read aloud, drawn, in tables, as data."""

import csv
from collections.abc import Iterator
from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from quartier.core.publication import queries as publication
from quartier.core.publication.queries import ReleaseView
from quartier.core.territory import queries as territory
from quartier.surface.portal import drawing, reading
from quartier.surface.portal.place import kept, language, place_of
from quartier.surface.portal.shell import address

COLUMNS = ("release", "area", "area_name", "start", "grain", "kind", "kind_name", "count", "withheld")


def near_me(request: HttpRequest) -> HttpResponse:
    """The page; without a release it says why there are no figures."""
    place = place_of(request)
    found = publication.releases(place=place.id) if place else []
    if not found:
        return render(request, "portal/map/none.html", {"place": place})
    release = _chosen(found, request.GET.get("data", ""))
    asked = reading.Asked(
        area=request.GET.get("area", ""),
        kind=request.GET.get("kind", ""),
        period=request.GET.get("period", ""),
    )
    page = reading.page(release, place, asked, language())
    keep = kept(request)
    context = {
        "page": page,
        "place": place,
        "drawings": drawing.drawings(page, address("portal-map", keep)),
        "data_url": address("portal-map-data", (*keep, ("data", release.tag))),
        "other_data": [each for each in found if each.tag != release.tag],
    }
    return render(request, "portal/map/near_me.html", context)


def _chosen(found: list[ReleaseView], tag: str) -> ReleaseView:
    return next((release for release in found if release.tag == tag), found[0])


def data(request: HttpRequest) -> StreamingHttpResponse:
    """Every figure of a release as CSV (RFC 4180, UTF-8): one line a figure, also for those withheld."""
    place = place_of(request)
    found = publication.releases(place=place.id) if place else []
    if not found:
        raise Http404(_("There are no figures here yet."))
    release = _chosen(found, request.GET.get("data", ""))
    lines = list(_lines(release, place))
    response = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8; header=present")
    response["Content-Disposition"] = f'attachment; filename="incidents-{release.tag}.csv"'
    return response


class _Echo:
    """What `csv.writer` writes into: it gives each line back."""

    def write(self, value: str) -> str:
        return value


def _lines(release: ReleaseView, place: Any) -> Iterator[str]:
    writer = csv.writer(_Echo())
    names = {area.id: area for area in territory.areas(ids=[place.id, *release.area_ids])}
    yield writer.writerow(COLUMNS)
    for figure in publication.figures(release.tag, every=True):
        area = names.get(figure.area or place.id, place)
        kind = territory.name_in(release.kind_names.get(figure.kind or "", {}), language())
        yield writer.writerow(
            [
                release.tag,
                area.slug,
                area.name(language()),
                _day(figure.start),
                figure.grain if figure.grain == "month" else release.policy.window,
                figure.kind or "",
                kind,
                "" if figure.value is None else figure.value,
                "yes" if figure.value is None else "no",
            ]
        )


def _day(day: date) -> str:
    return day.isoformat()
