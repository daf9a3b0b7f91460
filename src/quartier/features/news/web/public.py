"""News for residents: the list, one text, the feed. Reads only what publication let out."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.functional import cached_property
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from quartier.core.accounts import queries as accounts
from quartier.core.files import queries as files
from quartier.core.files.queries import Picture
from quartier.core.publication import queries as publication
from quartier.core.publication.queries import NoticeView
from quartier.core.territory import queries as territory
from quartier.core.territory.queries import AreaView
from quartier.features.news import actions, queries
from quartier.features.news.queries import ORIGIN, Beside
from quartier.features.news.rules import KINDS
from quartier.features.news.themes import THEMES
from quartier.features.news.web import words
from quartier.features.news.web.narrow import NarrowForm

A_PAGE, ON_HOME, IN_FEED = 15, 5, 30
THEMED = ("prevention", "alert")  # what people look for by theme and area


def language() -> str:
    return (get_language() or "en").split("-")[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A notice in the reader's language, or in the first one that it has (`tongue` says which)."""

    tag: str
    at: datetime
    label: str
    text: str
    tongue: str
    url: str
    kind: str
    note: str
    picture: Picture | None
    image: str
    theme: str
    instruction: str
    expires_at: datetime | None
    withdrawn_at: datetime | None
    reason: str

    @property
    def foreign(self) -> bool:
        return self.tongue != language()


def shown(
    notice: NoticeView,
    areas: dict[int, AreaView],
    bodies: dict[int, str],
    place: str,
    beside: Beside | None = None,
    picture: Picture | None = None,
) -> Shown:
    """What a page shows of a notice; links keep the place by `place`."""
    own = areas[notice.place].language.split("-")[0] if notice.place in areas else ""
    order = [language(), own, *notice.titles]
    area = areas[notice.area].name(language()) if notice.area in areas else ""
    tongue = next(code for code in order if notice.titles.get(code))
    kind = str(words.KINDS.get(notice.kind, notice.kind))
    theme = THEMES[beside.theme].say(language()) if beside and beside.theme in THEMES else ""
    note = ", ".join(part for part in (kind, theme, area, bodies.get(notice.organisation, "")) if part)
    return Shown(
        tag=notice.tag,
        at=notice.published_at,
        label=notice.titles[tongue],
        text=notice.bodies[tongue],
        tongue=tongue,
        url=reverse("news:item", args=[notice.tag]) + (f"?place={place}" if place else ""),
        kind=kind,
        note=note,
        picture=picture,
        image=notice.images.get(tongue, "") or (picture.describe(tongue) if picture else ""),
        theme=theme,
        instruction=beside.warning.instruction(tongue) if beside else "",
        expires_at=notice.expires_at,
        withdrawn_at=notice.withdrawn_at,
        reason=territory.name_in(notice.reasons, language()),
    )


def _all_shown(notices: Sequence[NoticeView], request: HttpRequest) -> list[Shown]:
    ids = {id for notice in notices for id in (notice.area, notice.place)}
    areas = {area.id: area for area in territory.areas(ids=ids)}
    bodies = {one.id: territory.name_in(one.names, language()) for one in accounts.organisations()}
    beside = queries.beside([notice.tag for notice in notices])
    pictures = files.pictures_by_tag([one.picture for one in beside.values() if one.picture])
    place = request.GET.get("place", "")
    return [
        shown(notice, areas, bodies, place, one, pictures.get(one.picture) if one else None)
        for notice in notices
        for one in [beside.get(notice.tag)]
    ]


def _place(request: HttpRequest) -> AreaView | None:
    return territory.home_for(language(), request.GET.get("place", ""))


class _Notices:
    """What a paginator pages through, counted and sliced in the database."""

    def __init__(self, **asked: Any) -> None:
        self.asked = asked

    @cached_property
    def total(self) -> int:
        return publication.count_notices(**self.asked)

    def __len__(self) -> int:
        return self.total

    def __getitem__(self, span: slice) -> list[NoticeView]:
        start = span.start or 0
        return publication.notices(**self.asked, offset=start, limit=(span.stop or start) - start)


