"""Telling those who follow the news of an area that a text came out."""

from datetime import datetime
from typing import Any

from django.utils.functional import lazy
from django.utils.text import format_lazy
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from quartier.core.messages import actions as messages
from quartier.core.messages import templates
from quartier.core.messages.actions import To
from quartier.core.messages.templates import Template
from quartier.core.registry.visits import Visit
from quartier.core.territory import queries as territory

from . import themes
from .queries import ItemView

THEMES = {
    "news.news": _("News"),
    "news.you_said_we_did": _("You said, we did"),
    "news.prevention": _("Advice"),
    "news.alert": _("Alerts"),
}
SUBJECTS = {
    "news.news": _("News: %(title)s"),
    "news.you_said_we_did": _("You said, we did: %(title)s"),
    "news.prevention": _("Advice: %(title)s"),
    "news.alert": _("Alert: %(title)s"),
}
BY_THEME = ("prevention", "alert")  # kinds that people follow by theme


def _label(topic: str, code: str) -> Any:
    return format_lazy("{}: {}", THEMES[topic], lazy(_named, str)(code))


def _named(code: str) -> str:
    return themes.THEMES[code].say(get_language() or "en")


# What people follow → the kind it is of: each kind as a whole, and advice and alerts about one theme.
TOPICS = {theme: theme for theme in THEMES} | {
    f"news.{kind}.{code}": f"news.{kind}" for kind in BY_THEME for code in themes.THEMES
}
TEMPLATES = tuple(
    Template(
        code=topic,
        theme=topic,
        urgent=kind == "news.alert",
        gathers=kind != "news.alert",
        subject=SUBJECTS[kind],
        sms=SUBJECTS[kind],
        changed="%(title)s",
        next_step=_("The whole text is here:"),
        link="/%(language)s/news/%(tag)s/?place=%(place)s",
        gaps={"title": "by_language", "tag": "text", "place": "text"},
    )
    for topic, kind in TOPICS.items()
)


def register() -> None:
    templates.register(*TEMPLATES)
    templates.register_themes(THEMES)
    templates.register_themes(
        {topic: _label(kind, topic.rpartition(".")[2]) for topic, kind in TOPICS.items() if topic != kind}
    )


def theme_of(kind: str, theme: str = "") -> str:
    return f"news.{kind}.{theme}" if theme else f"news.{kind}"


def tell_followers(item: ItemView, *, notice: str, by: Visit, at: datetime) -> int:
    """To those who follow an area that holds the text's area, or lies in it: the kind, or this theme of it.

    A text that was mended is told once; an alert each time, because it says what holds now.
    """
    area = territory.area(id=item.area, with_geometry=False)
    reached = {one.id for one in territory.path(area)} | set(territory.below(item.area))
    topics = [theme_of(item.kind)]
    if item.kind in BY_THEME and item.theme:
        topics.append(theme_of(item.kind, item.theme))
    gaps = {
        "title": {language: title for language, title in item.titles.items() if item.texts.get(language)},
        "tag": notice,
        "place": territory.area(id=item.place, with_geometry=False).slug,
    }
    return sum(
        messages.tell(
            to=To(topic=topic, areas=sorted(reached)),
            template=topic,
            gaps=gaps,
            organisation=item.organisation,
            key=f"news {notice if item.kind == 'alert' else item.tag}",
            about=item.id,
            about_tag=item.tag,
            by=by,
            at=at,
        )
        for topic in topics
    )
