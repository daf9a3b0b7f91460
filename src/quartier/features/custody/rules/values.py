"""What an entry of an act says: read, checked against its fields, everything wrong at once. Pure.

Values come as Python or as JSON has them and go out as JSON: instants in UTC, dates as ISO 8601, codes as text. What the law
wants beyond the duty itself is named by `wanting` and never refuses an entry.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from quartier.core.kit.errors import Problem
from quartier.features.custody.rules.acts.act import Act, Field, Option, fits
from quartier.features.custody.rules.body import marks
from quartier.science.clocks.conduct import Required

LINE, TEXT, NUMBER, ROWS = 500, 20_000, 1_000_000, 200
EMPTY: tuple[Any, ...] = (None, "", [], (), {})


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """`values`: what was understood, as JSON; `problems`: everything that was not, by field (`items.2.what` in a row)."""

    values: dict[str, Any] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A field that the law of a pack wants in the entry and that stands empty."""

    field: Field
    article: str
    mark: str


class _Wrong(Exception):
    """One value that cannot be read: the code of the refusal and what its sentence needs."""

    def __init__(self, code: str, **details: Any) -> None:
        super().__init__(code)
        self.code, self.details = code, details


def check(act: Act, given: Mapping[str, Any], *, pack: str = "") -> Checked:
    """What was said of an act under a pack."""
    return _checked(act.fields, given, pack=pack, where="")


def asked(fields: Iterable[Field], values: Mapping[str, Any], *, pack: str = "") -> list[Field]:
    """The fields that apply under this pack where these values are said."""
    return [one for one in fields if fits(one.packs, pack) and holds(one.when, values)]


def holds(when: tuple[str, str] | None, values: Mapping[str, Any]) -> bool:
    """Whether the condition of a field holds: the other field has this code, or has it among its codes.

    >>> holds(("shared", "yes"), {"shared": True}), holds(("means", "dog"), {"means": ["hold"]}), holds(None, {})
    (True, False, True)
    """
    if when is None:
        return True
    said = values.get(when[0])
    if isinstance(said, bool):
        return said == (when[1] == "yes")
    return when[1] in said if isinstance(said, list | tuple) else said == when[1]


def offered(one: Field, *, pack: str = "") -> list[Option]:
    """The answers of a field under a pack, each code once."""
    found: dict[str, Option] = {}
    for option in one.options:
        if fits(option.packs, pack) or not pack:
            found.setdefault(option.code, option)
    return list(found.values())


def wanting(
    act: Act, values: Mapping[str, Any], *, records: Iterable[Required], facts: Mapping[str, Any], minor: bool
) -> list[Wanted]:
    """What the law wants in this entry and does not find. records: of the pack."""
    return [
        Wanted(field=act.field(code), article=row.article, mark=row.mark.value)
        for row in records
        if row.act == act.code and _applies(row, facts=facts, minor=minor)
        for code in row.fields
        if values.get(code) in EMPTY
    ]


def _applies(row: Required, *, facts: Mapping[str, Any], minor: bool) -> bool:
    when = row.when
    return (
        all(facts.get(name) == value for name, value in when.facts.items())
        and not any(facts.get(name) == value for name, value in when.unless.items())
        and all(facts.get(name) is not None for name in when.stated)
        and when.minor in (None, minor)
    )


def _checked(fields: Iterable[Field], given: Mapping[str, Any], *, pack: str, where: str) -> Checked:
    known = {one.code: one for one in fields}
    checked = Checked()
    for code, value in given.items():
        if code not in known or (pack and not fits(known[code].packs, pack)):
            checked.problems.append(Problem(field=f"{where}{code}", code="custody.unknown_field"))
        elif clean(value) not in EMPTY:
            _take(checked, known[code], clean(value), pack=pack, where=where)
    wrong = {problem.field for problem in checked.problems}
    for one in asked(known.values(), checked.values, pack=pack):
        if one.needed and one.code not in checked.values and f"{where}{one.code}" not in wrong:
            checked.problems.append(Problem(field=f"{where}{one.code}", code="missing"))
    return checked