def listing(request: HttpRequest) -> HttpResponse:
    """News of a place, newest first; by kind if asked."""
    place = _place(request)
    kind = request.GET.get("kind", "")
    kind = kind if kind in KINDS else ""
    asked = _asked(request, place, kind)
    narrowed = NarrowForm(request.GET, areas=territory.beats(place.id) if place else [])
    page = Paginator(_Notices(**asked), A_PAGE).get_page(request.GET.get("page"))
    context = {
        "place": place,
        "page": page,
        "items": _all_shown(list(page.object_list), request),
        "kinds": [_filter(request, code, kind) for code in ("", *KINDS)],
        "more": f"?{_query(request, kind=kind, **narrowed.chosen())}page=",
        "narrow": narrowed if kind in THEMED else None,
        "kind": kind,
        "follow": _follow(place),
    }
    return render(request, "news/list.html", context)


def _asked(request: HttpRequest, place: AreaView | None, kind: str) -> dict[str, Any]:
    """What publication is asked for: a place, perhaps one kind, and of advice and alerts a theme and an area."""
    asked: dict[str, Any] = {"origin": ORIGIN, "place": place.id if place else -1, "at": request.visit.now}
    if place is None or kind not in THEMED:
        return asked | {"kind": kind or None}
    theme = request.GET.get("theme", "")
    tags = queries.with_theme(place=place.id, theme=theme, kind=kind) if theme in THEMES else None
    return asked | {"kind": kind, "tags": tags, "areas": within(place, request.GET.get("area", ""))}


def within(place: AreaView, slug: str) -> set[int] | None:
    """The areas that concern somebody in one: itself, those above it up to the place, those below. None for all."""
    area = next((one for one in territory.beats(place.id) if one.slug == slug), None)
    if area is None:
        return None
    return {one.id for one in territory.path(area)} | set(territory.below(area.id))


def _follow(place: AreaView | None) -> str:
    """Where one asks for news by e-mail; nothing where nobody could send them."""
    if place is None or accounts.council_of(place.id) is None:
        return ""
    return reverse("news:follow") + f"?place={place.slug}"


def _query(request: HttpRequest, **values: str) -> str:
    pairs = {"place": request.GET.get("place", ""), **values}
    text = urlencode({key: value for key, value in pairs.items() if value})
    return f"{text}&" if text else ""


def _filter(request: HttpRequest, code: str, chosen: str) -> dict[str, object]:
    label = words.KINDS[code] if code else _("All")
    return {"label": label, "url": f"?{_query(request, kind=code)}", "current": code == chosen}


def item(request: HttpRequest, tag: str) -> HttpResponse:
    """One text; of one that was withdrawn only when and why (410). Reading is counted, nobody is remembered."""
    notice = publication.notice(tag)
    actions.note_reader(notice=tag, origin=request.origin, by=request.visit, at=request.visit.now)
    one = _all_shown([notice], request)[0]
    status = 410 if one.withdrawn_at else 200
    return render(request, "news/item.html", {"item": one, "place": _place(request)}, status=status)


def on_home(request: HttpRequest, place: AreaView) -> str:
    """The piece of the first page: the newest texts by date; nothing while there are none."""
    found = publication.notices(origin=ORIGIN, place=place.id, at=request.visit.now, limit=ON_HOME)
    if not found:
        return ""
    return render_to_string("news/on_home.html", {"items": _all_shown(found, request)}, request=request)


def feed(request: HttpRequest) -> HttpResponse:
    """Atom (RFC 4287) of a place in one language: `?language=` and `?place=`."""
    place = _place(request)
    found = publication.notices(
        origin=ORIGIN, place=place.id if place else -1, at=request.visit.now, limit=IN_FEED
    )
    name = place.name(language()) if place else ""
    with override(language()):
        home = request.build_absolute_uri(reverse("news:list") + (f"?place={place.slug}" if place else ""))
        atom = Atom1Feed(
            title=_("News, %(place)s") % {"place": name},
            link=home,
            description="",
            language=language(),
            feed_url=request.build_absolute_uri(),
            author_name=name or "Quartier",
            feed_guid=f"tag:{request.get_host()},2026:news/{place.slug if place else ''}/{language()}",
        )
        for notice, one in zip(found, _all_shown(found, request), strict=True):
            _enter(atom, request, notice, one)
        text = atom.writeString("utf-8")
    return HttpResponse(text, content_type="application/atom+xml; charset=utf-8")


def _enter(atom: Atom1Feed, request: HttpRequest, notice: NoticeView, one: Shown) -> None:
    atom.add_item(
        title=one.label,
        link=request.build_absolute_uri(one.url),
        description=one.text,
        unique_id=f"tag:{request.get_host()},2026:notice/{notice.tag}",
        pubdate=notice.published_at,
        updateddate=notice.published_at,
        author_name=one.note.rsplit(", ", 1)[-1],
        categories=[notice.kind],
    )
