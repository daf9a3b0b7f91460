"""One's own arrests: who is still in one's hands, and what was told of those who were handed over."""

from typing import Any
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache

from quartier.features.custody import queries
from quartier.features.custody.views import PartView
from quartier.features.custody.web.arrest_one import ARREST, held
from quartier.features.custody.web.frame import permitted
from quartier.ui.tags.texts import moment


@never_cache
@permitted(ARREST)
def listing(request: HttpRequest) -> HttpResponse:
    """The newest first; a page of them is one look."""
    number = (
        int(page)
        if (page := request.GET.get("page", "")).isascii() and page.isdigit() and len(page) < 4
        else 1
    )
    found = queries.my_arrests(request.visit, page=number)
    request.look([part.id for part in found.lines if part.id], "custody arrests")
    rows = [_row(request, part) for part in found.lines]
    page = {
        "new": reverse("custody:arrest_new"),
        "open": [row for row in rows if row["open"]],
        "past": [row for row in rows if not row["open"]],
        "more": f"?page={number + 1}" if found.more else "",
    }
    return render(request, "custody/arrest/list.html", page)


def _row(request: HttpRequest, part: PartView) -> dict[str, Any]:
    stay = held(request.visit, part.stay) if part.stay else None
    zone = stay.suite.zone if stay else queries.suites_to_bring_to(request.visit)[0].zone
    with timezone.override(ZoneInfo(zone)):
        when = moment(part.opened_at) if part.opened_at else ""
    label = (stay.label or gettext("Not yet named")) if stay else gettext("The arrest")
    return {
        "open": stay is not None,
        "label": label,
        "url": reverse("custody:arrest", args=[part.stay]),
        "note": ", ".join(one for one in (stay.number if stay else "", when) if one),
    }