def _take(checked: Checked, one: Field, value: Any, *, pack: str, where: str) -> None:
    place = f"{where}{one.code}"
    if one.kind == "items":
        rows, problems = _rows(one, value, pack=pack, place=place)
        checked.problems.extend(problems)
        if rows:
            checked.values[one.code] = rows
        return
    if one.kind == "body":
        found = marks.problems(value, place)
        checked.problems.extend(found)
        if not found:
            checked.values[one.code] = value
        return
    try:
        checked.values[one.code] = READ[one.kind](one, value, pack)
    except _Wrong as wrong:
        checked.problems.append(Problem(field=place, code=wrong.code, details=wrong.details))


def _rows(one: Field, value: Any, *, pack: str, place: str) -> tuple[list[dict[str, Any]], list[Problem]]:
    if not isinstance(value, list | tuple) or not all(isinstance(row, Mapping) for row in value):
        return [], [Problem(field=place, code="custody.not_rows")]
    if len(value) > ROWS:
        return [], [Problem(field=place, code="custody.too_many_rows", details={"most": ROWS})]
    read = [
        _checked(one.rows, row, pack=pack, where=f"{place}.{number}.") for number, row in enumerate(value)
    ]
    return [each.values for each in read if each.values], [each for row in read for each in row.problems]


def clean(value: Any) -> Any:
    """A value without the blanks around it and without rows in which nothing was said."""
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, list | tuple):
        return [each for each in map(clean, value) if each not in EMPTY]
    if isinstance(value, Mapping):
        return {
            str(name): each for name, each in ((n, clean(v)) for n, v in value.items()) if each not in EMPTY
        }
    return value


def _choice(one: Field, value: Any, pack: str) -> str:
    if not isinstance(value, str) or value not in {option.code for option in offered(one, pack=pack)}:
        raise _Wrong("custody.unknown_answer")
    return value


def _choices(one: Field, value: Any, pack: str) -> list[str]:
    if not isinstance(value, list | tuple):
        raise _Wrong("custody.unknown_answer")
    return [_choice(one, each, pack) for each in dict.fromkeys(value)]


def _yes_no(_one: Field, value: Any, _pack: str) -> bool:
    found = (
        {True: True, False: False, "yes": True, "no": False}.get(value)
        if isinstance(value, bool | str)
        else None
    )
    if found is None:
        raise _Wrong("custody.unknown_answer")
    return found


def _text_of(longest: int) -> Callable[[Field, Any, str], str]:
    def read(_one: Field, value: Any, _pack: str) -> str:
        if not isinstance(value, str):
            raise _Wrong("custody.not_text")
        if len(value) > longest:
            raise _Wrong("too_long", longest=longest)
        return value

    return read


def _number(_one: Field, value: Any, _pack: str) -> int:
    try:
        found = int(value) if isinstance(value, str) else value
    except ValueError:
        raise _Wrong("custody.not_a_number") from None
    if isinstance(found, bool) or not isinstance(found, int) or not 0 <= found <= NUMBER:
        raise _Wrong("custody.not_a_number")
    return found


def _instant(_one: Field, value: Any, _pack: str) -> str:
    try:
        found = datetime.fromisoformat(value) if isinstance(value, str) else value
    except ValueError:
        raise _Wrong("custody.not_an_instant") from None
    if not isinstance(found, datetime) or found.utcoffset() is None:
        raise _Wrong("custody.not_an_instant")
    return found.astimezone(UTC).isoformat()


def _date(_one: Field, value: Any, _pack: str) -> str:
    try:
        found = date.fromisoformat(value) if isinstance(value, str) else value
    except ValueError:
        raise _Wrong("custody.not_a_date") from None
    if isinstance(found, datetime) or not isinstance(found, date):
        raise _Wrong("custody.not_a_date")
    return found.isoformat()


def _account(_one: Field, value: Any, _pack: str) -> str:
    try:
        return str(UUID(str(value)))
    except ValueError:
        raise _Wrong("custody.unknown_answer") from None


READ: Mapping[str, Callable[[Field, Any, str], Any]] = {
    "choice": _choice,
    "choices": _choices,
    "yes_no": _yes_no,
    "line": _text_of(LINE),
    "person": _text_of(LINE),
    "text": _text_of(TEXT),
    "cell": _text_of(40),
    "seal": _text_of(40),
    "number": _number,
    "instant": _instant,
    "date": _date,
    "account": _account,
}
