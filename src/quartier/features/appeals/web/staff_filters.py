"""Which appeals a page of the queue is about: read from its address, so that an address is a saved view."""

from dataclasses import dataclass, fields, replace
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from quartier.features.appeals.queries import Wanted
from quartier.features.appeals.rules.categories import CATEGORIES
from quartier.features.appeals.rules.checks import CHANNELS
from quartier.features.appeals.rules.standing import RUNNING, STATES

VIEWS: dict[str, tuple[Any, str]] = {
    "open": (_("All that run"), ""),
    "late": (_("Late"), "late"),
    "week": (_("Due within 7 days"), "soon"),
    "new": (_("Not given to anybody"), ""),
    "mine": (_("Given to me"), ""),
    "waiting": (_("Wait for the person"), ""),
    "escalated": (_("Raised to us or by us"), ""),
    "answered": (_("Answered"), ""),
    "all": (_("All"), ""),
}
SOON = timedelta(days=8)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What the address asks for; empty text means no limit."""

    view: str = "open"
    category: str = ""
    channel: str = ""
    area: str = ""
    body: str = ""
    page: str = ""

    def link(self, **changes: str) -> str:
        """The query of the same page with one thing changed; what is the rule is left out, and so is the page number."""
        wanted = replace(self, **({"page": ""} | changes))
        given = {one.name: getattr(wanted, one.name) for one in fields(self)}
        return "?" + urlencode(
            {name: value for name, value in given.items() if value and (name, value) != ("view", "open")}
        )

    @property
    def query(self) -> str:
        return self.link()

    @property
    def narrowed(self) -> bool:
        """Whether more than the view was chosen."""
        return bool(self.category or self.channel or self.area or self.body)

    @property
    def number(self) -> int:
        return int(self.page) if self.page.isdigit() and len(self.page) < 6 else 1


def read(given: QueryDict) -> Asked:
    """Unknown values are passed over, so that an old address still opens."""
    view, page = given.get("view", "open"), given.get("page", "")
    return Asked(
        view=view if view in VIEWS else "open",
        category=given.get("category", "") if given.get("category", "") in CATEGORIES else "",
        channel=given.get("channel", "") if given.get("channel", "") in CHANNELS else "",
        area=_whole(given.get("area", "")),
        body=_whole(given.get("body", "")),
        page=_whole(page),
    )


def wanted(asked: Asked, *, now: datetime) -> Wanted:
    """As the query takes it."""
    states = {"waiting": ("waiting",), "answered": ("answered",), "all": STATES}.get(
        asked.view, tuple(sorted(RUNNING))
    )
    return Wanted(
        states=states,
        late=asked.view == "late",
        mine=asked.view == "mine",
        unassigned=asked.view == "new",
        escalated=asked.view == "escalated",
        due_before=now + SOON if asked.view == "week" else None,
        due_after=now if asked.view == "week" else None,
        category=asked.category,
        channel=asked.channel,
        area=int(asked.area) if asked.area else None,
        organisation=int(asked.body) if asked.body else None,
    )


def _whole(text: str) -> str:
    return text if text.isascii() and text.isdigit() and len(text) < 9 else ""


def links(asked: Asked) -> list[dict[str, Any]]:
    """The views as links."""
    return [
        {"label": str(label), "url": asked.link(view=code), "current": asked.view == code, "state": state}
        for code, (label, state) in VIEWS.items()
    ]


def category_choices(*, empty: Any = None) -> list[tuple[str, str]]:
    """Categories by name, in the reader's alphabet; the last one stays last."""
    language = get_language() or "en"
    named = sorted(
        ((one.code, one.name(language)) for one in CATEGORIES.values() if one.code != "other"),
        key=lambda pair: pair[1].casefold(),
    )
    head = [("", str(empty if empty is not None else gettext("all")))]
    return [*head, *named, ("other", CATEGORIES["other"].name(language))]
