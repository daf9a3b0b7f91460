"""Telling those who follow the news of an area that a text came out."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from quartier.core.messages import actions as messages
from quartier.core.messages import templates
from quartier.core.messages.actions import To
from quartier.core.messages.templates import Template
from quartier.core.registry.visits import Visit
from quartier.core.territory import queries as territory

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
TEMPLATES = tuple(
    Template(
        code=theme,
        theme=theme,
        urgent=theme == "news.alert",
        gathers=theme != "news.alert",
        subject=subject,
        changed="%(title)s",
        next_step=_("The whole text is here:"),
        link="/%(language)s/news/%(tag)s/?place=%(place)s",
        gaps={"title": "by_language", "tag": "text", "place": "text"},
    )
    for theme, subject in SUBJECTS.items()
)


def register() -> None:
    templates.register(*TEMPLATES)
    templates.register_themes(THEMES)


def theme_of(kind: str) -> str:
    return f"news.{kind}"


def tell_followers(item: ItemView, *, notice: str, by: Visit, at: datetime) -> int:
    """To those who follow an area that holds the text's area, or lies in it. A text that was mended is told once;
    an alert each time, because it says what holds now.
    """
    area = territory.area(id=item.area, with_geometry=False)
    reached = {one.id for one in territory.path(area)} | set(territory.below(item.area))
    return messages.tell(
        to=To(topic=theme_of(item.kind), areas=sorted(reached)),
        template=theme_of(item.kind),
        gaps={
            "title": {language: title for language, title in item.titles.items() if item.texts.get(language)},
            "tag": notice,
            "place": territory.area(id=item.place, with_geometry=False).slug,
        },
        organisation=item.organisation,
        key=f"news {notice if item.kind == 'alert' else item.tag}",
        about=item.id,
        about_tag=item.tag,
        by=by,
        at=at,
    )
