"""What an entry says, as labels and texts, read off its act. Pure: how moments and names are said comes in."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from quartier.features.custody.rules.acts.act import Act, Field, Words
from quartier.features.custody.rules.body import marks, regions

YES, NO = Words(uk="так", fr="oui", en="yes"), Words(uk="ні", fr="non", en="no")
UNITS = {
    "minutes": Words(uk="хв", fr="min", en="min"),
    "hours": Words(uk="год", fr="h", en="h"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Tongue:
    """How things are said: `moment` an instant, `day` a date, `account` a colleague."""

    language: str
    moment: Callable[[datetime], str]
    day: Callable[[date], str]
    account: Callable[[str], str] = str


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """One answer. `rows`: things in a list, each a line. `quoted`: typed by somebody, in a language of theirs."""

    code: str
    label: str
    text: str = ""
    rows: tuple[str, ...] = ()
    quoted: bool = False


def headline(act: Act, values: Mapping[str, Any], *, at: str, language: str, pack: str = "") -> str:
    """The entry in one sentence; `at`: its time as text, for sayings that name it."""
    return act.story(values, pack).say(language).replace("{at}", at)


def answers(act: Act, values: Mapping[str, Any], tongue: Tongue) -> list[Said]:
    """What was answered, in the order of the act; what is in no field any more is said under its code, never left out."""
    known = [field for field in act.fields if _filled(values.get(field.code))]
    codes = {field.code for field in act.fields}
    left = [code for code, value in values.items() if code not in codes and _filled(value)]
    return [_said(field, values[field.code], tongue) for field in known] + [
        Said(code=code, label=code, text=str(values[code]), quoted=True) for code in left
    ]


def repeated(act: Act, values: Mapping[str, Any], pack: str = "") -> frozenset[str]:
    """Fields whose answer the headline has said already."""
    words = act.story(values, pack)
    return frozenset(name for saying in act.sayings if saying.words is words for name in saying.where)


def _filled(value: Any) -> bool:
    return value is not None and value != "" and value != [] and value != {}


def _said(field: Field, value: Any, tongue: Tongue) -> Said:
    label = field.words.say(tongue.language)
    if field.kind == "body":
        return Said(code=field.code, label=label, rows=tuple(_marks(value, tongue)))
    if field.kind == "items":
        return Said(code=field.code, label=label, rows=tuple(_row(field, one, tongue) for one in value))
    coded = any(one.code == value for one in field.options)  # a word of ours, not what somebody wrote
    quoted = field.kind in ("line", "text", "person") and not coded
    return Said(code=field.code, label=label, text=_text(field, value, tongue), quoted=quoted)


def _text(field: Field, value: Any, tongue: Tongue) -> str:
    if field.kind in ("choice", "line"):
        return _option(field, value, tongue)
    if field.kind == "choices":
        return ", ".join(_option(field, one, tongue) for one in value)
    if field.kind == "yes_no":
        return (YES if value in (True, "yes") else NO).say(tongue.language)
    if field.kind == "instant":
        return tongue.moment(datetime.fromisoformat(str(value)))
    if field.kind == "date":
        return tongue.day(date.fromisoformat(str(value)))
    if field.kind == "account":
        return tongue.account(str(value))
    if field.kind == "number" and field.unit in UNITS:
        return f"{value}\u00a0{UNITS[field.unit].say(tongue.language)}"
    return str(value)


def _option(field: Field, value: Any, tongue: Tongue) -> str:
    return next((one.words.say(tongue.language) for one in field.options if one.code == value), str(value))


def _row(field: Field, one: Any, tongue: Tongue) -> str:
    if not isinstance(one, Mapping):
        return str(one)
    parts = [_text(each, one[each.code], tongue) for each in field.rows if _filled(one.get(each.code))]
    return ", ".join(parts) or ", ".join(str(value) for value in one.values())


def _marks(values: Sequence[Mapping[str, Any]], tongue: Tongue) -> list[str]:
    """Each mark with its number on the map, its region, view, kind and size."""
    return [mark_line(number, one, tongue.language) for number, one in enumerate(marks.read(values), start=1)]


def mark_line(number: int, mark: marks.Mark, language: str) -> str:
    view = regions.VIEW_WORDS[mark.view].say(language)
    sizes = [str(one) for one in (mark.long, mark.wide) if one]
    size = f"{' × '.join(sizes)}\u00a0{'мм' if language[:2] == 'uk' else 'mm'}" if sizes else ""
    place = f"{mark.place.words.say(language)} ({view})"
    said = ", ".join(one for one in (marks.KINDS[mark.kind].say(language), size, mark.text) if one)
    return f"{number}. {place}: {said}" if language[:2] != "fr" else f"{number}. {place}\u00a0: {said}"
