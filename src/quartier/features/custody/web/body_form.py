"""The body map to be filled in: a tap on a picture, or a choice from a list. Each tap sends the page; nothing is lost."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext

from quartier.core.kit.errors import Invalid, Refusal
from quartier.features.custody.rules.acts.catalogue import ACTS
from quartier.features.custody.rules.body import marks
from quartier.features.custody.rules.body.marks import KINDS, MOST, Mark
from quartier.features.custody.rules.body.regions import HEIGHT, REGIONS, VIEW_WORDS, VIEWS, WIDTH
from quartier.features.custody.web import body_map, refusals
from quartier.ui.tags.texts import tongue

SIZE = {"width": WIDTH * body_map.SCALE, "height": HEIGHT * body_map.SCALE}


@dataclass
class Typed:
    """What stands on the page: marks in their order, and the answers around them. `problems`: (id of the field, words)."""

    marks: list[Mark] = field(default_factory=list)
    moment: str = "entry"
    nothing: bool = False
    says: str = ""
    occurred_at: str = ""
    late_reason: str = ""
    problems: list[tuple[str, str]] = field(default_factory=list)

    @property
    def values(self) -> dict[str, Any]:
        """As the act takes them."""
        found: dict[str, Any] = {"moment": self.moment, "marks": [one.values for one in self.marks]}
        if self.nothing:
            found["nothing_seen"] = True
        if self.says.strip():
            found["says"] = self.says.strip()
        return found

    def when(self, now: datetime) -> datetime:
        """The moment that was typed on the suite's clock, or now. Raises ValueError."""
        text = self.occurred_at.strip()
        return timezone.make_aware(datetime.fromisoformat(text)) if text else now


def read(data: "MultiValueDict[str, Any]") -> Typed:
    """The page as it was sent, with whatever was tapped, chosen or taken away."""
    typed = Typed(
        marks=[one for number in range(MOST) if (one := _mark(data, number))],
        moment=data.get("moment", "entry"),
        nothing="nothing" in data,
        **{name: data.get(name, "")[:4000] for name in ("says", "occurred_at", "late_reason")},
    )
    _tap(typed, data)
    _choose(typed, data)
    for name in data:
        if gone := re.fullmatch(r"remove-(\d+)", name):
            typed.marks = [one for at, one in enumerate(typed.marks) if at != int(gone[1])]
    return typed


def _mark(data: Mapping[str, Any], number: int) -> Mark | None:
    """One mark of the page; what is no place of the body is no mark."""
    said = {name: str(data.get(f"mark-{number}-{name}", "")) for name in Mark.__slots__}
    if (said["view"], said["region"]) not in REGIONS:
        return None
    x, y = min(_whole(said["x"]), WIDTH), min(_whole(said["y"]), HEIGHT)
    return Mark(
        view=said["view"],
        region=said["region"],
        x=x,
        y=y,
        kind=said["kind"] if said["kind"] in KINDS else "",
        long=_whole(said["long"]),
        wide=_whole(said["wide"]),
        text=said["text"].strip(),
    )


def _tap(typed: Typed, data: Mapping[str, Any]) -> None:
    for view in VIEWS:
        if f"{view}.x" not in data:
            continue
        found = marks.tapped(view, x=_whole(data[f"{view}.x"]), y=_whole(data.get(f"{view}.y", "")), **SIZE)
        if found is None:
            typed.problems.append(
                (view, gettext("That was beside the body. Tap on the body, or choose below."))
            )
        else:
            region, x, y = found
            _add(typed, Mark(view=view, region=region.code, x=x, y=y, kind=""))


def _choose(typed: Typed, data: Mapping[str, Any]) -> None:
    """A place from the list: `front wrist_right`."""
    if "add" not in data:
        return
    view, _, region = str(data.get("place", "")).partition(" ")
    if (view, region) not in REGIONS:
        typed.problems.append(("place", gettext("Choose where on the body.")))
        return
    x, y = marks.at_middle(view, region)
    _add(typed, Mark(view=view, region=region, x=x, y=y, kind=""))


def _add(typed: Typed, mark: Mark) -> None:
    if len(typed.marks) < MOST:
        typed.marks.append(mark)
        typed.nothing = False


def check(typed: Typed) -> None:
    """What must be put right before it is kept."""
    for number, one in enumerate(typed.marks):
        if not one.kind:
            place = one.place.words.say(tongue())
            words = gettext("Choose what is seen: %(place)s") % {"place": place}
            typed.problems.append((f"mark-{number}-kind", words))
    if not typed.marks and not typed.nothing:
        typed.problems.append(("nothing", gettext("Mark what is seen, or say that nothing is.")))
    if typed.marks and typed.nothing:
        typed.problems.append(("nothing", gettext("There are marks. Take them away, or take the tick away.")))


def lay(typed: Typed, refusal: Refusal) -> None:
    """A refusal of the action, in words."""
    found = refusal.problems if isinstance(refusal, Invalid) else [refusal]
    typed.problems += [("occurred_at", refusals.say(one)) for one in found]


def shown(typed: Typed) -> dict[str, Any]:
    """What the page draws."""
    language = tongue()
    act = ACTS["body_map"]
    moments = act.field("moment").options
    return {
        "typed": typed,
        "rows": [_row(number, one, language) for number, one in enumerate(typed.marks)],
        "sides": [
            {
                "view": view,
                "picture": f"custody/body-{view}.svg",
                "label": gettext("Mark the body %(side)s") % {"side": VIEW_WORDS[view].say(language)},
                "points": body_map.points(typed.marks, view),
                **SIZE,
            }
            for view in VIEWS
        ],
        "places": [(VIEW_WORDS[view].say(language), _places(view, language)) for view in VIEWS],
        "moments": [(one.code, one.words.say(language)) for one in moments],
    }


def _row(number: int, mark: Mark, language: str) -> dict[str, Any]:
    place = mark.place.words.say(language)
    return {
        "number": number,
        "shown": number + 1,
        "mark": mark,
        "place": gettext("%(number)s. %(place)s, %(side)s")
        % {"number": number + 1, "place": place, "side": VIEW_WORDS[mark.view].say(language)},
        "kinds": [(code, words.say(language), code == mark.kind) for code, words in KINDS.items()],
    }


def _places(view: str, language: str) -> list[tuple[str, str]]:
    return [(f"{view} {one.code}", one.words.say(language)) for one in REGIONS.values() if one.view == view]


def _whole(text: Any) -> int:
    plain = str(text).strip()
    return min(int(plain), marks.LARGEST) if plain.isdecimal() else 0
