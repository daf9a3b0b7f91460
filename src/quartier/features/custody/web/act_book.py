"""The book that a form writes in: a stay, seen by whoever reads it or one of its parts; or a suite."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext

from quartier.core.kit.errors import NotAllowed, NotFound
from quartier.core.registry.visits import Visit
from quartier.features.custody import queries, writing
from quartier.features.custody.rule_packs import pack_of
from quartier.features.custody.rules import values
from quartier.features.custody.rules.acts.act import Act
from quartier.features.custody.rules.acts.catalogue import ACTS
from quartier.features.custody.rules.values import Wanted
from quartier.features.custody.views import SuiteView
from quartier.features.custody.web.act_fields import tongue
from quartier.features.custody.web.act_forms import Frame


@dataclass(frozen=True, slots=True, kw_only=True)
class Book:
    """`label`: initials and year; `back`: where the page leads when it is done."""

    about: UUID
    on: str
    label: str
    number: str
    suite: SuiteView
    pack: str
    facts: Mapping[str, Any]
    minor: bool
    back: str

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.suite.zone)


def of_stay(visit: Visit, id: UUID) -> Book:
    """The book of a stay. Raises NotFound alike for hidden and absent."""
    try:
        stay = queries.stay_for(visit, id)
    except NotFound:
        return _by_part(visit, id)
    return Book(
        about=id,
        on="stay",
        label=stay.label or gettext("Not yet named"),
        number=stay.number,
        suite=stay.suite,
        pack=stay.pack,
        facts=stay.facts,
        minor=stay.minor,
        back=address("stay", id) if stay.reads else address("arrest", id),
    )


def _by_part(visit: Visit, id: UUID) -> Book:
    """For whoever sees only a part: a doctor. The number and the label are those of the part."""
    part = queries.part_for(visit, id, "medical")
    found = writing.book(id)
    return Book(
        about=id,
        on="stay",
        label=str(part.about.get("name") or part.about.get("label") or gettext("Not yet named")),
        number=str(part.about.get("number", "")),
        suite=queries.suite_of(visit, id=found.suite),
        pack=found.pack or "",
        facts=found.facts or {},
        minor=bool(found.minor),
        back=address("medical"),
    )


def of_suite(visit: Visit, code: str) -> Book:
    """The book of a suite. Raises NotFound alike for hidden and absent."""
    suite = queries.suite_for(visit, code)
    return Book(
        about=suite.subject,
        on="suite",
        label=suite.name(tongue()),
        number="",
        suite=suite,
        pack=suite.pack,
        facts=suite.facts,
        minor=False,
        back=address("suite", code),
    )


def act_of(visit: Visit, book: Book, code: str) -> Act:
    """The act of this code, where this visit may write it in this book. Raises NotFound, NotAllowed."""
    act = ACTS.get(code)
    if act is None or act.on != book.on or act.by_machine:
        raise NotFound("no_such_record")
    if not any(visit.may(permit) for permit in (act.permit, *act.also)):
        raise NotAllowed("not_permitted", permit=act.permit)
    return act


def frame(visit: Visit, book: Book, act: Act, *, now: datetime) -> Frame:
    """What the form must know: the law's wishes, the rooms, the clock on the suite's wall."""
    asks = any(one.kind == "cell" for one in act.fields)
    return Frame(
        pack=book.pack,
        zone=book.zone,
        now=now,
        late_after=book.suite.policy.late_after,
        cells=[(cell.code, cell.code) for cell in queries.cells_of(visit, book.suite)] if asks else (),
        wanted=wanting(book, act, {}),
    )


def wanting(book: Book, act: Act, said: Mapping[str, Any]) -> list[Wanted]:
    """What the law wants in such an entry and does not find."""
    try:
        records = pack_of(book.pack).records
    except KeyError:
        return []
    return values.wanting(act, said, records=records, facts=book.facts, minor=book.minor)


def address(name: str, *args: Any) -> str:
    """A page of custody; the console's first page where an installation leaves that one out."""
    try:
        return reverse(f"custody:{name}", args=args)
    except NoReverseMatch:
        return reverse("console:board")
