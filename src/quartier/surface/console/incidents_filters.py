"""Which incidents a page is about: read from its address, and the links that change one thing of it."""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from urllib.parse import urlencode
from uuid import UUID
from zoneinfo import ZoneInfo

from django.http import QueryDict
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from quartier.core.incidents.queries import DataSetView, Filter
from quartier.core.incidents.rules.vocabulary import vocabulary
from quartier.core.incidents.words import ORIGINS
from quartier.core.territory import queries as territory

PERIODS = {
    "30": (30, _("last 30 days of the data")),
    "365": (365, _("last 12 months of the data")),
    "all": (None, _("all times")),
}
AREAS_SHOWN = 400
ALL = "all"


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What the address of the page asks for; empty text means no limit."""

    kind: str = ""
    origin: str = "resident"
    period: str = "365"
    set: str = ""
    area: str = ""
    since: str = ""
    until: str = ""

    def link(self, **changes: str) -> str:
        """The query of the same page with one thing changed; leaves out what is the rule."""
        wanted = replace(self, **changes)
        rule = Asked()
        names = self.__dataclass_fields__
        return "?" + urlencode(
            {n: getattr(wanted, n) for n in names if getattr(wanted, n) != getattr(rule, n)}
        )

    @property
    def query(self) -> str:
        return self.link()


def read(given: QueryDict, sets: list[DataSetView], *, own: int | None) -> Asked:
    """Unknown values are passed over, so that an old link still opens.

    Without a choice it is about one data set: several may tell of the same events, and would count them twice.
    """
    kind, origin, period = given.get("kind", ""), given.get("origin", "resident"), given.get("period", "365")
    return Asked(
        kind=kind if kind in vocabulary().kinds else "",
        origin=origin if origin in (*ORIGINS, "all") else "resident",
        period=period if period in PERIODS else "365",
        set=_set(given.get("set", ""), sets, own),
        area=given.get("area", "") if given.get("area", "").isdigit() else "",
        since=given.get("since", "") if _day(given.get("since", "")) else "",
        until=given.get("until", "") if _day(given.get("until", "")) else "",
    )


def _set(asked: str, sets: list[DataSetView], own: int | None) -> str:
    """The data set asked for, "all", or the one that says most: of the own organisation, with days, the latest."""
    if asked == ALL or _uuid(asked):
        return asked
    told = [one for one in sets if one.rows]
    best = max(
        told,
        key=lambda one: (one.organisation == own, "month" not in one.precisions, one.last or ""),
        default=None,
    )
    return str(best.id) if best else ALL


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def condition(asked: Asked, sets: list[DataSetView], *, zone: ZoneInfo, **more: Any) -> Filter:
    """As a filter of occurrences. Days are days of `zone`; the last day counts whole."""
    since, until = _bounds(asked, sets, zone)
    return Filter(
        data_set=_uuid(asked.set),
        kinds=(asked.kind,) if asked.kind else (),
        origin="" if asked.origin == "all" else asked.origin,
        area=int(asked.area) if asked.area else None,
        since=since,
        until=until,
        **more,
    )


def _bounds(asked: Asked, sets: list[DataSetView], zone: ZoneInfo) -> tuple[datetime | None, datetime | None]:
    first, last = _day(asked.since), _day(asked.until)
    if first or last:
        return _midnight(first, zone), _midnight(last + timedelta(days=1) if last else None, zone)
    days = PERIODS[asked.period][0]
    ends = [one.last for one in chosen_sets(asked, sets) if one.last]
    if days is None or not ends:
        return None, None
    return datetime.fromisoformat(max(ends)).astimezone(UTC) - timedelta(days=days), None


def _midnight(day: date | None, zone: ZoneInfo) -> datetime | None:
    return datetime.combine(day, time(), tzinfo=zone) if day else None


def chosen_sets(asked: Asked, sets: list[DataSetView]) -> list[DataSetView]:
    return sets if asked.set == ALL else [one for one in sets if str(one.id) == asked.set]


def links(asked: Asked) -> dict[str, list[dict[str, Any]]]:
    """Filter links by what they change: origin, period, theme."""
    language = get_language() or "en"
    words = vocabulary()
    themes = [kind for kind in words.kinds.values() if kind.group]
    inside = [code for code in words.kinds if asked.kind in words.below(code)] if asked.kind else []
    below = [one for one in words.kinds.values() if asked.kind and one.parent in inside]
    plain = [(code, str(ORIGINS[code])) for code in ("resident", "officers")] + [
        ("all", gettext("both, mixed"))
    ]
    return {
        "origin": [_item(label, asked.link(origin=code), asked.origin == code) for code, label in plain],
        "period": [
            _item(
                str(label),
                asked.link(period=code, since="", until=""),
                asked.period == code and not asked.since,
            )
            for code, (_days, label) in PERIODS.items()
        ],
        "theme": [_item(gettext("all kinds"), asked.link(kind=""), not asked.kind)]
        + [_item(one.name(language), asked.link(kind=one.code), one.code in inside) for one in themes],
        "kind": [_item(one.name(language), asked.link(kind=one.code), one.code in inside) for one in below],
    }


def _item(label: str, url: str, current: bool) -> dict[str, Any]:
    return {"label": label, "url": url, "current": current}


def area_choices(sets: list[DataSetView]) -> list[tuple[int, str]]:
    """Areas of the homes that the data sets are about, in the order of the tree."""
    language = get_language() or "en"
    homes = {territory.area(id=one.area, with_geometry=False).home for one in sets}
    found = [area for home in sorted(homes) for area in territory.areas(home=home, limit=AREAS_SHOWN)]
    return [(area.id, f"{area.name(language)} ({area.kind_name(language)})") for area in found]


def zone_of(sets: list[DataSetView]) -> ZoneInfo:
    """The zone in which a page says its times: that of the first data set's area."""
    if not sets:
        return ZoneInfo("UTC")
    return territory.area(id=sets[0].area, with_geometry=False).zone
