"""Texts with which clerks begin an answer: kept by their organisation, in several languages. A change is a new row."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from quartier.core.kit.errors import Invalid, NotAllowed, NotFound
from quartier.core.registry.visits import Visit

from .models import Template
from .queries import HANDLE
from .rules import wording


@dataclass(frozen=True, slots=True, kw_only=True)
class TextView:
    """A text as it holds now. An empty category is for all of them."""

    code: str
    category: str
    titles: dict[str, str]
    words: dict[str, str]
    at: datetime

    def title(self, language: str) -> str:
        return self.titles.get(language) or next((text for text in self.titles.values() if text), self.code)


def texts_of(organisation: int, *, category: str = "") -> list[TextView]:
    """The texts of an organisation, by title; with a category those for it and those for all."""
    newest: dict[str, Template] = {}
    for row in Template.objects.filter(organisation_id=organisation).order_by("code", "at", "id"):
        newest[row.code] = row
    found = [
        _view(row)
        for row in newest.values()
        if not row.ended and (not category or row.category in ("", category))
    ]
    return sorted(found, key=lambda one: (one.category != category, one.title("").casefold()))


def text(organisation: int, code: str) -> TextView:
    """One text as it holds now. Raises NotFound."""
    found = next((one for one in texts_of(organisation) if one.code == code), None)
    if found is None:
        raise NotFound("no_such_record")
    return found


def keep(
    *, code: str, category: str, titles: Mapping[str, str], words: Mapping[str, str], by: Visit, at: datetime
) -> str:
    """Write a text, or a new wording of one; gives its code. Raises Invalid with all that is wrong."""
    organisation = _own(by)
    if found := wording.problems(titles=titles, words=words):
        raise Invalid(found)
    known = {language: text.strip() for language, text in titles.items() if text.strip()}
    said = {language: text.strip() for language, text in words.items() if text.strip()}
    if not code:
        taken = Template.objects.filter(organisation_id=organisation).values_list("code", flat=True)
        code = wording.code_of(next(iter(known.values())), frozenset(taken))
    _add(organisation, code, category=category, titles=known, words=said, by=by, at=at)
    return code


def end(*, code: str, by: Visit, at: datetime) -> None:
    """Take a text off the list; what was written with it stays as it is."""
    organisation = _own(by)
    held = text(organisation, code)
    _add(
        organisation,
        code,
        category=held.category,
        titles=held.titles,
        words=held.words,
        ended=True,
        by=by,
        at=at,
    )


def _own(by: Visit) -> int:
    if by.organisation is None or not by.may(HANDLE):
        raise NotAllowed("not_permitted", permit=HANDLE)
    return by.organisation


def _add(organisation: int, code: str, *, by: Visit, at: datetime, **fields: Any) -> None:
    Template.objects.bulk_create(
        [Template(organisation_id=organisation, code=code, by=by.account, at=at, **fields)]
    )


def _view(row: Template) -> TextView:
    return TextView(code=row.code, category=row.category, titles=row.titles, words=row.words, at=row.at)
