"""Alerts for programs: a feed in Atom, and each alert in the Common Alerting Protocol 1.2."""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _
from django.utils.translation import override

from quartier.core.accounts import queries as accounts
from quartier.core.kit.errors import NotFound
from quartier.core.publication import queries as publication
from quartier.core.publication.queries import NoticeView
from quartier.core.territory import queries as territory
from quartier.core.territory.queries import AreaView
from quartier.features.news import cap, queries
from quartier.features.news.queries import ORIGIN, Beside
from quartier.features.news.themes import THEMES, category_of
from quartier.features.news.web.public import language, within

CAP_TYPE = "application/cap+xml"
IN_FEED = 30
ENDED_FOR = timedelta(days=7)  # how long the feed says that an alert was taken back


class AlertFeed(Atom1Feed):
    """Each entry also names its CAP document."""

    def add_item_elements(self, handler: Any, item: Any) -> None:
        super().add_item_elements(handler, item)
        handler.addQuickElement("link", "", {"rel": "alternate", "type": CAP_TYPE, "href": item["cap"]})


def feed(request: HttpRequest) -> HttpResponse:
    """Atom of the alerts that hold, and of those taken back within a week: `?place=`, `?area=`, `?theme=`, `?language=`."""
    place = territory.home_for(language(), request.GET.get("place", ""))
    found = alerts(place, request) if place else []
    name = place.name(language()) if place else ""
    with override(language()):
        atom = AlertFeed(
            title=_("Alerts, %(place)s") % {"place": name},
            link=request.build_absolute_uri(reverse("news:list") + "?kind=alert"),
            description="",
            language=language(),
            feed_url=request.build_absolute_uri(),
            author_name=name or "Quartier",
            feed_guid=f"tag:{request.get_host()},2026:alerts/{place.slug if place else ''}/{language()}",
        )
        for notice in found:
            _enter(atom, request, notice)
        text = atom.writeString("utf-8")
    return HttpResponse(text, content_type="application/atom+xml; charset=utf-8")


def alerts(place: AreaView, request: HttpRequest) -> list[NoticeView]:
    """Newest first: what holds now, then what was taken back lately and nothing took its place."""
    now, theme = request.visit.now, request.GET.get("theme", "")
    areas = within(place, request.GET.get("area", ""))
    standing = publication.notices(
        origin=ORIGIN, kind="alert", place=place.id, areas=areas, at=now, limit=IN_FEED
    )
    tags = queries.sent(place=place.id, kind="alert", most=IN_FEED)
    ended = [publication.notice(tag) for tag in tags if _ended_lately(tag, now=now)]
    found = [*standing, *(one for one in ended if areas is None or one.area in areas)]
    beside = queries.beside([one.tag for one in found])
    return [one for one in found if not theme or (one.tag in beside and beside[one.tag].theme == theme)]


def document(request: HttpRequest, tag: str) -> HttpResponse:
    """One alert in CAP 1.2. Of one that a newer one replaced, the newer; of one taken back, the message that ends it."""
    beside = queries.beside([tag]).get(tag)
    if beside is None or beside.kind != "alert":
        raise Http404
    story = queries.story_of(beside.item)
    if story[-1].notice != tag:
        return redirect("news_open:cap", tag=story[-1].notice)
    text = cap.write(_alert(request, publication.notice(tag), story))
    return HttpResponse(text, content_type=f"{CAP_TYPE}; charset=utf-8")


def _alert(request: HttpRequest, notice: NoticeView, story: list[Beside]) -> cap.Alert:
    place = territory.area(id=notice.place, with_geometry=False)
    sender, ended = request.get_host().partition(":")[0], notice.withdrawn_at
    before = [
        (sender, one.notice, one.sent_at.astimezone(place.zone)) for one in story[: None if ended else -1]
    ]
    return cap.Alert(
        identifier=f"{notice.tag}.end" if ended else notice.tag,
        sender=sender,
        sent=(ended or notice.published_at).astimezone(place.zone),
        status="Exercise" if settings.QUARTIER_DEMO else "Actual",
        message="Cancel" if ended else "Update" if before else "Alert",
        infos=() if ended else _infos(request, notice, story[-1], place),
        references=before,
        note=territory.name_in(notice.reasons, language()) if ended else "",
    )


def _infos(request: HttpRequest, notice: NoticeView, beside: Beside, place: AreaView) -> list[cap.Info]:
    area = territory.area(id=notice.area)
    names = next((one.names for one in accounts.organisations() if one.id == notice.organisation), {})
    path = reverse("news:item", args=[notice.tag]) + f"?place={place.slug}"
    own = place.language.split("-")[0]
    return [
        cap.Info(
            language=code,
            category=category_of(beside.theme),
            event=_event(beside.theme, code),
            urgency=beside.warning.urgency,
            severity=beside.warning.severity,
            certainty=beside.warning.certainty,
            effective=notice.published_at.astimezone(place.zone),
            expires=notice.expires_at.astimezone(place.zone) if notice.expires_at else None,
            sender_name=territory.name_in(names, code),
            headline=title,
            description=notice.bodies[code],
            instruction=beside.warning.instruction(code),
            web=request.build_absolute_uri(_in(code, path)),
            area=area.name(code),
            polygons=cap.rings(area.geometry),
        )
        for code, title in sorted(notice.titles.items(), key=lambda one: (one[0] != own, one[0]))
    ]


def _event(theme: str, code: str) -> str:
    with override(code):
        return THEMES[theme].say(code) if theme in THEMES else _("Alert")


def _in(code: str, path: str) -> str:
    """The same page in another language: its address begins with it."""
    return f"/{code}/" + path.lstrip("/").partition("/")[2]


def _ended_lately(tag: str, *, now: Any) -> bool:
    try:
        notice = publication.notice(tag)
    except NotFound:
        return False
    ended = notice.withdrawn_at
    if ended is None or now - ended > ENDED_FOR:
        return False
    return publication.notices_of([notice.origin_tag])[notice.origin_tag].tag == tag


def _enter(atom: AlertFeed, request: HttpRequest, notice: NoticeView) -> None:
    tongue = language() if language() in notice.titles else next(iter(notice.titles))
    ended = notice.withdrawn_at
    title = _("Taken back: %(title)s") % {"title": notice.titles[tongue]} if ended else notice.titles[tongue]
    atom.add_item(
        title=title,
        link=request.build_absolute_uri(reverse("news:item", args=[notice.tag])),
        description=territory.name_in(notice.reasons, language()) if ended else notice.bodies[tongue],
        unique_id=f"tag:{request.get_host()},2026:alert/{notice.tag}",
        pubdate=notice.published_at,
        updateddate=ended or notice.published_at,
        cap=request.build_absolute_uri(reverse("news_open:cap", args=[notice.tag])),
    )
