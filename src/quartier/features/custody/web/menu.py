"""What can be recorded of a person, by what it is about: the second of three presses."""

from itertools import groupby
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from quartier.features.custody import queries
from quartier.features.custody.rules.acts.act import Act
from quartier.features.custody.rules.acts.catalogue import ACTS, TOPICS
from quartier.features.custody.web import board_words, frame
from quartier.features.custody.web.board import level_name
from quartier.features.custody.web.board_shown import place_name
from quartier.features.custody.web.frame import CARE, permitted, tongue

# The order of a day in a suite; topics that are not named here come after it.
ORDER = ("care", "cell", "health", "risk", "rights", "people", "property", "interview", "movement")


@permitted(CARE)
@require_safe
def acts(request: HttpRequest, id: UUID) -> HttpResponse:
    """Everything that whoever is here may record of this person."""
    stay = queries.stay_for(request.visit, id=id)
    request.look([stay.id], "custody acts")
    mine = [act for act in ACTS.values() if act.on == "stay" and frame.may_write(request, act)]
    with frame.in_zone(stay.suite):
        context = frame.suite_context(request, stay.suite, "") | {
            "stay": stay,
            "label": stay.label or gettext("not yet named"),
            "place": place_name(stay.cell),
            "level": level_name(stay.level) if stay.level else "",
            "marks": [board_words.mark_name(mark) for mark in stay.standing.marks],
            "stay_url": frame.stay_url(id),
            "topics": topics(mine, id),
        }
        return render(request, "custody/acts.html", context)


def topics(acts: list[Act], stay: UUID) -> list[dict[str, Any]]:
    """The acts as buttons, by topic."""
    ordered = sorted(acts, key=lambda act: _place(act.topic))
    return [
        {
            "name": TOPICS[topic].say(tongue()) if topic in TOPICS else topic,
            "acts": [_button(act, stay) for act in group],
        }
        for topic, group in groupby(ordered, key=lambda act: act.topic)
    ]


def _place(topic: str) -> tuple[int, str]:
    return (ORDER.index(topic) if topic in ORDER else len(ORDER), topic)


def _button(act: Act, stay: UUID) -> dict[str, str]:
    return {
        "label": act.do.say(tongue()),
        "key": act.key,
        "url": frame.act_url(stay, act.code),
    }
