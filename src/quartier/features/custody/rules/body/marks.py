"""What was seen on a body: where, what, how large; and what is new since an earlier look. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from quartier.core.kit.errors import Problem
from quartier.features.custody.rules.acts.act import Words
from quartier.features.custody.rules.body.regions import (
    HEIGHT,
    REGIONS,
    WIDTH,
    Region,
    middle,
    region_at,
)

MOST = 60
LONGEST = 400
LARGEST = 2000  # millimetres
KINDS: dict[str, Words] = {
    "redness": Words(uk="почервоніння", fr="rougeur", en="redness"),
    "bruise": Words(uk="синець", fr="ecchymose", en="bruise"),
    "swelling": Words(uk="набряк", fr="tuméfaction", en="swelling"),
    "abrasion": Words(uk="садно", fr="écorchure", en="abrasion"),
    "cut": Words(uk="поріз", fr="coupure", en="cut"),
    "wound": Words(uk="рана", fr="plaie", en="wound"),
    "puncture": Words(uk="слід уколу", fr="trace de piqûre", en="puncture mark"),
    "burn": Words(uk="опік", fr="brûlure", en="burn"),
    "fracture": Words(uk="ймовірний перелом", fr="fracture possible", en="possible fracture"),
    "pain": Words(uk="біль без видимого сліду", fr="douleur sans trace visible", en="pain, nothing visible"),
    "old": Words(uk="старий слід або рубець", fr="trace ancienne ou cicatrice", en="old mark or scar"),
    "other": Words(uk="інше", fr="autre", en="other"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """One thing seen. `x`, `y`: whole units of the sheet. `long`, `wide`: millimetres, 0 where it was not measured."""

    view: str
    region: str
    x: int
    y: int
    kind: str
    long: int = 0
    wide: int = 0
    text: str = ""

    @property
    def place(self) -> Region:
        return REGIONS[self.view, self.region]

    @property
    def values(self) -> dict[str, Any]:
        """As it is stored."""
        return {name: getattr(self, name) for name in self.__slots__}


def tapped(view: str, *, x: int, y: int, width: int, height: int) -> tuple[Region, int, int] | None:
    """The region under a tap at a pixel of a picture of so many pixels, with the point in units; None beside the body."""
    if width <= 0 or height <= 0:
        return None
    ux, uy = round(x * WIDTH / width), round(y * HEIGHT / height)
    region = region_at(view, ux, uy)
    return (region, ux, uy) if region else None


def at_middle(view: str, region: str) -> tuple[int, int]:
    """The point of a mark that names only its region. Raises KeyError."""
    x, y = middle(REGIONS[view, region])
    return round(x), round(y)


def problems(values: Any, field: str) -> list[Problem]:
    """What is wrong with stored marks: no list, too many, a place or a kind that there is not, a size out of reach."""
    if not isinstance(values, list | tuple):
        return [Problem(field=field, code="custody.not_marks")]
    if len(values) > MOST:
        return [Problem(field=field, code="custody.too_many_marks", details={"most": MOST})]
    found = [code for one in values if (code := _wrong(one))]
    return [Problem(field=field, code=code) for code in dict.fromkeys(found)]


def _wrong(one: Any) -> str:
    if not isinstance(one, Mapping) or (one.get("view"), one.get("region")) not in REGIONS:
        return "custody.no_such_region"
    if one.get("kind") not in KINDS:
        return "custody.no_such_mark"
    if not all(_number(one.get(name, 0), most) for name, most in _SIZES.items()):
        return "custody.size_out_of_reach"
    text = one.get("text", "")
    return "" if isinstance(text, str) and len(text) <= LONGEST else "custody.text_too_long"


_SIZES = {"x": WIDTH, "y": HEIGHT, "long": LARGEST, "wide": LARGEST}


def _number(value: Any, most: int) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= most


def read(values: Iterable[Mapping[str, Any]]) -> tuple[Mark, ...]:
    """Stored marks; one without a point lies in the middle of its region. Raises KeyError where `problems` refuses."""
    return tuple(_read(one) for one in values)


def _read(one: Mapping[str, Any]) -> Mark:
    x, y = at_middle(one["view"], one["region"])
    return Mark(**{"x": x, "y": y, **{name: one[name] for name in Mark.__slots__ if name in one}})


def new_since(before: Sequence[Mark], now: Sequence[Mark]) -> tuple[Mark, ...]:
    """Marks of now on regions, or of kinds, that nobody had noted before: what happened in between, or was not seen."""
    known = {(mark.view, mark.region, mark.kind) for mark in before}
    return tuple(mark for mark in now if (mark.view, mark.region, mark.kind) not in known)
